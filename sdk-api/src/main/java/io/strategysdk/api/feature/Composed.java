package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** A composition of moving averages of one input. */
record Composed(Composition composition, int n, Input input) implements Indicator {
    Composed {
        Objects.requireNonNull(input, "input");
        Length.check("length", composition.toString(), n, composition.minLength());
    }

    @Override
    public Indicator of(Input other) {
        return new Composed(composition, n, other);
    }

    @Override
    public List<Input> inputs() {
        return composition.inputs(n, input);
    }

    @Override
    public int warmUp() {
        return composition.warmUp(n);
    }

    @Override
    public Kernel newKernel() {
        return composition.newKernel(n);
    }

    @Override
    public String toString() {
        return Names.of(composition + "(" + n + ")", input, Input.close());
    }
}
