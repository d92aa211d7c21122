package io.strategysdk.api.feature;

import java.util.Arrays;

/** Cuts columns into runs of rows at which all inputs are defined. */
final class DefinedRows {
    /** Looks ahead by so many rows only: a long defined input beside one full of gaps is not read again and again. */
    private static final int LOOK_AHEAD = 64;

    private DefinedRows() {}

    static void fill(Kernel kernel, double[][] inputs, int from, int to, double[] out) {
        int row = from;
        while (row < to) {
            int undefined = row;
            while (undefined < to && !isDefined(inputs, undefined)) {
                undefined++;
            }
            Arrays.fill(out, row, undefined, Double.NaN);
            row = definedEnd(inputs, undefined, to);
            if (row > undefined) {
                kernel.column(inputs, undefined, row, out);
            }
        }
    }

    private static boolean isDefined(double[][] inputs, int row) {
        for (double[] input : inputs) {
            if (Double.isNaN(input[row])) {
                return false;
            }
        }
        return true;
    }

    private static int definedEnd(double[][] inputs, int from, int to) {
        int end = from;
        while (end < to) {
            int ahead = Math.min(to, end + LOOK_AHEAD);
            int defined = ahead;
            for (double[] input : inputs) {
                defined = firstNaN(input, end, defined);
            }
            end = defined;
            if (defined < ahead) {
                break;
            }
        }
        return end;
    }

    /** Four at a time: their sum is NaN if one of them is, and of infinities, which are then looked at one by one. */
    private static int firstNaN(double[] input, int from, int to) {
        int row = from;
        while (row < to - 3 && !Double.isNaN((input[row] + input[row + 1]) + (input[row + 2] + input[row + 3]))) {
            row += 4;
        }
        while (row < to && !Double.isNaN(input[row])) {
            row++;
        }
        return row;
    }
}
