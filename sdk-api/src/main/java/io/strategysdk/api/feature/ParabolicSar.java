package io.strategysdk.api.feature;

import java.util.List;

/** Wilder's stop and reverse. */
record ParabolicSar(double start, double step, double max) implements Feature {
    ParabolicSar {
        if (!(start > 0 && start <= max)) {
            throw new IllegalArgumentException(
                    "start of parabolicSar must be above 0 and at most the maximum " + max + ", was " + start);
        }
        if (!(step >= 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("step of parabolicSar must be finite and not negative, was " + step);
        }
        if (!(max <= 1)) {
            throw new IllegalArgumentException("maximum of parabolicSar must be at most 1, was " + max);
        }
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.high(), Input.low());
    }

    @Override
    public int warmUp() {
        return 1;
    }

    @Override
    public Kernel newKernel() {
        return new ParabolicSarKernel(start, step, max);
    }

    @Override
    public String toString() {
        return "parabolicSar(" + start + ", " + step + ", " + max + ")";
    }
}
