package io.strategysdk.backtest.analytics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How long orders took, in the run's time, from their decision to the fill that made them whole. On bars a fill is known
 * at the close of its bar. Orders that wait for a price or for another order are not asked: they are not slow. Immutable.
 *
 * @param orders how many were filled whole
 * @param mean sum / orders, to the nanosecond toward zero
 * @param median the middle one; of an even number the mean of the middle two
 * @param longest the slowest one
 */
public record TimeToFill(int orders, Duration mean, Duration median, Duration longest) {
    static Optional<TimeToFill> of(Collection<Duration> times) {
        if (times.isEmpty()) {
            return Optional.empty();
        }
        Duration[] sorted = times.stream().sorted().toArray(Duration[]::new);
        int count = sorted.length;
        Duration sum = Arrays.stream(sorted).reduce(Duration.ZERO, Duration::plus);
        Duration middle = sorted[(count - 1) / 2].plus(sorted[count / 2]).dividedBy(2);
        return Optional.of(new TimeToFill(count, sum.dividedBy(count), middle, sorted[count - 1]));
    }
}
