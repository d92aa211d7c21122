package io.strategysdk.backtest.execution;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A few hand-written bars and decisions, for tests that are read. One-minute bars from midnight unless said else. */
public final class Trial {
    /** A share in cents. */
    public static final Instrument ACME = Instrument.equity("ACME");

    private static final long MINUTE = 60_000_000_000L;
    private static final long MIDNIGHT = Clock.epochNanosOf(Instant.parse("2024-03-05T00:00:00Z"));

    private final TradingCalendar calendar;
    private final Timeframe timeframe;
    private final Map<Instrument, BarColumns.Builder> bars = new LinkedHashMap<>();
    private final Map<Instrument, BarColumns.Builder> asks = new LinkedHashMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();
    private final List<String> toldOfIssuers = new ArrayList<>();
    private Decisions decisions = new Decisions();
    private UnaryOperator<Backtest> settings = UnaryOperator.identity();

    private Trial(TradingCalendar calendar, Timeframe timeframe) {
        this.calendar = calendar;
        this.timeframe = timeframe;
    }

    /** One-minute bars around the clock, the first from midnight. */
    public static Trial minutes() {
        return new Trial(TradingCalendars.alwaysOpen(), Timeframe.MINUTE);
    }

    /** Bars of a market with sessions, given with their times. */
    public static Trial in(TradingCalendar calendar, Timeframe timeframe) {
        return new Trial(calendar, timeframe);
    }

    /** Close of the minute bar so many bars after midnight, from 0. */
    public static long closeOf(int minuteBar) {
        return MIDNIGHT + (minuteBar + 1) * MINUTE;
    }

    /** The next minute of ACME, with a volume of 1,000,000. */
    public Trial bar(double open, double high, double low, double close) {
        return bar(ACME, columns(ACME).size(), open, high, low, close, 1_000_000);
    }

    /** The next minute of ACME with a bid and an ask. */
    public Trial quotes(QuoteBar.SideBar bid, QuoteBar.SideBar ask) {
        int minute = columns(ACME).size();
        bar(ACME, minute, bid.open(), bid.high(), bid.low(), bid.close(), bid.size());
        long at = MIDNIGHT + minute * MINUTE;
        asks.computeIfAbsent(ACME, key -> BarColumns.builder(key, timeframe))
                .bar(at, at + MINUTE, ask.open(), ask.high(), ask.low(), ask.close(), ask.size());
        return this;
    }

    /** A bar of an instrument in a minute counted from midnight. */
    public Trial bar(
            Instrument instrument, int minute, double open, double high, double low, double close, double volume) {
        long at = MIDNIGHT + minute * MINUTE;
        columns(instrument).bar(at, at + MINUTE, open, high, low, close, volume);
        return this;
    }

    /** Bars that were read elsewhere. */
    public Trial over(BarColumns read) {
        BarColumns.Builder builder = columns(read.instrument());
        for (int row = 0; row < read.size(); row++) {
            builder.bar(
                    read.openEpochNanos(row),
                    read.epochNanos(row),
                    read.open(row),
                    read.high(row),
                    read.low(row),
                    read.close(row),
                    read.volume(row));
        }
        return this;
    }

    /** The bar of ACME in a session of the New York Stock Exchange. */
    public Trial day(String date, double open, double high, double low, double close) {
        return day(ACME, date, open, high, low, close);
    }

    /** The bar of an instrument in a session of the New York Stock Exchange. */
    public Trial day(Instrument instrument, String date, double open, double high, double low, double close) {
        TradingSession session = TradingSession.nyse(date);
        return barAt(instrument, session.open(0), session.close(0), open, high, low, close);
    }

    /** What issuers did. */
    public Trial actions(CorporateAction... happened) {
        actions.addAll(List.of(happened));
        decisions = new Listening(decisions);
        return this;
    }

    /** A bar of ACME with its times, and a volume of 1,000,000. */
    public Trial barAt(long openTime, long time, double open, double high, double low, double close) {
        return barAt(ACME, openTime, time, open, high, low, close);
    }

    /** A bar of an instrument from one moment to another. */
    public Trial barAt(
            Instrument instrument, long openTime, long time, double open, double high, double low, double close) {
        columns(instrument).bar(openTime, time, open, high, low, close, 1_000_000);
        return this;
    }

