package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** Kaufman's adaptive moving average of one input. */
record Kaufman(int n, int fast, int slow, Input input) implements Indicator {
    Kaufman {
        Objects.requireNonNull(input, "input");
        Length.check("length", "kama", n, 1);
        Length.check("fast length", "kama", fast, 1);
        Length.check("slow length", "kama", slow, 1);
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "fast length of kama must be less than the slow length " + slow + ", was " + fast);
        }
    }

    @Override
    public Indicator of(Input other) {
        return new Kaufman(n, fast, slow, other);
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
        return new KaufmanKernel(n, Smoothed.Weighting.EMA.alpha(fast), Smoothed.Weighting.EMA.alpha(slow));
    }

    @Override
    public String toString() {
        return Names.of("kama(" + n + ", " + fast + ", " + slow + ")", input, Input.close());
    }
}
