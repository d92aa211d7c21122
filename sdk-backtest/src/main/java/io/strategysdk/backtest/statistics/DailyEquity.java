package io.strategysdk.backtest.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Equity at the start of a run and at the end of each session: what annualised figures are computed from, whatever the
 * length of the bars. Immutable and safe to share between threads.
 *
 * <p>Row 0 is the capital at the start of the run, the open of its first bar, and carries the date of the session in
 * which, or before which, the run began: where one session ends as the next begins (midnight UTC around the clock), the
 * next. Row 1 is the end of the first session, so that both have one date as a rule. No month or year without a bar is
 * ever named.
 */
public final class DailyEquity {
    private final EquityCurve marks;
    private final ZoneId zone;
    private final int[] rows;
    private final LocalDate[] dates;

    private DailyEquity(EquityCurve marks, ZoneId zone, int[] rows, LocalDate[] dates) {
        this.marks = marks;
        this.zone = zone;
        this.rows = rows;
        this.dates = dates;
    }

    static DailyEquity sample(EquityCurve marks, SessionCursor cursor) {
        int[] rows = new int[Math.min(marks.size(), 4096)];
        LocalDate[] dates = new LocalDate[rows.length];
        cursor.start(marks.epochNanos(0));
        dates[0] = cursor.date();
        int last = 0;
        for (int i = 1; i < marks.size(); i++) {
            if (cursor.advance(marks.epochNanos(i)) || last == 0) {
                last++;
                if (last == rows.length) {
                    rows = Arrays.copyOf(rows, Math.multiplyExact(last, 2));
                    dates = Arrays.copyOf(dates, rows.length);
                }
                dates[last] = cursor.date();
            }
            rows[last] = i;
        }
        return new DailyEquity(marks, cursor.zone(), Arrays.copyOf(rows, last + 1), Arrays.copyOf(dates, last + 1));
    }

    /** Number of rows, the start included: sessions + 1. */
    public int size() {
        return rows.length;
    }

    /**
     * Session date of a row, in {@link #zone()}.
     *
     * @param row 0 is the start
     */
    public LocalDate date(int row) {
        return dates[row];
    }

    /**
     * Time of the last mark of a session, UTC nanoseconds since 1970.
     *
     * @param row 0 is the start
     */
    public long epochNanos(int row) {
        return marks.epochNanos(rows[row]);
    }

    /**
     * Equity at the last mark of a session.
     *
     * @param row 0 is the start
     */
    public double equity(int row) {
        return marks.equity(rows[row]);
    }

    /** Zone of the session dates. */
    public ZoneId zone() {
        return zone;
    }

    /** The curve that this was sampled from. */
    public EquityCurve marks() {
        return marks;
    }

    /** Calendar days from the first to the last session date. */
    public long days() {
        return dates[dates.length - 1].toEpochDay() - dates[0].toEpochDay();
    }

    /**
     * Return of each month in which a session ended: last equity of the month / last equity before it − 1, 0.01 = 1 %.
     * Months that begin at or below zero equity have no return and are left out.
     */
    public SortedMap<YearMonth, Double> monthlyReturns() {
        return returnsBy(YearMonth::from);
    }

    /**
     * Return of each calendar year in which a session ended: last equity of the year / last equity before it − 1.
     * Years that begin at or below zero equity have no return and are left out.
     */
    public SortedMap<Integer, Double> yearlyReturns() {
        return returnsBy(LocalDate::getYear);
    }

    private <K extends Comparable<? super K>> SortedMap<K, Double> returnsBy(Function<LocalDate, K> period) {
        SortedMap<K, Double> returns = new TreeMap<>();
        double base = equity(0);
        for (int row = 1; row < size(); row++) {
            K key = period.apply(dates[row]);
            if (row == size() - 1 || !period.apply(dates[row + 1]).equals(key)) {
                if (base > 0) {
                    returns.put(key, equity(row) / base - 1);
                }
                base = equity(row);
            }
        }
        return Collections.unmodifiableSortedMap(returns);
    }

    /**
     * Returns from session to session, E_i / E_(i−1) − 1, 0.01 = 1 %; a new array, empty where an equity at or below zero
     * leaves a later return undefined.
     */
    public double[] returns() {
        double[] returns = new double[size() - 1];
        for (int i = 0; i < returns.length; i++) {
            double base = equity(i);
            if (base <= 0) {
                return new double[0];
            }
            returns[i] = equity(i + 1) / base - 1;
        }
        return returns;
    }
}
