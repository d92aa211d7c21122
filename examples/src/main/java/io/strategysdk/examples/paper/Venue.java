package io.strategysdk.examples.paper;

import io.strategysdk.alpaca.AlpacaKey;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.alpaca.AlpacaReplay;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** A venue in this machine with an invented market. */
final class Venue implements AutoCloseable {
    private static final Instant OPEN = Instant.parse("2026-06-01T13:30:00Z");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AlpacaSimulator alpaca;
    private final AlpacaReplay replay;

    private Venue(AlpacaSimulator alpaca, AlpacaReplay replay) {
        this.alpaca = alpaca;
        this.replay = replay;
    }

    /** With a market of so many minutes. */
    static Venue of(Instrument instrument, int minutes) {
        AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(List.of(instrument))
                .cash("100000")
                .time(OPEN)
                .start();
        MarketData data = MarketData.of(TradingCalendars.nyse(), bars(instrument, minutes));
        return new Venue(alpaca, alpaca.replay(data));
    }

    private static BarColumns bars(Instrument instrument, int minutes) {
        SplittableRandom random = new SplittableRandom(7);
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        double price = 190;
        long open = OPEN.getEpochSecond() * 1_000_000_000L;
        for (int i = 0; i < minutes; i++) {
            double from = price;
            double to = cents(from + Math.sin(i / 2.5) * 0.35 + (random.nextDouble() - 0.5) * 0.2);
            bars.bar(
                    open + i * MINUTE,
                    open + (i + 1) * MINUTE,
                    from,
                    cents(Math.max(from, to) + random.nextDouble() * 0.1),
                    cents(Math.min(from, to) - random.nextDouble() * 0.1),
                    to,
                    1000 + random.nextInt(9000));
            price = to;
        }
        return bars.build();
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }

    URI address() {
        return alpaca.address();
    }

    AlpacaSettings settings() {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                .address(alpaca.address())
                .build();
    }

    /** Plays its market, so many times as fast as it happened, once somebody listens. */
    void play(double speed, AccountView view, EngineThread running) throws InterruptedException {
        alpaca.awaitSessions(2);
        long pause = (long) (MINUTE / speed);
        while (!running.isOver() && replay.step()) {
            Thread.sleep(Duration.ofNanos(pause).toMillis());
            view.show();
        }
    }

    @Override
    public void close() {
        alpaca.close();
    }
}
