package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** The newest confirmed pivot. */
record SwingPoint(Side side, int left, int right, Input input) implements Indicator {
    enum Side {
        HIGH(Input.high(), 1),
        LOW(Input.low(), -1);

        private final Input defaultInput;
        private final double sign;

        Side(Input defaultInput, double sign) {
            this.defaultInput = defaultInput;
            this.sign = sign;
        }
    }

    SwingPoint {
        Objects.requireNonNull(input, "input");
    }

    static SwingPoint of(Side side, int left, int right) {
        return new SwingPoint(side, left, right, side.defaultInput);
    }

    @Override
    public Indicator of(Input other) {
        return new SwingPoint(side, left, right, other);
    }

    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public int warmUp() {
        return left + right;
    }

    @Override
    public Kernel newKernel() {
        return new SwingPointKernel(left, right, side.sign);
    }

    @Override
    public String toString() {
        String definition = "pivots(" + left + ", " + right + ")." + (side == Side.HIGH ? "high" : "low");
        return Names.of(definition, input, side.defaultInput);
    }
}
