package io.strategysdk.testkit.market;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.SessionBars;
import java.time.LocalDate;
import java.time.LocalTime;

/** Bars drawn by hand into the sessions of a calendar, one after the other. Prices are in cents. */
final class Sketch {
    private static final double CENTS = 100;
    /** A price that goes nowhere, in cents around its level; adds up to nothing. */
    private static final int[] WIGGLE = {0, 3, 1, 4, -1, -3, 2, -6};

    private final TradingCalendar calendar;
    private final SessionBars split;
    private final BarColumns.Builder bars;
    private Session session;
    /** Next bar of the session. */
    private int bar;

    private int close;
    private int rim;
    private double volume;

    private Sketch(Instrument instrument, TradingCalendar calendar, Timeframe timeframe, LocalDate first) {
        this.calendar = calendar;
        split = SessionBars.of(timeframe);
        bars = BarColumns.builder(instrument, timeframe);
        session = calendar.session(first).orElseThrow();
    }

    /** From a price at which it closed before the first session. */
    static Sketch of(Instrument instrument, TradingCalendar calendar, Timeframe timeframe, LocalDate first, int from) {
        Sketch sketch = new Sketch(instrument, calendar, timeframe, first);
        sketch.close = from;
        return sketch;
    }

    /** How far high and low reach beyond open and close, from now on. */
    Sketch rim(int cents) {
        rim = cents;
        return this;
    }

    /** Volume of each bar, from now on. */
    Sketch volume(double units) {
        volume = units;
        return this;
    }

    int close() {
        return close;
    }

    /** When the next bar closes, in the calendar's zone. */
    LocalTime time() {
        return Clock.instantOf(split.close(session, bar))
                .atZone(calendar.zone())
                .toLocalTime();
    }

    LocalDate date() {
        return session.date();
    }

    /** A bar from the last close to this one. */
    Sketch to(int newClose) {
        return from(close, newClose);
    }

    /** A bar from the last close to so much beyond it. */
    Sketch by(int change) {
        return to(close + change);
    }

    /** A bar that opens away from the last close. */
    Sketch from(int open, int newClose) {
        return bar(open, Math.max(open, newClose) + rim, Math.min(open, newClose) - rim, newClose);
    }

    /** A bar of one price. */
    Sketch flat(int price) {
        return bar(price, price, price, price);
    }

    Sketch bar(int open, int high, int low, int newClose) {
        bars.bar(
                split.open(session, bar),
                split.close(session, bar),
                open / CENTS,
                high / CENTS,
                low / CENTS,
                newClose / CENTS,
                volume);
        close = newClose;
        return skip();
    }

    /** A bar that closes near a level, now a little above and then a little below it. */
    Sketch near(int level) {
        return to(level + WIGGLE[bars.size() % WIGGLE.length]);
    }

    /** No bar where one would be. */
    Sketch skip() {
        bar++;
        if (bar == split.count(session)) {
            session = calendar.next(session);
            bar = 0;
        }
        return this;
    }

    /** No bars before a session. */
    Sketch skipTo(LocalDate date) {
        session = calendar.session(date).orElseThrow();
        bar = 0;
        return this;
    }

    MarketData data() {
        return MarketData.of(calendar, bars.build());
    }
}
