package io.strategysdk.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.time.Duration;
import java.time.Instant;

/** Bars of a session's minutes, and settings for the simulated venue. */
final class Minutes {
    /** First moment of minute 0; the venue's time at its start. */
    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private Minutes() {}

    static Bar bar(Instrument instrument, int minute, double close) {
        Instant open = START.plusSeconds(60L * minute);
        return new Bar(
                instrument,
                Timeframe.MINUTE,
                Clock.epochNanosOf(open),
                Clock.epochNanosOf(open.plusSeconds(60)),
                close,
                close + 1,
                close - 1,
                close,
                200);
    }

    static AlpacaSettings settings(AlpacaSimulator alpaca) {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                .address(alpaca.address())
                .requestTimeout(Duration.ofSeconds(5))
                .pingInterval(Duration.ofMillis(300))
                .requestsPerMinute(10_000)
                .retryDelays(Duration.ofMillis(20), Duration.ofMillis(100))
                .build();
    }
}
