package io.strategysdk.engine.bars;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** From the open of the first session of a day, week or month to the close of the last one; only sessions belong to it. */
final class CalendarPeriods extends Periods {
    private final Timeframe.Unit unit;
    private final TradingCalendar calendar;
    /** The session that was traded in last. */
    private long open;

    private long close;

    CalendarPeriods(Timeframe.Unit unit, TradingCalendar calendar) {
        this.unit = unit;
        this.calendar = calendar;
    }

    @Override
    boolean moveTo(long epochNanos) {
        if (open <= epochNanos && epochNanos < close) {
            return true;
        }
        TradingCalendar.Session session = calendar.sessionAtOrAfter(epochNanos);
        if (epochNanos < session.openNanos()) {
            return false;
        }
        open = session.openNanos();
        close = session.closeNanos();
        if (!holds(epochNanos)) {
            enter(session);
        }
        return true;
    }

    private void enter(TradingCalendar.Session session) {
        LocalDate firstDate = firstDate(session.date());
        LocalDate lastDate = lastDate(session.date());
        TradingCalendar.Session first = session;
        TradingCalendar.Session last = session;
        for (TradingCalendar.Session each : calendar.sessions(firstDate, lastDate)) {
            first = each.openNanos() < first.openNanos() ? each : first;
            last = each;
        }
        set(first.openNanos(), last.closeNanos());
    }

    private LocalDate firstDate(LocalDate date) {
        LocalDate first = switch (unit) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            default -> date;
        };
        return first.isBefore(calendar.firstDate()) ? calendar.firstDate() : first;
    }

    private LocalDate lastDate(LocalDate date) {
        LocalDate last = switch (unit) {
            case WEEK -> date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTH -> date.with(TemporalAdjusters.lastDayOfMonth());
            default -> date;
        };
        return last.isAfter(calendar.lastDate()) ? calendar.lastDate() : last;
    }
}
