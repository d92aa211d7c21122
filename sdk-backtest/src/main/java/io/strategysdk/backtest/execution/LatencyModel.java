package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderId;
import java.time.Duration;

/**
 * How long an order takes from its decision to the market (EXE-005). A function of seed and order alone: another
 * strategy's orders change nothing.
 */
@FunctionalInterface
public interface LatencyModel {
    /** No latency. */
    LatencyModel NONE = (seed, id) -> 0;

    /**
     * Nanoseconds under way, not negative.
     *
     * @param seed of the run
     * @param id of the order, the same in every repetition
     */
    long nanos(long seed, OrderId id);

    /**
     * This latency in words, for reports: {@code 50 ms}. A model of one's own is called by its {@code toString}, or by
     * its class where it has none of its own.
     */
    default String describe() {
        return this == NONE ? "none" : ModelWords.ofOwn(this);
    }

    /**
     * Always the same.
     *
     * @throws IllegalArgumentException when negative
     */
    static LatencyModel fixed(Duration latency) {
        return normal(latency, Duration.ZERO);
    }

    /**
     * Normally distributed around a mean, cut at 0.
     *
     * @throws IllegalArgumentException when negative
     */
    static LatencyModel normal(Duration mean, Duration standardDeviation) {
        if (mean.isNegative() || standardDeviation.isNegative()) {
            throw new IllegalArgumentException(
                    "latency must not be negative, was " + mean + " with deviation " + standardDeviation);
        }
        long m = mean.toNanos();
        double s = standardDeviation.toNanos();
        String words = ModelWords.millis(mean);
        return new DescribedLatency(
                s == 0 ? words : words + " with a standard deviation of " + ModelWords.millis(standardDeviation),
                (seed, id) -> s == 0 ? m : Math.max(0, m + Math.round(s * Gaussian.of(seed, id))));
    }
}
