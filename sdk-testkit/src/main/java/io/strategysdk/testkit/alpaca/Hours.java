package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** When shares trade: in the calendar's sessions, and for orders that say so in the hours around them. */
final class Hours {
    static final LocalTime EXTENDED_OPEN = LocalTime.of(4, 0);
    static final LocalTime EXTENDED_CLOSE = LocalTime.of(20, 0);
    private static final LocalTime AFTER_CLOSE = LocalTime.of(16, 15);
    private static final LocalTime OPENING_CUT_OFF = LocalTime.of(9, 28);
    private static final LocalTime OPENING_FROM = LocalTime.of(19, 0);

    private final TradingCalendar calendar;

    Hours(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    /** The session in progress, or the next. */
    Session session(Instant time) {
        return calendar.sessionAtOrAfter(time);
    }

    boolean isOpen(Instant time) {
        return calendar.isOpen(time);
    }

    /** From 20:00 on the evening before a session's date to 20:00 of that date, New York: overnight, before and after. */
    boolean isExtended(Instant time) {
        return calendar.session(extendedDate(time)).isPresent();
    }

    /** Date that extended hours at a moment belong to. */
    private static LocalDate extendedDate(Instant time) {
        ZonedDateTime there = time.atZone(Wire.NEW_YORK);
        boolean isNight = !there.toLocalTime().isBefore(EXTENDED_CLOSE);
        return isNight ? there.toLocalDate().plusDays(1) : there.toLocalDate();
    }

    /** Beginning of the extended hours in progress, or of the next ones. */
    Instant extendedOpen(Instant time) {
        return extendedClose(time).minus(Duration.ofDays(1));
    }

    /** End of the extended hours in progress, or of the next ones. */
    Instant extendedClose(Instant time) {
        LocalDate date = extendedDate(time);
        while (calendar.session(date).isEmpty()) {
            date = date.plusDays(1);
        }
        return date.atTime(EXTENDED_CLOSE).atZone(Wire.NEW_YORK).toInstant();
    }

    /** 16:15 of a date, New York: when what was good till cancelled for long enough ends. */
    Instant afterClose(Instant time) {
        return time.atZone(Wire.NEW_YORK)
                .toLocalDate()
                .atTime(AFTER_CLOSE)
                .atZone(Wire.NEW_YORK)
                .toInstant();
    }

    /** Whether orders for the next opening auction are taken: from 19:00 to 9:28, and on days without a session. */
    boolean takesOpening(Instant time) {
        ZonedDateTime there = time.atZone(Wire.NEW_YORK);
        boolean isTradingDay = calendar.session(there.toLocalDate()).isPresent();
        return !isTradingDay
                || there.toLocalTime().isBefore(OPENING_CUT_OFF)
                || !there.toLocalTime().isBefore(OPENING_FROM);
    }

    /** Whether orders for the closing auction are taken: not from the cut-off to the close. */
    boolean takesClosing(Instant time, LocalTime cutOff) {
        ZonedDateTime there = time.atZone(Wire.NEW_YORK);
        return !isOpen(time) || there.toLocalTime().isBefore(cutOff);
    }
}
