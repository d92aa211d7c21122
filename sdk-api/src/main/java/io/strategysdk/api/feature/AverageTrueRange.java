package io.strategysdk.api.feature;

import java.util.List;

/** Wilder mean of the true range. */
record AverageTrueRange(int n, TrueRange range) implements Feature {
    AverageTrueRange {
        Length.check("length", "atr", n, 1);
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.of(range));
    }

    @Override
    public int warmUp() {
        return n - 1;
    }

    @Override
    public Kernel newKernel() {
        return new SmoothedKernel(n, Smoothed.Weighting.RMA.alpha(n));
    }

    @Override
    public String toString() {
        return (range.isFromFirstBar() ? "atrFromFirstBar(" : "atr(") + n + ")";
    }
}
