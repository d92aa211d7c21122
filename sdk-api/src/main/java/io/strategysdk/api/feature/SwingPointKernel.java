package io.strategysdk.api.feature;

import java.util.Arrays;

/** Keeps the newest value that stands out among those around it. */
final class SwingPointKernel implements Kernel {
    private final int left;
    private final Window window;
    private final double sign;
    private double pivot = Double.NaN;

    /** The sign is 1 for what is above its surroundings, -1 for what is below. */
    SwingPointKernel(int left, int right, double sign) {
        this.left = left;
        this.window = Window.of(left + right + 1);
        this.sign = sign;
    }

    @Override
    public double next(Inputs inputs) {
        if (window.add(inputs.get(0)) && standsOut(window.get(left))) {
            pivot = window.get(left);
        }
        return pivot;
    }

    private boolean standsOut(double candidate) {
        for (int i = 0; i < window.size(); i++) {
            if (i != left && !(sign * candidate > sign * window.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The window's values after the pivot. */
    @Override
    public double[] save() {
        double[] values = window.save();
        double[] saved = new double[1 + values.length];
        saved[0] = pivot;
        System.arraycopy(values, 0, saved, 1, values.length);
        return saved;
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkBetween(saved, 1, 1 + window.size());
        pivot = saved[0];
        window.restore(Arrays.copyOfRange(saved, 1, saved.length));
    }
}
