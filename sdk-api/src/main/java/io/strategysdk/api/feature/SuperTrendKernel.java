package io.strategysdk.api.feature;

/** Bands that follow the trend, and the trend. */
final class SuperTrendKernel implements Kernel {
    private final double k;
    private final SuperTrendOutput.Output output;

    /** So far apart that the first bands replace them. */
    private double upper = Double.POSITIVE_INFINITY;

    private double lower = Double.NEGATIVE_INFINITY;
    private double previousClose;
    private boolean isUp;

    SuperTrendKernel(double k, SuperTrendOutput.Output output) {
        this.k = k;
        this.output = output;
    }

    @Override
    public double next(Inputs inputs) {
        double middle = inputs.get(0);
        double close = inputs.get(1);
        double distance = k * inputs.get(2);
        lower = previousClose < lower ? middle - distance : Math.max(middle - distance, lower);
        upper = previousClose > upper ? middle + distance : Math.min(middle + distance, upper);
        isUp = isUp ? close >= lower : close > upper;
        previousClose = close;
        return switch (output) {
            case LINE -> Arithmetic.finiteOrNaN(isUp ? lower : upper);
            case DIRECTION -> isUp ? 1 : -1;
        };
    }

    @Override
    public double[] save() {
        return new double[] {upper, lower, previousClose, isUp ? 1 : 0};
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkLength(saved, 4);
        upper = saved[0];
        lower = saved[1];
        previousClose = saved[2];
        isUp = saved[3] != 0;
    }
}
