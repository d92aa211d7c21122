package io.strategysdk.engine.bars;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;

/** The span of time of one bar after the other: from its start to before its end, UTC nanoseconds since 1970. */
abstract class Periods {
    private long start;

    private long end;

    static Periods of(Timeframe length, Timeframe base, TradingCalendar calendar) {
        requireFits(length, base);
        return length.isIntraday()
                ? new IntradayPeriods(length.duration().toNanos(), calendar)
                : new CalendarPeriods(length.unit(), calendar);
    }

    private static void requireFits(Timeframe length, Timeframe base) {
        if (!length.isIntraday() && length.amount() != 1) {
            throw new IllegalArgumentException("bars that are made must be intraday, 1d, 1w or 1mo, was " + length);
        }
        long seconds = length.duration().toSeconds();
        boolean fits = length.isIntraday()
                ? base.isIntraday() && seconds % base.duration().toSeconds() == 0
                : base.isIntraday() || (base.equals(Timeframe.DAY) && length.unit() != Timeframe.Unit.DAY);
        if (!fits) {
            throw new IllegalArgumentException(
                    "bars of " + length + " must be made of bars that go into them, was " + base);
        }
    }

    final long start() {
        return start;
    }

    final long end() {
        return end;
    }

    final boolean holds(long epochNanos) {
        return start <= epochNanos && epochNanos < end;
    }

    /** Moves to the period that holds a moment, not before the present one; false, and nothing moves, when there is none. */
    abstract boolean moveTo(long epochNanos);

    final void set(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
    }
}
