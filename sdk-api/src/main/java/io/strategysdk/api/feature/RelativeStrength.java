package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** RSI of one input. */
record RelativeStrength(int n, Input input) implements Indicator {
    RelativeStrength {
        Objects.requireNonNull(input, "input");
        Length.check("length", "rsi", n, 1);
    }

    @Override
    public Indicator of(Input other) {
        return new RelativeStrength(n, other);
    }

    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public int warmUp() {
        return n;
    }

    @Override
    public Kernel newKernel() {
        return new RelativeStrengthKernel(n);
    }

    @Override
    public String toString() {
        return Names.of("rsi(" + n + ")", input, Input.close());
    }
}
