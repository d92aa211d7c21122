package io.strategysdk.api.event;

import io.strategysdk.api.time.Schedule;
import java.util.Objects;

/**
 * A schedule that the strategy bound in onStart came due.
 *
 * @param schedule which
 * @param epochNanos when, UTC nanoseconds since 1970: the step's time
 */
public record TimerEvent(Schedule schedule, long epochNanos) {
    /** Checks that there is a schedule. */
    public TimerEvent {
        Objects.requireNonNull(schedule, "schedule");
    }
}
