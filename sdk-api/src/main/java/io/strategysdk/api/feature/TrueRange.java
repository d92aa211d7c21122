package io.strategysdk.api.feature;

import java.util.List;

/** True range, with or without a value at the first bar, which has no previous close. */
record TrueRange(boolean isFromFirstBar) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.high(), Input.low(), Input.close());
    }

    @Override
    public int warmUp() {
        return isFromFirstBar ? 0 : 1;
    }

    @Override
    public Kernel newKernel() {
        return new TrueRangeKernel(isFromFirstBar);
    }

    @Override
    public String toString() {
        return isFromFirstBar ? "trueRangeFromFirstBar" : "trueRange";
    }
}
