package io.strategysdk.api.feature;

import java.util.Arrays;

/** A function over two windows that move together. */
final class PairKernel implements Kernel {
    private final PairFunction function;
    private final Window first;
    private final Window second;

    PairKernel(PairFunction function, int size) {
        this.function = function;
        this.first = Window.of(size);
        this.second = Window.of(size);
    }

    @Override
    public double next(Inputs inputs) {
        return next(inputs.get(0), inputs.get(1));
    }

    private double next(double x, double y) {
        first.add(x);
        return second.add(y) ? Arithmetic.finiteOrNaN(first.at(function, second)) : Double.NaN;
    }

    /** The first windows reach back before these rows; the others lie in them. */
    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        double[] x = inputs[0];
        double[] y = inputs[1];
        int size = first.size();
        int inside = Math.min(to, from + size - 1);
        for (int row = from; row < inside; row++) {
            out[row] = next(x[row], y[row]);
        }
        for (int row = inside; row < to; row++) {
            out[row] = Arithmetic.finiteOrNaN(function.at(x, y, row - size + 1, size));
        }
        if (inside < to) {
            first.restore(x, to - size, size);
            second.restore(y, to - size, size);
        }
    }

    @Override
    public double[] save() {
        double[] x = first.save();
        double[] y = second.save();
        double[] both = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, both, x.length, y.length);
        return both;
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkAtMost(saved, 2 * first.size());
        int length = Saved.checkPairs(saved);
        first.restore(saved, 0, length);
        second.restore(saved, length, length);
    }
}
