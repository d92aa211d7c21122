package io.strategysdk.api.feature;

import java.util.List;

/** A function of the inputs at one bar. */
record Pointwise(String name, PointFunction function, List<Input> inputs) implements Feature {
    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return function;
    }

    @Override
    public String toString() {
        return name;
    }
}
