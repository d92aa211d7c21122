package io.strategysdk.backtest.parquet;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of a random walk, the same for the same seed. */
final class Made {
    static final Instrument AAPL = Instrument.equity("AAPL");
    static final Instant BEGIN = Instant.parse("2024-01-02T14:30:00Z");
    static final Origin ORIGIN =
            new Origin("random walk", ZoneId.of("America/New_York"), Instant.parse("2024-03-08T21:30:00Z"));
    private static final long MINUTE = 60_000_000_000L;

    private Made() {}

    /** Prices with two decimals, and now and then a gap in time. */
    static BarColumns bars(int count, long seed) {
        return bars(AAPL, count, seed, 0);
    }

    private static BarColumns bars(Instrument instrument, int count, long seed, double above) {
        Random random = new Random(seed);
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        long open = Clock.epochNanosOf(BEGIN);
        long cents = 18_715;
        for (int i = 0; i < count; i++) {
            long last = Math.max(100, cents + random.nextInt(41) - 20);
            long high = Math.max(cents, last) + random.nextInt(10);
            long low = Math.max(1, Math.min(cents, last) - random.nextInt(10));
            bars.bar(
                    open,
                    open + MINUTE,
                    cents / 100.0 + above,
                    high / 100.0 + above,
                    low / 100.0 + above,
                    last / 100.0 + above,
                    random.nextInt(5) == 0 ? 0 : random.nextInt(100_000));
            cents = last;
            open += random.nextInt(20) == 0 ? 7 * MINUTE : MINUTE;
        }
        return bars.build();
    }

    static BarColumns quoteBars(int count, long seed) {
        return quoteBars(AAPL, count, seed);
    }

    static BarColumns quoteBars(Instrument instrument, int count, long seed) {
        return BarColumns.quoted(bars(instrument, count, seed, 0), bars(instrument, count, seed, 0.01));
    }

    /** Quotes and trades, now and then several at one instant. */
    static List<MarketEvent> ticks(int count, long seed) {
        Random random = new Random(seed);
        List<MarketEvent> ticks = new ArrayList<>();
        long time = Clock.epochNanosOf(BEGIN);
        for (int i = 0; i < count; i++) {
            double price = (18_000 + random.nextInt(1_000)) / 100.0;
            ticks.add(
                    random.nextBoolean()
                            ? new Quote(AAPL, time, price, random.nextInt(500), price + 0.01, random.nextInt(500))
                            : new Trade(AAPL, time, price, 1 + random.nextInt(500)));
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000_000);
        }
        return ticks;
    }
}
