package io.strategysdk.engine.calendar;

import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.calendar.TradingHours.Hours;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of consecutive dates. Its one field is final, so that a block may pass from thread to thread without a
 * lock or a volatile read (Java Language Specification 17.5).
 */
final class SessionBlock {
    static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final @Nullable Session[] sessions;

    SessionBlock(LocalDate first, int days, TradingHours hours, WallClock clock) {
        sessions = new @Nullable Session[days];
        for (int i = 0; i < days; i++) {
            LocalDate date = first.plusDays(i);
            Optional<Hours> local = hours.on(date);
            if (local.isPresent()) {
                sessions[i] = resolve(date, local.get(), clock);
            }
        }
    }

    /** The session of the i-th date; null when there is none. */
    @Nullable
    Session session(int i) {
        return sessions[i];
    }

    /** Null when the clock skipped the whole session or its whole date, as Samoa's skipped 2011-12-30. */
    private static @Nullable Session resolve(LocalDate date, Hours local, WallClock clock) {
        long midnight = date.toEpochDay() * NANOS_PER_DAY;
        if (clock.epochNanos(midnight) == clock.epochNanos(midnight + NANOS_PER_DAY)) {
            return null;
        }
        long open = clock.epochNanos(midnight + local.open());
        long close = clock.epochNanos(midnight + local.close());
        return open < close ? new Session(date, open, close) : null;
    }
}
