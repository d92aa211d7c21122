package io.strategysdk.backtest.data;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of numbers that come one by one, checked as those of files are. Errors call them by their number, from 1. */
final class NumberedRows {
    private static final String NOT_NEGATIVE = "must be finite and not negative";
    private static final String[] NAMES = {"open", "high", "low", "close"};

    final Problems problems;
    final RawBars rows;
    private final PriceRange range;
    private final BarRange bars;
    private final Repair[] ofNumbers;
    private int count;

    /**
     * None yet.
     *
     * @param ofNumbers what would make a row with an impossible number good
     */
    NumberedRows(String name, SeriesReading series, Set<Repair> allowed, Repair... ofNumbers) {
        Places places = number -> "row " + number;
        problems = new Problems(name, places, allowed);
        range = PriceRange.of(series.instrument());
        bars = new BarRange(problems);
        rows = new RawBars(name, places, series.mostBars());
        this.ofNumbers = ofNumbers;
    }

    /** How many there were, with those that were left out. */
    int count() {
        return count;
    }

    void add(long time, double open, double high, double low, double close, double volume) {
        double[] values = {open, high, low, close, volume};
        int number = ++count;
        boolean isGood = true;
        for (int i = 0; i < NAMES.length; i++) {
            isGood &= isLawful(number, NAMES[i], values[i], brokenBy(values[i]));
        }
        isGood &= isLawful(number, "volume", volume, volume >= 0 && volume <= Double.MAX_VALUE ? null : NOT_NEGATIVE);
        if (isGood && bars.holds(number, values)) {
            rows.add(time, values, number);
        }
    }

    /** A row that has a time and nothing else. */
    void addEmpty() {
        problems.note(
                RowFault.IMPOSSIBLE_NUMBER,
                ++count,
                TimeText.FAILED,
                ": row must have prices, was without",
                Repair.DROP_EMPTY_ROWS,
                Repair.DROP_BAD_ROWS);
    }

    private @Nullable String brokenBy(double price) {
        boolean isFinite = !Double.isNaN(price) && !Double.isInfinite(price);
        return isFinite ? range.ruleBroken(price) : "must be finite";
    }

    private boolean isLawful(int number, String name, double value, @Nullable String broken) {
        if (broken != null) {
            problems.note(
                    RowFault.IMPOSSIBLE_NUMBER,
                    number,
                    TimeText.FAILED,
                    " " + name + ": " + broken + ", was " + value,
                    ofNumbers);
        }
        return broken == null;
    }
}
