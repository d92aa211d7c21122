package io.strategysdk.alpaca;

import java.time.Duration;
import java.time.Instant;

/**
 * How far their clock is ahead of ours.
 *
 * @param uncertainty half of the time that the question took
 */
record ClockReading(Duration ahead, Duration uncertainty) {
    static ClockReading of(Instant asked, Instant theirs, Duration took) {
        Duration half = took.dividedBy(2);
        return new ClockReading(Duration.between(asked.plus(half), theirs), half);
    }
}
