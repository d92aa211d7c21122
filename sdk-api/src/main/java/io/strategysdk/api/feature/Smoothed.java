package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** A recursive mean: v = αx + (1-α)v, seeded with the arithmetic mean of the first n defined inputs. */
record Smoothed(Weighting weighting, int n, Input input) implements Indicator {
    /** How the weight of the newest value follows from the length. */
    enum Weighting {
        EMA,
        RMA;

        double alpha(int n) {
            return switch (this) {
                case EMA -> 2.0 / (n + 1.0);
                case RMA -> 1.0 / n;
            };
        }

        @Override
        public String toString() {
            return this == EMA ? "ema" : "rma";
        }
    }

    Smoothed {
        Objects.requireNonNull(input, "input");
        Length.check("length", weighting.toString(), n, 1);
    }

    @Override
    public Indicator of(Input other) {
        return new Smoothed(weighting, n, other);
    }

    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public int warmUp() {
        return n - 1;
    }

    @Override
    public Kernel newKernel() {
        return new SmoothedKernel(n, weighting.alpha(n));
    }

    @Override
    public String toString() {
        return Names.of(weighting + "(" + n + ")", input, Input.close());
    }
}
