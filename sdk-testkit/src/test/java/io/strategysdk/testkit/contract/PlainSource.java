package io.strategysdk.testkit.contract;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Bars of an hour over two sessions, and trades of one instrument, made up as they are asked for. */
class PlainSource implements DataSource {
    static final Instrument ABC = Instrument.equity("ABC");
    static final Instrument XYZ = Instrument.equity("XYZ");
    static final TradingCalendar CALENDAR = TradingCalendars.nyse();
    static final Timeframe HOUR = Timeframe.hours(1);
    static final Instant FROM = Instant.parse("2024-07-02T00:00:00Z");
    static final Instant TO = Instant.parse("2024-07-04T00:00:00Z");
    private static final long LENGTH = HOUR.duration().toNanos();

    @Override
    public List<Instrument> instruments() {
        return List.of(ABC, XYZ);
    }

    @Override
    public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
        if (!instruments().contains(instrument) || !timeframe.equals(HOUR)) {
            throw new IllegalArgumentException(
                    "bars must be of 1h of " + instruments() + ", were of " + timeframe + " of " + instrument);
        }
        for (Session session : CALENDAR.sessions(LocalDate.of(2024, 7, 2), LocalDate.of(2024, 7, 3))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += LENGTH) {
                long close = Math.min(open + LENGTH, session.closeNanos());
                if (isWanted(close, from, to)) {
                    push(open, close, sink);
                }
            }
        }
    }

    boolean isWanted(long close, Instant from, Instant to) {
        return close >= Clock.epochNanosOf(from) && close < Clock.epochNanosOf(to);
    }

    void push(long open, long close, BarSink sink) {
        double price = 10 + open / LENGTH % 7;
        sink.bar(open, close, price, price + 1, price - 1, price + 0.5, 1_000);
    }

    @Override
    public List<CorporateAction> corporateActions() {
        LocalDate date = LocalDate.of(2024, 7, 3);
        return List.of(
                new CorporateAction.Dividend(ABC, date, new BigDecimal("0.25")),
                new CorporateAction.Split(XYZ, date, 2, 1));
    }

    @Override
    public Optional<Quote> latestQuote(Instrument instrument) {
        return Optional.of(new Quote(instrument, Clock.epochNanosOf(TO), 10, 1, 11, 1));
    }

    /** Two trades and a quote each hour. */
    @Override
    public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
        if (!instrument.equals(ABC)) {
            throw new UnsupportedOperationException("this source has no ticks (" + instrument + ")");
        }
        bars(instrument, HOUR, FROM, TO, (open, time, first, high, low, last, volume) -> {
            if (isTickWanted(time, from, to)) {
                trade(time, first, sink);
                quote(time, low, high, sink);
                trade(time, last, sink);
            }
        });
    }

    boolean isTickWanted(long time, Instant from, Instant to) {
        return time >= Clock.epochNanosOf(from) && time < Clock.epochNanosOf(to);
    }

    void quote(long time, double bid, double ask, TickSink sink) {
        sink.quote(time, bid, 1, ask, 1);
    }

    void trade(long time, double price, TickSink sink) {
        sink.trade(time, price, 1);
    }
}
