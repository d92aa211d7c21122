package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A market of minute bars to try the rules on: each session has five of them, and one begins every hundred minutes;
 * minutes between are outside of regular hours. Orders are decided now, at the close of the last bar, and are there at
 * once unless they say otherwise.
 */
final class Desk {
    static final long MINUTE = 60_000_000_000L;
    private static final long BARS_OF_A_SESSION = 5;
    private static final long BETWEEN_OPENS = 100;

    private final RefMarket market;
    private long minute;

    Desk(RefOptions options) {
        this(options, true);
    }

    Desk(RefOptions options, boolean volumeKnown) {
        List<RefInstrument> instruments =
                List.of(new RefInstrument(0, 1, 1, volumeKnown), new RefInstrument(1, 1, 10, volumeKnown));
        List<RefSession> sessions = LongStream.range(0, 20)
                .map(session -> session * BETWEEN_OPENS)
                .mapToObj(open -> new RefSession(open * MINUTE, (open + BARS_OF_A_SESSION) * MINUTE))
                .toList();
        market = new RefMarket(options, instruments, sessions);
    }

    long now() {
        return minute * MINUTE;
    }

    void waitUntilMinute(long value) {
        minute = value;
    }

    List<RefEvent> submit(RefOrder... orders) {
        List<RefEvent> events = new ArrayList<>();
        for (RefOrder order : orders) {
            events.addAll(market.submit(now(order)));
        }
        return events;
    }

    List<RefEvent> submitOneCancelsOther(RefOrder first, RefOrder second) {
        return market.submitOneCancelsOther(now(first), now(second));
    }

    List<RefEvent> submitOneTriggersOther(RefOrder first, RefOrder second) {
        return market.submitOneTriggersOther(now(first), now(second));
    }

    List<RefEvent> submitAsItIs(RefOrder order) {
        return market.submit(order);
    }

    void cancel(long order) {
        market.cancel(order, now());
    }

    void cancel(long order, long arrivalNanos) {
        market.cancel(order, arrivalNanos);
    }

    void replace(long order, long quantity, RefTerms terms, long arrivalNanos) {
        market.replace(order, quantity, terms, arrivalNanos);
    }

    void replace(long order, long quantity, RefTerms terms) {
        market.replace(order, quantity, terms, now());
    }

    /** One bar of instrument 0 with a volume of 1000. */
    List<RefEvent> bar(long open, long high, long low, long close) {
        return bar(open, high, low, close, 1000);
    }

    List<RefEvent> bar(long open, long high, long low, long close, long volume) {
        return slice(next(0, open, high, low, close, volume));
    }

    /** A bar whose four prices are one. */
    List<RefEvent> flat(long price) {
        return bar(price, price, price, price);
    }

    List<RefEvent> slice(RefBar... bars) {
        List<RefEvent> events = market.slice(List.of(bars));
        minute = bars[0].closeNanos() / MINUTE;
        return events;
    }

    /** A minute in which nothing traded. */
    List<RefEvent> nothing() {
        minute++;
        return market.slice(now(), List.of());
    }

    RefBar next(int instrument, long open, long high, long low, long close, long volume) {
        long ofSession = minute % BETWEEN_OPENS;
        long begin = minute - ofSession;
        return new RefBar(
                instrument,
                minute * MINUTE,
                (minute + 1) * MINUTE,
                open,
                high,
                low,
                close,
                volume,
                ofSession == 0,
                ofSession == BARS_OF_A_SESSION - 1,
                ofSession >= BARS_OF_A_SESSION,
                (begin + BARS_OF_A_SESSION) * MINUTE);
    }

    /** One bar over whole sessions: it opens with the next one and closes with the last. */
    RefBar nextOf(long sessions, long open, long high, long low, long close) {
        long last = minute + (sessions - 1) * BETWEEN_OPENS + BARS_OF_A_SESSION;
        return new RefBar(
                0, minute * MINUTE, last * MINUTE, open, high, low, close, 1000, true, true, false, last * MINUTE);
    }

    long position() {
        return market.position(0, 0);
    }

    long position(int owner, int instrument) {
        return market.position(owner, instrument);
    }

    long leavesQty(long order) {
        return market.leavesQty(order);
    }

    private RefOrder now(RefOrder order) {
        return order.decided(now(), now());
    }

    static RefOrder buy(long id, long quantity) {
        return RefOrder.market(id, Side.BUY, quantity);
    }

    static RefOrder sell(long id, long quantity) {
        return RefOrder.market(id, Side.SELL, quantity);
    }

    static RefTerms limit(long price) {
        return new RefTerms.Limit(price);
    }

    static RefTerms stop(long price) {
        return new RefTerms.Stop(price);
    }

    static RefTerms stopLimit(long stop, long limit) {
        return new RefTerms.StopLimit(stop, limit);
    }

    static RefTerms trail(long distance) {
        return new RefTerms.Trail(distance);
    }

    static RefTerms trailPercent(String percent) {
        return new RefTerms.TrailPercent(new BigDecimal(percent));
    }

    static RefEvent fill(long order, long quantity, long price) {
        return new RefEvent.Fill(order, quantity, price, price, false);
    }

    static RefEvent slipped(long order, long quantity, long before, long price) {
        return new RefEvent.Fill(order, quantity, before, price, false);
    }

    static RefEvent ambiguous(long order, long quantity, long price) {
        return new RefEvent.Fill(order, quantity, price, price, true);
    }

    static RefEvent cancelled(long order, long quantity) {
        return new RefEvent.Cancelled(order, quantity);
    }

    static RefEvent expired(long order, long quantity) {
        return new RefEvent.Expired(order, quantity);
    }

    static RefEvent triggered(long order) {
        return new RefEvent.Triggered(order);
    }

    static RefEvent activated(long order, long quantity) {
        return new RefEvent.Activated(order, quantity);
    }
}
