package io.strategysdk.testkit.validation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A figure and the range that a {@link Bootstrap} finds for it. Immutable. Where it cannot be told, estimate or range
 * are absent and {@link #reason} says why; nothing is ever NaN.
 */
public final class Interval {
    private final double estimate;
    private final double confidence;
    private final double[] draws;
    private final String reason;

    private Interval(double estimate, double confidence, double[] draws, String reason) {
        this.estimate = estimate;
        this.confidence = confidence;
        this.draws = draws;
        this.reason = reason;
    }

    static Interval of(double estimate, double confidence, double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Interval(estimate, confidence, sorted, "");
    }

    static Interval undefined(double estimate, double confidence, String reason) {
        return new Interval(estimate, confidence, new double[0], reason);
    }

    /** The figure of the returns themselves. */
    public OptionalDouble estimate() {
        return Double.isFinite(estimate) ? OptionalDouble.of(estimate) : OptionalDouble.empty();
    }

    /** Lower end: the (1 − confidence) / 2 quantile of the draws. */
    public OptionalDouble low() {
        return quantile((1 - confidence) / 2);
    }

    /** Upper end: the (1 + confidence) / 2 quantile of the draws. */
    public OptionalDouble high() {
        return quantile((1 + confidence) / 2);
    }

    /** Share of the draws that the range holds, 0.95 = 95 %. */
    public double confidence() {
        return confidence;
    }

    /** The figure in each draw, ascending; a copy. */
    public double[] draws() {
        return draws.clone();
    }

    /** Why there is no range; empty when there is one. */
    public String reason() {
        return reason;
    }

    /** Linear between order statistics: type 7, R. Hyndman and Y. Fan, American Statistician 50 (1996). */
    private OptionalDouble quantile(double share) {
        if (draws.length == 0) {
            return OptionalDouble.empty();
        }
        double position = share * (draws.length - 1);
        int below = (int) position;
        double weight = position - below;
        double value = weight == 0 ? draws[below] : draws[below] + weight * (draws[below + 1] - draws[below]);
        return OptionalDouble.of(value);
    }

    /** Both ends and the confidence, or why there are none. */
    @Override
    public String toString() {
        return reason.isEmpty()
                ? Words.ratio(low()) + " to " + Words.ratio(high()) + " with " + Words.share(confidence)
                : reason;
    }
}
