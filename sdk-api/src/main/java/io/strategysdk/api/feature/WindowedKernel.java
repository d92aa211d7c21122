package io.strategysdk.api.feature;

import org.jspecify.annotations.Nullable;

/** A function of the catalogue over a window, with the windows of a column computed in place. */
class WindowedKernel implements Kernel {
    /** Below so many windows the columns' scratch space costs more than it saves. */
    private static final int FEW = 64;

    private final WindowFunction function;
    private final Window window;
    private @Nullable Lanes lanes;

    WindowedKernel(WindowFunction function, int size) {
        this.function = function;
        this.window = Window.of(size);
    }

    final Window window() {
        return window;
    }

    @Override
    public final double next(Inputs inputs) {
        return next(inputs.get(0));
    }

    double next(double x) {
        return window.add(x) ? window.at(function) : Double.NaN;
    }

    /** The first windows reach back before these rows; the others lie in them. */
    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        double[] x = inputs[0];
        int size = window.size();
        int inside = to - from < size + FEW ? to : from + size - 1;
        for (int row = from; row < inside; row++) {
            out[row] = next(x[row]);
        }
        if (inside < to) {
            function.column(lanes(), x, size, inside, to, out);
            takeOver(x, to - size, size);
        }
    }

    /** Made for columns only: live there is one kernel per feature and instrument. */
    private Lanes lanes() {
        Lanes present = lanes;
        if (present == null) {
            present = new Lanes(window.size());
            lanes = present;
        }
        return present;
    }

    /** Goes on after so many values of an array, and nothing before them. */
    void takeOver(double[] x, int first, int length) {
        window.restore(x, first, length);
    }

    @Override
    public final double[] save() {
        return window.save();
    }

    @Override
    public final void restore(double[] saved) {
        Saved.checkAtMost(saved, window.size());
        takeOver(saved, 0, saved.length);
    }
}
