package io.strategysdk.backtest;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Orders for the close of a session that no bar ends with: nothing in the data could have filled them. */
final class MissedCloses {
    private final MarketData data;
    private final Map<OrderId, Long> acceptedAt = new HashMap<>();
    private int count;
    private String first = "";

    private MissedCloses(MarketData data) {
        this.data = data;
    }

    /** A sentence that names the first; empty when there is none. */
    static Optional<String> of(Journal journal, MarketData data) {
        MissedCloses missed = new MissedCloses(data);
        for (JournalEntry.Reported reported : journal.entries(JournalEntry.Reported.class)) {
            missed.add(reported.event());
        }
        return missed.count == 0 ? Optional.empty() : Optional.of(missed.sentence());
    }

    static boolean isForClose(Order order) {
        return order.request().timeInForce() == TimeInForce.CLS;
    }

    private void add(OrderEvent event) {
        if (event instanceof OrderEvent.Accepted accepted && isForClose(accepted.order())) {
            acceptedAt.put(accepted.order().id(), accepted.epochNanos());
        } else if (event instanceof OrderEvent.Expired expired) {
            Long accepted = acceptedAt.get(expired.order().id());
            if (accepted != null) {
                add(expired.order(), data.calendar().sessionAtOrAfter(accepted));
            }
        }
    }

    private void add(Order order, TradingCalendar.Session session) {
        if (!hasBarThatEnds(data.executionSeries(order.instrument()), session.closeNanos()) && count++ == 0) {
            first = order.instrument() + " on " + session.date();
        }
    }

    private static boolean hasBarThatEnds(BarColumns bars, long epochNanos) {
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
        return low < bars.size() && bars.epochNanos(low) == epochNanos;
    }

    private String sentence() {
        return (count == 1 ? "1 order" : count + " orders")
                + " for the close expired because no bar ends exactly at the close of the session, first " + first
                + ".";
    }
}
