package io.strategysdk.engine;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small data and short runs. */
final class Runs {
    static final Instrument AAPL = Instrument.equity("AAPL");
    static final Instrument MSFT = Instrument.equity("MSFT");
    static final long MINUTE = 60_000_000_000L;
    static final long START = Clock.epochNanosOf(Instant.parse("2024-01-02T15:00:00Z"));
    static final BigDecimal CAPITAL = new BigDecimal("10000");

    private Runs() {}

    /** One flat bar a minute; NaN leaves a bar out. */
    static BarColumns minutes(Instrument instrument, double... prices) {
        BarColumns.Builder builder = BarColumns.builder(instrument, Timeframe.MINUTE);
        for (int i = 0; i < prices.length; i++) {
            if (!Double.isNaN(prices[i])) {
                double price = prices[i];
                builder.bar(START + i * MINUTE, START + (i + 1) * MINUTE, price, price, price, price, 1000);
            }
        }
        return builder.build();
    }

    /** A random walk of minutes, some of them missing. */
    static BarColumns walk(Instrument instrument, int bars, long seed, boolean gaps) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder builder = BarColumns.builder(instrument, Timeframe.MINUTE);
        long cents = 5_000;
        for (int i = 0; i < bars; i++) {
            long open = cents;
            cents = Math.max(1_000, cents + random.nextInt(-200, 201));
            long high = Math.max(open, cents) + random.nextInt(50);
            long low = Math.min(open, cents) - random.nextInt(50);
            if (!gaps || random.nextInt(5) > 0) {
                builder.bar(
                        START + i * MINUTE,
                        START + (i + 1) * MINUTE,
                        open / 100.0,
                        high / 100.0,
                        low / 100.0,
                        cents / 100.0,
                        random.nextInt(1000));
            }
        }
        return builder.build();
    }

    static MarketData data(BarColumns... bars) {
        return MarketData.of(TradingCalendars.alwaysOpen(), bars);
    }

    /** The same bars as they come one by one, to a run that keeps 16 of each series. */
    static RealtimeEngine.Builder live(MarketData data) {
        Bar[] bars = IntStream.range(0, data.size()).mapToObj(data.tape::bar).toArray(Bar[]::new);
        return RealtimeEngine.on(
                        new ScriptedFeed(ScriptedFeed.bars(bars)),
                        data.instruments(),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .history(16)
                .sliceTimeout(Duration.ofSeconds(30));
    }

    static Engine.Builder over(MarketData data, Venue venue) {
        return Engine.over(data).execution(venue);
    }

    /** One strategy called s with 10,000 dollars. */
    static RunResult run(Strategy strategy, Venue venue, BarColumns... bars) {
        return run(strategy, venue, RiskLimits.NONE, bars);
    }

    static RunResult run(Strategy strategy, Venue venue, RiskLimits limits, BarColumns... bars) {
        return over(data(bars), venue)
                .strategy("s", strategy, CAPITAL, limits)
                .build()
                .run();
    }

    /** Journal entries of one strategy. */
    static List<JournalEntry> entriesOf(RunResult result, String strategy) {
        return result.journal().entries(JournalEntry.class).stream()
                .filter(entry -> entry.strategy().equals(strategy))
                .toList();
    }

    /** What safeguards did. */
    static List<Safeguard> acts(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .map(JournalEntry.Safeguarded::what)
                .toList();
    }

    /** The same, each after its minute. */
    static List<Object> timedActs(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .<Object>mapMulti((entry, each) -> {
                    each.accept((entry.epochNanos() - START) / MINUTE);
                    each.accept(entry.what());
                })
                .toList();
    }
}
