package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** A function of the newest n values of two inputs, taken at the bars at which both are defined. */
record PairWindowed(PairFunction function, int n, Input first, Input second) implements PairIndicator {
    PairWindowed {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Length.check("length", function.toString(), n, function.minLength());
    }

    @Override
    public PairIndicator of(Input otherFirst, Input otherSecond) {
        return new PairWindowed(function, n, otherFirst, otherSecond);
    }

    @Override
    public List<Input> inputs() {
        return List.of(first, second);
    }

    @Override
    public int warmUp() {
        return n - 1;
    }

    @Override
    public Kernel newKernel() {
        return new PairKernel(function, n);
    }

    @Override
    public String toString() {
        return function + "(" + n + ").of(" + first + ", " + second + ")";
    }
}
