package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one instrument become bars, whatever they were written in.
 *
 * @param timeframe null: the most common step between rows
 * @param calendar null for intraday bars only
 */
record SeriesReading(
        Instrument instrument,
        @Nullable Timeframe timeframe,
        @Nullable TradingCalendar calendar,
        Set<Repair> repairs,
        int mostBars) {
    /** Columns, their growth and a reader's own rows, while a file is loaded. */
    private static final long PEAK_BYTES_PER_BAR = 256;

    static SeriesReading of(Instrument instrument) {
        long held = Runtime.getRuntime().maxMemory() / PEAK_BYTES_PER_BAR;
        return new SeriesReading(
                Objects.requireNonNull(instrument), null, null, Set.of(), (int) Math.min(Integer.MAX_VALUE / 8, held));
    }

    SeriesReading withTimeframe(Timeframe declared) {
        if (declared.amount() != 1 && !declared.isIntraday()) {
            throw new IllegalArgumentException("timeframe of files must be intraday, 1d, 1w or 1mo, was " + declared);
        }
        return new SeriesReading(instrument, declared, calendar, repairs, mostBars);
    }

    SeriesReading withCalendar(TradingCalendar sessions) {
        return new SeriesReading(instrument, timeframe, Objects.requireNonNull(sessions), repairs, mostBars);
    }

    SeriesReading withRepairs(Repair... allowed) {
        Set<Repair> all = EnumSet.noneOf(Repair.class);
        all.addAll(List.of(allowed));
        if (all.contains(Repair.KEEP_FIRST_DUPLICATE) && all.contains(Repair.KEEP_LAST_DUPLICATE)) {
            throw new IllegalArgumentException("of duplicates the first or the last must be kept, was both");
        }
        return new SeriesReading(instrument, timeframe, calendar, all, mostBars);
    }

    SeriesReading withMostBars(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most bars must be at least 1, was " + most);
        }
        return new SeriesReading(instrument, timeframe, calendar, repairs, most);
    }

    /** The timeframe, or that of the rows. */
    Timeframe timeframeOf(RawBars rows, Problems problems) {
        if (rows.size() == 0) {
            problems.throwIfAny();
            if (problems.repairs().isEmpty()) {
                throw new NoBarsException(problems.fileName + ": a bar must be there, was none");
            }
            throw problems.fatal("a bar must be there, but all rows were left out: " + problems.repairs());
        }
        Timeframe found = timeframe == null
                ? CommonStep.of(rows)
                        .orElseThrow(() -> problems.fatal(
                                "timeframe must be declared, because the steps between its rows do not tell it"))
                : timeframe;
        if (!found.isIntraday() && calendar == null) {
            throw new IllegalStateException(
                    "calendar must be declared for bars of " + found + " (" + problems.fileName + ")");
        }
        return found;
    }

    /** The zone in which instants are dated. */
    ZoneId dates() {
        return calendar == null ? ZoneOffset.UTC : calendar.zone();
    }

    BarColumns bars(RawBars rows, Problems problems, TimeFormat format, BarLabel label, ZoneId zone, Timeframe length) {
        BarTimes times = new BarTimes(length, format, label, zone, calendar);
        return new BarAssembly(rows, times, problems, instrument, length, zone).bars();
    }
}
