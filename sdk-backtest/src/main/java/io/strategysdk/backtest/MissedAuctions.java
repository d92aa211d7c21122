package io.strategysdk.backtest;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders for the open or the close of a session that no bar begins or ends with: nothing in the data could have filled
 * them.
 */
final class MissedAuctions {
    private final MarketData data;
    private final Map<OrderId, Long> accepted = new HashMap<>();
    private final Map<TimeInForce, Missed> missed = new EnumMap<>(TimeInForce.class);

    /** How many, and the first. */
    private record Missed(int count, String first) {}

    private MissedAuctions(MarketData data) {
        this.data = data;
    }

    /** A sentence each for opens and closes that names the first; none where there is none. */
    static List<String> of(Journal journal, MarketData data) {
        MissedAuctions auctions = new MissedAuctions(data);
        for (JournalEntry.Reported reported : journal.entries(JournalEntry.Reported.class)) {
            auctions.add(reported.event());
        }
        return auctions.sentences();
    }

    static boolean mayBe(Order order) {
        return order.status() == OrderStatus.EXPIRED && isForAuction(order);
    }

    private static boolean isForAuction(Order order) {
        TimeInForce timeInForce = order.request().timeInForce();
        return timeInForce == TimeInForce.OPG || timeInForce == TimeInForce.CLS;
    }

    private void add(OrderEvent event) {
        if (event instanceof OrderEvent.Accepted order && isForAuction(order.order())) {
            accepted.put(order.order().id(), order.epochNanos());
        } else if (event instanceof OrderEvent.Expired expired) {
            Long since = accepted.get(expired.order().id());
            if (since != null) {
                addExpired(expired.order(), sessionOf(expired.order(), since));
            }
        }
    }

    private void addExpired(Order order, Session session) {
        if (!hasAuction(order, session)) {
            missed.merge(
                    order.request().timeInForce(),
                    new Missed(1, order.instrument() + " on " + session.date()),
                    (earlier, one) -> new Missed(earlier.count() + 1, earlier.first()));
        }
    }

    /** There is one for an order that has expired, but not for one that came after the calendar's last. */
    private Session sessionOf(Order order, long since) {
        Session session = data.calendar().sessionAtOrAfter(since);
        boolean isOver = order.request().timeInForce() == TimeInForce.OPG && since > session.openNanos();
        return isOver ? data.calendar().next(session) : session;
    }

    private boolean hasAuction(Order order, Session session) {
        BarColumns bars = data.executionSeries(order.instrument());
        if (order.request().timeInForce() == TimeInForce.CLS) {
            int row = firstEndingFrom(session.closeNanos(), bars);
            return row < bars.size() && bars.epochNanos(row) == session.closeNanos();
        }
        int row = firstEndingFrom(session.openNanos() + 1, bars);
        return row < bars.size()
                && (bars.timeframe().isIntraday()
                        ? bars.openEpochNanos(row) == session.openNanos()
                        : bars.openEpochNanos(row) < session.closeNanos());
    }

    private static int firstEndingFrom(long epochNanos, BarColumns bars) {
        int low = 0;
        int high = bars.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bars.epochNanos(middle) < epochNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        missed.forEach((timeInForce, orders) -> {
            boolean open = timeInForce == TimeInForce.OPG;
            sentences.add((orders.count() == 1 ? "1 order" : orders.count() + " orders") + " for the "
                    + (open ? "open" : "close") + " expired because no bar "
                    + (open ? "begins exactly at the open" : "ends exactly at the close") + " of the session, first "
                    + orders.first() + ".");
        });
        return sentences;
    }
}