    /** What is decided after the slice of that number, from 0. */
    public Trial decide(int slice, Function<Context, List<OrderIntent>> decision) {
        decisions.at.put(slice, decision);
        return this;
    }

    /** A strategy that emits intents after the slice of that number, from 0, and nothing else. */
    public static Strategy deciding(int slice, OrderIntent... intents) {
        Decisions decisions = new Decisions();
        decisions.at.put(slice, context -> List.of(intents));
        return decisions;
    }

    /** One or more intents after the slice of that number, from 0. */
    public Trial order(int slice, OrderIntent... intents) {
        return decide(slice, context -> List.of(intents));
    }

    /** Settings of the backtest. */
    public Trial with(UnaryOperator<Backtest> more) {
        UnaryOperator<Backtest> before = settings;
        settings = backtest -> more.apply(before.apply(backtest));
        return this;
    }

    /** The data so far. */
    public MarketData data() {
        List<BarColumns> series = new ArrayList<>();
        bars.forEach((instrument, builder) -> {
            BarColumns.Builder ask = asks.get(instrument);
            series.add(ask == null ? builder.build() : BarColumns.quoted(builder.build(), ask.build()));
        });
        MarketData raw = MarketData.of(calendar, series);
        return actions.isEmpty() ? raw : raw.withActions(actions);
    }

    /** Events of orders, as the strategy was told of them. */
    public List<OrderEvent> told() {
        return decisions.told;
    }

    /** What was told of issuers, with the position and the working orders of ACME that were shown then. */
    public List<String> toldOfIssuers() {
        return toldOfIssuers;
    }

    /** Runs it. */
    public BacktestResult run() {
        BacktestResult result =
                settings.apply(Backtest.of(decisions).on(data()).cash(100_000)).run();
        if (!result.failures().isEmpty()) {
            throw new AssertionError("strategy must not fail: " + result.failures());
        }
        return result;
    }

    /** Fills as text: minute bar, side, quantity and price. */
    public List<String> fills() {
        return describe(run());
    }

    /** Fills of a run as text: number of the minute bar, side, quantity and price. */
    public static List<String> describe(BacktestResult result) {
        List<String> lines = new ArrayList<>();
        for (Fill fill : result.fills()) {
            long minute = Math.floorDiv(fill.epochNanos() - MIDNIGHT, MINUTE) - 1;
            lines.add(minute + " " + fill.side() + " " + plain(fill.lastQty().toBigDecimal()) + " @ "
                    + plain(fill.lastPx().toBigDecimal()));
        }
        return lines;
    }

    /** What became of orders that did not fill, as text: number of the minute bar, kind of event, tag. */
    public static List<String> ends(BacktestResult result) {
        List<String> lines = new ArrayList<>();
        for (JournalEntry.Reported reported : result.journal().entries(JournalEntry.Reported.class)) {
            OrderEvent event = reported.event();
            if (!(event instanceof OrderEvent.Filled) && !(event instanceof OrderEvent.Accepted)) {
                long minute = Math.floorDiv(event.epochNanos() - MIDNIGHT, MINUTE) - 1;
                lines.add(minute + " " + event.getClass().getSimpleName()
                        + (event.order().request().tag().isEmpty()
                                ? ""
                                : " " + event.order().request().tag()));
            }
        }
        return lines;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private BarColumns.Builder columns(Instrument instrument) {
        return bars.computeIfAbsent(instrument, key -> BarColumns.builder(key, timeframe));
    }

    /** Decides by the number of the slice. */
    private static class Decisions implements Strategy {
        final Map<Integer, Function<Context, List<OrderIntent>>> at = new HashMap<>();
        final List<OrderEvent> told = new ArrayList<>();
        private int slice;

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            told.add(event);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return at.getOrDefault(slice++, none -> List.of()).apply(context);
        }
    }

    /** Also writes down what it is told of issuers. */
    private final class Listening extends Decisions {
        Listening(Decisions before) {
            at.putAll(before.at);
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context context) {
            toldOfIssuers.add(action.getClass().getSimpleName() + ", "
                    + context.portfolio().positions().stream()
                            .map(position -> position.quantity() + " " + position.instrument())
                            .toList());
        }
    }
}
