package io.strategysdk.benchmarks;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bars of a random walk, the same in every run. Prices are whole quarters, which binary fractions hold exactly: sums of
 * them are exact in any order, so that two averages are equal in every library or in none.
 */
final class SyntheticBars {
    static final Instrument SYN = Instrument.equity("SYN");
    private static final long SEED = 42;
    private static final long MINUTE = 60_000_000_000L;
    private static final long FIRST_OPEN = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final LocalDate FIRST_DATE = LocalDate.of(2005, 1, 3);

    private SyntheticBars() {}

    /** One instrument around the clock. */
    static BarColumns minutes(int bars) {
        return minutes(SYN, SEED, bars);
    }

    /** Many instruments around the clock, each with a bar in every minute. */
    static List<BarColumns> minutes(int instruments, int bars) {
        List<BarColumns> all = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            all.add(minutes(Instrument.equity("S" + i), SEED + i, bars));
        }
        return all;
    }

    private static BarColumns minutes(Instrument instrument, long seed, int bars) {
        Walk walk = new Walk(instrument, Timeframe.MINUTE, seed);
        for (int i = 0; i < bars; i++) {
            walk.bar(FIRST_OPEN + MINUTE * i, FIRST_OPEN + MINUTE * (i + 1));
        }
        return walk.columns.build();
    }

    /** Many instruments, each with a bar for every session of the New York Stock Exchange. */
    static List<BarColumns> days(int instruments, int bars) {
        List<BarColumns> all = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            Walk walk = new Walk(Instrument.equity("S" + i), Timeframe.DAY, SEED + i);
            TradingCalendar nyse = TradingCalendars.nyse();
            TradingCalendar.Session session = nyse.session(FIRST_DATE).orElseThrow();
            for (int day = 0; day < bars; day++) {
                walk.bar(session.openNanos(), session.closeNanos());
                session = nyse.next(session);
            }
            all.add(walk.columns.build());
        }
        return all;
    }

    /** Prices of one instrument from bar to bar. */
    private static final class Walk {
        private final BarColumns.Builder columns;
        private final SplittableRandom random;
        private long quarters = 100_00;

        Walk(Instrument instrument, Timeframe timeframe, long seed) {
            columns = BarColumns.builder(instrument, timeframe);
            random = new SplittableRandom(seed);
        }

        void bar(long opens, long closes) {
            long open = quarters + random.nextInt(-1, 2);
            long close = Math.max(50_00, open + random.nextInt(-10, 11));
            long high = Math.max(open, close) + random.nextInt(5);
            long low = Math.min(open, close) - random.nextInt(5);
            quarters = close;
            columns.bar(
                    opens, closes, open / 4.0, high / 4.0, low / 4.0, close / 4.0, 100 + random.nextInt(1000));
        }
    }
}
