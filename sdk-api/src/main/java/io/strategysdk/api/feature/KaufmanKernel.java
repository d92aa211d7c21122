package io.strategysdk.api.feature;

/** A recursive mean whose weight follows from how direct the way of the newest n changes was. */
final class KaufmanKernel implements Kernel {
    private final double slowest;
    private final double spread;

    /** The newest value and the n before it. */
    private final Window window;

    private double value;

    KaufmanKernel(int n, double fastest, double slowest) {
        this.slowest = slowest;
        this.spread = fastest - slowest;
        this.window = Window.of(n + 1);
    }

    @Override
    public double next(Inputs inputs) {
        double x = inputs.get(0);
        if (!window.add(x)) {
            value = x;
            return Double.NaN;
        }
        double weight = window.efficiency() * spread + slowest;
        value += weight * weight * (x - value);
        return value;
    }

    @Override
    public double[] save() {
        double[] values = window.save();
        double[] saved = new double[values.length + 1];
        saved[0] = value;
        System.arraycopy(values, 0, saved, 1, values.length);
        return saved;
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkBetween(saved, 1, window.size() + 1);
        value = saved[0];
        window.restore(saved, 1, saved.length - 1);
    }
}
