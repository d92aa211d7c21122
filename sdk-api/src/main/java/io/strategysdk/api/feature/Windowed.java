package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** A function of the newest values of one input: of n of them, or of the newest and the one n bars before it. */
record Windowed(WindowFunction function, int n, Input input) implements Indicator {
    Windowed {
        Objects.requireNonNull(input, "input");
        Length.check("length", function.toString(), n, function.minLength());
    }

    static Windowed of(WindowFunction function, int n) {
        return new Windowed(function, n, function.defaultInput());
    }

    @Override
    public Indicator of(Input other) {
        return new Windowed(function, n, other);
    }

    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public int warmUp() {
        return size() - 1;
    }

    @Override
    public Kernel newKernel() {
        return function.newKernel(size());
    }

    private int size() {
        return function.windowSize(n);
    }

    @Override
    public String toString() {
        return Names.of(function + "(" + n + ")", input, function.defaultInput());
    }
}
