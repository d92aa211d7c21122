package io.strategysdk.engine;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.bars.BarMaker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Bars of a realtime run that are made of others, slice by slice, and wait to be put into their rings. */
final class MadeRings {
    private final TradingCalendar calendar;
    private final List<Made> all = new ArrayList<>();

    MadeRings(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** One kind of bars of a series. */
    private final class Made {
        private final int series;
        private final BarType type;
        private final RingBinding.Ring ring;
        private final BarColumns base;
        private final Deque<Bar> waiting = new ArrayDeque<>();
        private BarMaker maker;

        Made(int series, BarType type, BarColumns base, RingBinding.Ring ring) {
            this.series = series;
            this.type = type;
            this.base = base;
            this.ring = ring;
            maker = newMaker();
        }

        private BarMaker newMaker() {
            return BarMaker.of(
                    type,
                    base.timeframe,
                    calendar,
                    (opened, closed, open, high, low, close, volume) -> waiting.add(new Bar(
                            base.instrument, ring.view.timeframe(), opened, closed, open, high, low, close, volume)));
        }

        private long nextTime() {
            Bar next = waiting.peek();
            return next == null ? Long.MAX_VALUE : next.epochNanos();
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(int series, BarType type, BarColumns base, RingBinding.Ring ring) {
        all.add(new Made(series, type, base, ring));
    }

    void beginAnew() {
        for (Made made : all) {
            made.maker = made.newMaker();
        }
    }

    /** Takes a slice; what has closed with it or before waits. */
    void feed(Tape slice, int rows) {
        for (int i = 0; i < all.size(); i++) {
            Made made = all.get(i);
            for (int row = 0; row < rows; row++) {
                if (slice.seriesAt(row) == made.series) {
                    MadeBars.feed(made.maker, slice, row, made.type.prices());
                }
            }
            made.maker.passTo(slice.times[0]);
        }
    }

    /** Close of the first bar that waits, the end of time without one. */
    long nextTime() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            next = Math.min(next, all.get(i).nextTime());
        }
        return next;
    }

    /** Puts the first bars that wait into their rings: those of one time, one of each series. */
    void pushNext() {
        long time = nextTime();
        for (int i = 0; i < all.size(); i++) {
            Made made = all.get(i);
            if (time < Long.MAX_VALUE && made.nextTime() == time) {
                made.ring.push(made.waiting.remove());
            }
        }
    }
}
