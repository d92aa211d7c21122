package io.strategysdk.engine;

import io.strategysdk.api.time.Clock;

/**
 * Why and when a strategy was stopped.
 *
 * @param strategy its name in the run
 * @param epochNanos the run's time, UTC nanoseconds since 1970
 * @param callback the method that threw, or in words the kernel of a feature that it had bound
 * @param error what was thrown
 */
public record StrategyFailure(String strategy, long epochNanos, String callback, Throwable error) {
    /** One line for people. */
    @Override
    public String toString() {
        return strategy + " was stopped at " + Clock.instantOf(epochNanos) + " because " + callback + " threw " + error;
    }
}
