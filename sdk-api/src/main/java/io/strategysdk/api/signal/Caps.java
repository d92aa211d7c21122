package io.strategysdk.api.signal;

import java.util.List;

/** Scales targets down: each to the largest weight of a position, then all alike to the largest exposure. */
record Caps(SignalRules rules, double equity) {
    /** What is left alone, a target of NaN, takes its part of the exposure first. */
    void apply(double[] targets, List<Holding> holdings) {
        double free = rules.maxExposure() * equity;
        double wanted = 0;
        for (int number = 0; number < targets.length; number++) {
            Holding holding = holdings.get(number);
            if (Double.isNaN(targets[number])) {
                free -= holding.exposure();
            } else if (targets[number] != 0) {
                targets[number] = largest(targets[number], holding);
                wanted += Math.abs(targets[number]) * holding.mark();
            }
        }
        if (wanted > 0 && wanted > free) {
            scale(targets, Math.max(0, free) / wanted);
        }
    }

    private double largest(double target, Holding holding) {
        double cap = rules.maxPositionWeight() * equity / holding.mark();
        return Math.signum(target) * Math.min(Math.abs(target), cap);
    }

    private static void scale(double[] targets, double factor) {
        for (int number = 0; number < targets.length; number++) {
            targets[number] *= factor;
        }
    }
}
