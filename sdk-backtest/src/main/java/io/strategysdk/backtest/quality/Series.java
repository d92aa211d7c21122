package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.internal.SessionGaps;
import io.strategysdk.backtest.internal.SessionGaps.Gap;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Bars of one series with the sessions that they lie in. */
final class Series {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final BarColumns bars;
    private final TradingCalendar calendar;
    private final QualitySettings settings;
    private final List<Gap> gaps;
    /** Open of the session that a bar opens in, or that comes next. */
    private final long[] sessions;

    private final long[] closes;
    private final BitSet outside = new BitSet();
    private final int[] missingBefore;

    Series(BarColumns bars, TradingCalendar calendar, QualitySettings settings) {
        this.bars = bars;
        this.calendar = calendar;
        this.settings = settings;
        sessions = new long[bars.size()];
        closes = new long[bars.size()];
        missingBefore = new int[bars.size()];
        boolean isCounted = bars.timeframe().duration().compareTo(Timeframe.DAY.duration()) <= 0;
        gaps = isCounted ? SessionGaps.of(bars, calendar) : List.of();
        gaps.forEach(gap -> missingBefore[gap.row()] = gap.sessions().size());
        findSessions();
    }

    private void findSessions() {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        long opens = 0;
        for (int row = 0; row < sessions.length; row++) {
            long open = bars.openEpochNanos(row);
            if (open < from || open >= to) {
                Session session = calendar.sessionAtOrAfter(open);
                from = open;
                opens = session.openNanos();
                to = session.closeNanos();
            }
            sessions[row] = opens;
            closes[row] = to;
            outside.set(row, open < opens);
        }
    }

    BarColumns bars() {
        return bars;
    }

    int size() {
        return bars.size();
    }

    TradingCalendar calendar() {
        return calendar;
    }

    QualitySettings settings() {
        return settings;
    }

    boolean isIntraday() {
        return bars.timeframe().isIntraday();
    }

    List<Gap> gaps() {
        return gaps;
    }

    boolean isOutside(int row) {
        return outside.get(row);
    }

    /** Open of the session that a bar opens in, or that comes next. */
    long sessionOpen(int row) {
        return sessions[row];
    }

    /**
     * Which bars of other sessions one is like: from the open to the middle of its session those as far from the open,
     * then those as far from the close, which on half days comes early.
     */
    long likeness(int row) {
        if (!isIntraday()) {
            return 0;
        }
        long open = bars.openEpochNanos(row);
        long fromOpen = open - sessions[row];
        long toClose = closes[row] - open;
        return fromOpen <= toClose ? fromOpen : Long.MAX_VALUE - toClose;
    }

    /** Whether a bar is the first of its session. */
    boolean isFirst(int row) {
        return !outside.get(row) && (row == 0 || outside.get(row - 1) || sessions[row - 1] != sessions[row]);
    }

    /** Sessions without a bar between a bar and the one before it. */
    int missingBefore(int row) {
        return missingBefore[row];
    }

    /** Of the session of a bar, or of the next one. */
    LocalDate date(int row) {
        return calendar.sessionAtOrAfter(bars.openEpochNanos(row)).date();
    }

    /** Of the session of a bar; outside of all the day on which it opens: after the close of one, that of the close. */
    LocalDate day(int row) {
        return outside.get(row)
                ? LocalDate.ofInstant(Clock.instantOf(bars.openEpochNanos(row)), calendar.zone())
                : date(row);
    }

    /** Date, or local time of an intraday bar. */
    String when(int row) {
        if (!isIntraday()) {
            return date(row).toString();
        }
        ZonedDateTime local = Clock.instantOf(bars.openEpochNanos(row)).atZone(calendar.zone());
        return bars.areTicks() ? EXACT.format(local) : MINUTE.format(local);
    }

    /** What bars are called. */
    String noun(long count) {
        if (bars.areTicks()) {
            return count == 1 ? "instant" : "instants";
        }
        return count == 1 ? "bar" : "bars";
    }
}
