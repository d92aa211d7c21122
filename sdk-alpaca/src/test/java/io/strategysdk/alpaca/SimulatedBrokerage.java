package io.strategysdk.alpaca;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A venue with an open market in AAPL, brokers that trade there without patience, and what they tell. */
final class SimulatedBrokerage implements AutoCloseable {
    static final Instrument AAPL = Instrument.equity("AAPL");

    final AlpacaSimulator alpaca;
    private final List<AlpacaBroker> brokers = new ArrayList<>();

    SimulatedBrokerage(UnaryOperator<AlpacaRules.Builder> rules) {
        alpaca = AlpacaSimulator.builder()
                .cash("100000000")
                .time(Instant.parse("2026-11-20T15:30:00Z"))
                .rules(rules.apply(AlpacaRules.builder().requestsPerMinute(1_000_000))
                        .build())
                .start();
        alpaca.quote("AAPL", "189.98", "190.02");
    }

    SimulatedBrokerage() {
        this(UnaryOperator.identity());
    }

    AlpacaSettings.Builder settings() {
        return settings(alpaca.address(), alpaca.secret());
    }

    AlpacaSettings.Builder settings(URI address, String secret) {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(alpaca.keyId(), secret))
                .address(address)
                .requestsPerMinute(100_000)
                .requestTimeout(Duration.ofMillis(400))
                .pingInterval(Duration.ofMillis(200))
                .retryDelays(Duration.ofMillis(10), Duration.ofMillis(100))
                .askAfter(Duration.ofSeconds(2));
    }

    AlpacaBroker started(ToldReports told, Instrument... instruments) {
        return started(alpaca.address(), told, instruments);
    }

    /** Over a line of one's own. */
    AlpacaBroker started(URI address, ToldReports told, Instrument... instruments) {
        AlpacaBroker broker = AlpacaBroker.of(settings(address, alpaca.secret()).build());
        brokers.add(broker);
        broker.start(instruments.length == 0 ? List.of(AAPL) : List.of(instruments), told);
        return broker;
    }

    @Override
    public void close() {
        brokers.forEach(AlpacaBroker::close);
        alpaca.close();
    }
}
