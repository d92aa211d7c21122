package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One fall of the equity from a peak until the peak is regained, or until the end of the run.
 *
 * @param depth 1 − lowest equity / equity at the peak: 0.25 = a quarter was lost; above 1 when equity went below zero
 * @param peak close of the last bar at the peak, UTC
 * @param trough close of the bar with the lowest equity, the first of equals, UTC
 * @param recovery close of the bar that regained the peak, UTC; empty while still below it at the end
 * @param end the recovery, or the last bar of the run
 * @param bars bars from the peak to the end
 */
public record Drawdown(double depth, Instant peak, Instant trough, Optional<Instant> recovery, Instant end, int bars) {
    static Drawdown of(EquityCurve curve, int peak, int trough, int end, boolean recovered) {
        Instant ended = Clock.instantOf(curve.epochNanos(end));
        return new Drawdown(
                1 - curve.equity(trough) / curve.equity(peak),
                Clock.instantOf(curve.epochNanos(peak)),
                Clock.instantOf(curve.epochNanos(trough)),
                recovered ? Optional.of(ended) : Optional.empty(),
                ended,
                end - peak);
    }

    /** From the peak to the end. */
    public Duration duration() {
        return Duration.between(peak, end);
    }

    /** Days from the peak to the end, to the nearest whole day: clocks that change make no day shorter. */
    public long days() {
        return duration().plusHours(12).toDays();
    }
}
