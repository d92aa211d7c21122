package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.internal.SessionBounds;
import io.strategysdk.engine.BarColumns;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Intraday bars that open while the market is closed: before a session, after it, or on a day without one. Only orders
 * for extended hours fill on them.
 *
 * @param bars how many, at least 1
 * @param first open of the first of them, in the calendar's zone
 * @param calendar name of the calendar whose sessions they lie outside of
 */
public record OutsideSessions(int bars, ZonedDateTime first, String calendar) {
    /** Counts them; empty when there is none, or the bars are of a day or longer. */
    static Optional<OutsideSessions> of(BarColumns bars, TradingCalendar calendar) {
        if (!bars.timeframe().isIntraday()) {
            return Optional.empty();
        }
        SessionBounds sessions = new SessionBounds(calendar);
        int count = 0;
        int first = 0;
        for (int row = 0; row < bars.size(); row++) {
            if (sessions.isOutside(bars.openEpochNanos(row))) {
                first = count++ == 0 ? row : first;
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new OutsideSessions(
                        count, Clock.instantOf(bars.openEpochNanos(first)).atZone(calendar.zone()), calendar.name()));
    }
}
