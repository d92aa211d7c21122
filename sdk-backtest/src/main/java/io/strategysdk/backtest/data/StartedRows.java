package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.util.Optional;
import java.util.Set;

/**
 * Bars of rows that a service labels by their start, in UTC. They open and close as those of {@link CsvBars} do, and are
 * held to the same rules; nothing is repaired. Used from one thread.
 */
public final class StartedRows {
    private final SeriesReading series;
    private final Timeframe timeframe;
    private final NumberedRows rows;

    private StartedRows(String name, SeriesReading series, Timeframe timeframe) {
        this.series = series;
        this.timeframe = timeframe;
        rows = new NumberedRows(name, series, Set.of());
    }

    /**
     * No rows yet.
     *
     * @param name what errors call the rows, such as {@code page 3}
     * @param calendar sessions that bars end with
     */
    public static StartedRows of(String name, Instrument instrument, Timeframe timeframe, TradingCalendar calendar) {
        SeriesReading series =
                SeriesReading.of(instrument).withTimeframe(timeframe).withCalendar(calendar);
        return new StartedRows(name, series, timeframe);
    }

    /**
     * The next row; what is wrong with it is told by {@link #bars}.
     *
     * @param startEpochNanos first moment of the bar, or of daily and longer ones of its first day; UTC nanoseconds since
     *     1970
     */
    public void add(long startEpochNanos, double open, double high, double low, double close, double volume) {
        rows.add(startEpochNanos, open, high, low, close, volume);
    }

    /**
     * The bars; empty when there was no row.
     *
     * @throws io.strategysdk.api.SdkException when rows are wrong: the first 20 by number, rule and value
     */
    public Optional<BarColumns> bars() {
        if (rows.count() == 0) {
            return Optional.empty();
        }
        return Optional.of(series.bars(
                rows.rows, rows.problems, TimeFormat.OFFSET_DATE_TIME, BarLabel.START, series.dates(), timeframe));
    }
}
