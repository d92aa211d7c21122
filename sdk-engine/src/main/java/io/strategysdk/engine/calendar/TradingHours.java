package io.strategysdk.engine.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** The rule behind a calendar: which dates trade, and from when to when on the market's own clock. */
@FunctionalInterface
interface TradingHours {
    /**
     * Local hours of one session, in nanoseconds from 00:00 of its date on the market's clock. An open before 00:00 is
     * negative.
     */
    record Hours(long open, long close) {
        private static final long DAY = 86_400_000_000_000L;

        /**
         * A close of 00:00 is the end of the session's date; a session whose open is otherwise not before its close
         * opens on the day before.
         */
        static Hours of(LocalTime open, LocalTime close) {
            if (close.equals(LocalTime.MIDNIGHT)) {
                return new Hours(open.toNanoOfDay(), DAY);
            }
            long dayBefore = open.isBefore(close) ? 0 : DAY;
            return new Hours(open.toNanoOfDay() - dayBefore, close.toNanoOfDay());
        }

        boolean isWithin(Hours regular) {
            return regular.open <= open && close <= regular.close;
        }
    }

    /** Hours of the session of a date; empty when there is none. */
    Optional<Hours> on(LocalDate date);

    /** Whether nobody knew before that a date would have none. */
    default boolean isUnforeseenClosure(LocalDate date) {
        return false;
    }
}
