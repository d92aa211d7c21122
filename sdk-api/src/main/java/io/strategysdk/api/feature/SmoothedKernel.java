package io.strategysdk.api.feature;

/** A recursive mean seeded with the arithmetic mean of its first n values. */
final class SmoothedKernel implements Kernel {
    private final int n;
    private final double alpha;
    private final double beta;
    private int seen;

    /** The sum of the first values, then the mean. */
    private double value;

    SmoothedKernel(int n, double alpha) {
        this.n = n;
        this.alpha = alpha;
        this.beta = 1 - alpha;
    }

    @Override
    public double next(Inputs inputs) {
        double x = inputs.get(0);
        if (seen < n) {
            return seed(x);
        }
        value = alpha * x + beta * value;
        return value;
    }

    private double seed(double x) {
        value += x;
        if (++seen < n) {
            return Double.NaN;
        }
        value /= n;
        return value;
    }

    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        double[] x = inputs[0];
        int row = from;
        for (; row < to && seen < n; row++) {
            out[row] = seed(x[row]);
        }
        double v = value;
        for (; row < to; row++) {
            v = alpha * x[row] + beta * v;
            out[row] = v;
        }
        value = v;
    }

    @Override
    public double[] save() {
        return new double[] {seen, value};
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkLength(saved, 2);
        seen = (int) saved[0];
        value = saved[1];
    }
}
