package io.strategysdk.backtest.research;

import java.util.List;

/**
 * How pairs of columns go together.
 *
 * @param names of the columns
 * @param pairs each of them once
 */
public record Correlations(List<String> names, List<Pair> pairs) {
    private static final int DECIMALS = 3;

    /**
     * Two columns.
     *
     * @param first one of them
     * @param second the other
     * @param pearson correlation of Bravais and Pearson, cov / (std · std); NaN below three rows, or where one of them does
     *     not move
     * @param spearman the same of ranks, ties in the middle of theirs. Source: C. Spearman, American Journal of Psychology
     *     15 (1904)
     * @param rows at which both are defined
     */
    public record Pair(String first, String second, double pearson, double spearman, int rows) {
        static Pair of(String first, String second, double[] some, double[] others) {
            DefinedPairs defined = DefinedPairs.of(some, others);
            return new Pair(first, second, defined.pearson(), defined.spearman(), defined.rows());
        }

        private boolean isOf(String one, String other) {
            return (first.equals(one) && second.equals(other)) || (first.equals(other) && second.equals(one));
        }
    }

    /** Copies. */
    public Correlations {
        names = List.copyOf(names);
        pairs = List.copyOf(pairs);
    }

    /**
     * The pair of two columns, in any order.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Pair pair(String one, String other) {
        return pairs.stream()
                .filter(pair -> pair.isOf(one, other))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "columns must be two of " + names + ", was '" + one + "' and '" + other + "'"));
    }

    TextTable table() {
        TextTable table = TextTable.of("correlation of columns", "first, second", "Pearson", "Spearman", "rows");
        for (Pair pair : pairs) {
            table.row(
                    pair.first + ", " + pair.second,
                    Digits.fixed(pair.pearson, DECIMALS),
                    Digits.fixed(pair.spearman, DECIMALS),
                    Integer.toString(pair.rows));
        }
        return table;
    }

    /** A field for each pair: the deeper its colour, the closer, Spearman's. */
    public Picture picture() {
        return new HeatMap("Correlation of columns (Spearman)", names)
                .picture((row, column) -> row == column ? 1 : pair(names.get(row), names.get(column)).spearman);
    }

    /** A table with a line for each pair. */
    @Override
    public String toString() {
        return table().toString();
    }
}
