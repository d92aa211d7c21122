package io.strategysdk.examples.cli;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a backtest runs over.
 *
 * @param calendar sessions of the bars
 * @param bars of each instrument
 * @param notes what a reader must know of them
 * @param warnings what makes them doubtful
 */
record Prices(TradingCalendar calendar, List<BarColumns> bars, List<String> notes, List<String> warnings) {
    Prices {
        bars = List.copyOf(bars);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * When a date begins.
     *
     * @throws UsageException when there is no bar from then on
     */
    Instant startOf(LocalDate from) {
        Instant start = from.atStartOfDay(calendar.zone()).toInstant();
        long last = bars.stream()
                .mapToLong(series -> series.epochNanos(series.size() - 1))
                .max()
                .orElseThrow();
        if (last <= Clock.epochNanosOf(start)) {
            throw new UsageException("--from must not be after the last bar, "
                    + Clock.instantOf(last - 1).atZone(calendar.zone()).toLocalDate() + ", was " + from);
        }
        return start;
    }
}
