package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bars of rows that a service labels by their start, in UTC. They open and close as those of {@link CsvBars} do, and are
 * held to the same rules; nothing is repaired. Used from one thread.
 */
public final class StartedRows {
    private static final String NOT_NEGATIVE = "must be finite and not negative";
    private static final String[] NAMES = {"open", "high", "low", "close"};

    private final SeriesReading series;
    private final Timeframe timeframe;
    private final Problems problems;
    private final PriceRange range;
    private final BarRange bars;
    private final RawBars rows;
    private int count;

    private StartedRows(String name, SeriesReading series, Timeframe timeframe) {
        this.series = series;
        this.timeframe = timeframe;
        Places places = number -> "row " + number;
        problems = new Problems(name, places, Set.of());
        range = PriceRange.of(series.instrument());
        bars = new BarRange(problems);
        rows = new RawBars(name, places, series.mostBars());
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
        double[] values = {open, high, low, close, volume};
        int number = ++count;
        boolean isGood = true;
        for (int i = 0; i < NAMES.length; i++) {
            isGood &= isLawful(number, NAMES[i], values[i], brokenBy(values[i]));
        }
        isGood &= isLawful(number, "volume", volume, volume >= 0 && volume <= Double.MAX_VALUE ? null : NOT_NEGATIVE);
        if (isGood && bars.holds(number, values)) {
            rows.add(startEpochNanos, values, number);
        }
    }

    private @Nullable String brokenBy(double price) {
        boolean isFinite = !Double.isNaN(price) && !Double.isInfinite(price);
        return isFinite ? range.ruleBroken(price) : "must be finite";
    }

    private boolean isLawful(int number, String name, double value, @Nullable String broken) {
        if (broken != null) {
            problems.note(
                    RowFault.IMPOSSIBLE_NUMBER, number, TimeText.FAILED, " " + name + ": " + broken + ", was " + value);
        }
        return broken == null;
    }

    /**
     * The bars; empty when there was no row.
     *
     * @throws io.strategysdk.api.SdkException when rows are wrong: the first 20 by number, rule and value
     */
    public Optional<BarColumns> bars() {
        if (count == 0) {
            return Optional.empty();
        }
        problems.throwIfAny();
        return Optional.of(
                series.bars(rows, problems, TimeFormat.OFFSET_DATE_TIME, BarLabel.START, series.dates(), timeframe));
    }
}
