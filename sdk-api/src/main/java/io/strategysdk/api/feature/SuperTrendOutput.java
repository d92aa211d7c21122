package io.strategysdk.api.feature;

import java.util.List;
import java.util.Locale;

/** One of SuperTrend's outputs. */
record SuperTrendOutput(int n, double k, Output output) implements Feature {
    enum Output {
        LINE,
        DIRECTION
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.hl2(), Input.close(), Input.of(Indicators.atr(n)));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new SuperTrendKernel(k, output);
    }

    @Override
    public String toString() {
        return "superTrend(" + n + ", " + k + ")." + output.name().toLowerCase(Locale.ROOT);
    }
}
