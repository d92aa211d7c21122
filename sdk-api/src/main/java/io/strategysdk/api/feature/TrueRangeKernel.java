package io.strategysdk.api.feature;

/** True range. */
final class TrueRangeKernel implements Kernel {
    private final boolean isFromFirstBar;

    /** NaN before the first bar. */
    private double previousClose = Double.NaN;

    TrueRangeKernel(boolean isFromFirstBar) {
        this.isFromFirstBar = isFromFirstBar;
    }

    @Override
    public double next(Inputs inputs) {
        return next(inputs.get(0), inputs.get(1), inputs.get(2));
    }

    private double next(double high, double low, double close) {
        boolean isFirst = Double.isNaN(previousClose);
        double range = isFirst && isFromFirstBar ? high - low : range(high, low, previousClose);
        previousClose = close;
        return range;
    }

    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        if (from == to) {
            return;
        }
        double[] high = inputs[0];
        double[] low = inputs[1];
        double[] close = inputs[2];
        out[from] = next(high[from], low[from], close[from]);
        for (int row = from + 1; row < to; row++) {
            out[row] = range(high[row], low[row], close[row - 1]);
        }
        previousClose = close[to - 1];
    }

    /** Equal to the largest of high - low, |high - previous| and |low - previous| when low is at most high; NaN on NaN. */
    private static double range(double high, double low, double previousClose) {
        return Math.max(high, previousClose) - Math.min(low, previousClose);
    }

    @Override
    public double[] save() {
        return new double[] {previousClose};
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkLength(saved, 1);
        previousClose = saved[0];
    }
}
