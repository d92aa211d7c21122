package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** The newest confirmed pivot. */
record SwingPoint(Side side, int left, int right, Input input) implements Indicator {
    enum Side {
        HIGH,
        LOW;

        Input defaultInput() {
            return this == HIGH ? Input.high() : Input.low();
        }

        double sign() {
            return this == HIGH ? 1 : -1;
        }

        @Override
        public String toString() {
            return this == HIGH ? "high" : "low";
        }
    }

    SwingPoint {
        Objects.requireNonNull(input, "input");
    }

    static SwingPoint of(Side side, int left, int right) {
        return new SwingPoint(side, left, right, side.defaultInput());
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
        return new SwingPointKernel(left, right, side.sign());
    }

    @Override
    public String toString() {
        return Names.of("pivots(" + left + ", " + right + ")." + side, input, side.defaultInput());
    }
}
