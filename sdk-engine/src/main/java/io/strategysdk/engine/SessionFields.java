package io.strategysdk.engine;

import io.strategysdk.api.feature.Input.SessionField;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the calendar says of bars, one after the other; faster where they come in order. */
final class SessionFields {
    private static final double NANOS_PER_SECOND = 1e9;

    private final TradingCalendar calendar;
    private @Nullable Session session;
    private @Nullable Session asked;
    private double beforeHoliday;

    SessionFields(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Of the bar that closes at a moment. */
    double of(SessionField field, long close) {
        Session its = sessionOf(close);
        return switch (field) {
            case SESSION_DATE -> its.date().toEpochDay();
            case DAY_OF_WEEK -> its.date().getDayOfWeek().getValue();
            case DAY_OF_MONTH -> its.date().getDayOfMonth();
            case MONTH -> its.date().getMonthValue();
            case SECONDS_SINCE_OPEN -> (close - its.openNanos()) / NANOS_PER_SECOND;
            case SECONDS_TO_CLOSE -> (its.closeNanos() - close) / NANOS_PER_SECOND;
            case BEFORE_HOLIDAY -> beforeHoliday(its);
        };
    }

    private Session sessionOf(long close) {
        Session its = session;
        if (its == null || !its.contains(close - 1)) {
            its = calendar.sessionAtOrAfter(close - 1);
            session = its;
        }
        return its;
    }

    private double beforeHoliday(Session its) {
        if (!its.equals(asked)) {
            asked = its;
            beforeHoliday = its.closeNanos() < calendar.lastSession().closeNanos()
                    ? isHolidayBetween(its.date(), calendar.next(its).date()) ? 1 : 0
                    : Double.NaN;
        }
        return beforeHoliday;
    }

    private boolean isHolidayBetween(LocalDate session, LocalDate next) {
        for (LocalDate date = session.plusDays(1); date.isBefore(next); date = date.plusDays(1)) {
            if ((hasSession(date.minusWeeks(1)) || hasSession(date.plusWeeks(1)))
                    && !calendar.isUnforeseenClosure(date)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSession(LocalDate date) {
        return !date.isBefore(calendar.firstDate())
                && !date.isAfter(calendar.lastDate())
                && calendar.session(date).isPresent();
    }
}
