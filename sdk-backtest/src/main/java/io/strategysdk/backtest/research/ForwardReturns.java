package io.strategysdk.backtest.research;

import java.util.ArrayList;
import java.util.List;

/**
 * How columns go with what the price did after them.
 *
 * @param entries one for each column and horizon
 */
public record ForwardReturns(List<Entry> entries) {
    private static final int DECIMALS = 3;
    private static final double DOUBTS = 2;

    /**
     * A column and the returns after it.
     *
     * @param column its name
     * @param horizon bars from the close at which the column is known to the close at which the return ends
     * @param pearson correlation of Bravais and Pearson; NaN below three rows, or where one of them does not move
     * @param spearman the same of ranks, also called the information coefficient
     * @param rows at which both are defined
     * @param error roughly how far from zero chance alone takes a correlation: 1 / √(rows / horizon), since returns of
     *     overlapping spans say little that is new. Columns that repeat themselves stray further. Source: M. Kendall and
     *     A. Stuart, "The Advanced Theory of Statistics", volume 2, 1 / √n for independent rows
     */
    public record Entry(String column, int horizon, double pearson, double spearman, int rows, double error) {
        static Entry of(String column, int horizon, double[] values, double[] returns) {
            DefinedPairs defined = DefinedPairs.of(values, returns);
            double error = 1 / Math.sqrt((double) defined.rows() / horizon);
            return new Entry(column, horizon, defined.pearson(), defined.spearman(), defined.rows(), error);
        }

        /** Whether Spearman's is more than two errors from zero. Of 20 columns of noise one is. */
        public boolean isBeyondChance() {
            return Math.abs(spearman) > DOUBTS * error;
        }
    }

    /** Copies. */
    public ForwardReturns {
        entries = List.copyOf(entries);
    }

    /**
     * The entry of a column and horizon.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Entry entry(String column, int horizon) {
        return entries.stream()
                .filter(each -> each.column.equals(column) && each.horizon == horizon)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there must be an entry of column and horizon, was of '" + column + "' and " + horizon));
    }

    TextTable table() {
        TextTable table = TextTable.of(
                "correlation with returns from the next open on",
                "column",
                "bars",
                "Pearson",
                "Spearman",
                "chance",
                "rows",
                "beyond");
        for (Entry each : entries) {
            table.row(
                    each.column,
                    Integer.toString(each.horizon),
                    Digits.fixed(each.pearson, DECIMALS),
                    Digits.fixed(each.spearman, DECIMALS),
                    "±" + Digits.fixed(DOUBTS * each.error, DECIMALS),
                    Integer.toString(each.rows),
                    each.isBeyondChance() ? "yes" : "no");
        }
        return table;
    }

    /** A bar for each entry, Spearman's, and how far chance goes. */
    public Picture picture() {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Entry each : entries) {
            bars.add(new BarChart.Bar(each.column + ", " + each.horizon, each.spearman, DOUBTS * each.error));
        }
        return new BarChart("Correlation with returns after (Spearman); lines: two errors of chance", bars).picture();
    }

    /** A table with a line for each entry. */
    @Override
    public String toString() {
        return table().toString();
    }
}
