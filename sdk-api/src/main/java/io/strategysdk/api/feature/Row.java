package io.strategysdk.api.feature;

/** Inputs at one row of columns. */
final class Row implements Kernel.Inputs {
    private final double[][] columns;
    private int row;

    Row(double[][] columns) {
        this.columns = columns;
    }

    Row at(int newRow) {
        row = newRow;
        return this;
    }

    @Override
    public double get(int i) {
        return columns[i][row];
    }
}
