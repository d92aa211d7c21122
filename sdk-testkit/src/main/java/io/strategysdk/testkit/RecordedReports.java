package io.strategysdk.testkit;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a journal tells of the orders of its strategy, to be told again of the orders of the same numbers. */
final class RecordedReports {
    private final List<Report> ahead = new ArrayList<>();

    /** What the market did comes before what strategies decide at the same time, and what follows from that. */
    private record Report(OrderEvent event, boolean beforeDecisions) {}

    RecordedReports(Journal journal) {
        if (journal.strategies().size() != 1) {
            throw new IllegalArgumentException(
                    "a journal to be replayed by a broker must be of one strategy, was of " + journal.strategies());
        }
        long decided = Long.MIN_VALUE;
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Intended) {
                decided = entry.epochNanos();
            } else if (entry instanceof JournalEntry.Reported reported) {
                ahead.add(new Report(reported.event(), reported.epochNanos() != decided));
            }
        }
    }

    /** Of the orders that have come, what was reported until now; of a slice that begins only what the market did in it. */
    void tell(List<VenueOrder> orders, long now, boolean begins) {
        Map<Long, VenueOrder> known = new HashMap<>();
        orders.forEach(order -> known.put(order.id().sequence(), order));
        List<Report> due = ahead.stream()
                .filter(report -> known.containsKey(sequence(report)))
                .filter(report -> report.event.epochNanos() <= now)
                .filter(report -> !begins || report.beforeDecisions || report.event.epochNanos() < now)
                .toList();
        ahead.removeAll(due);
        due.forEach(report -> tell(Objects.requireNonNull(known.get(sequence(report))), report.event));
    }

    private static long sequence(Report report) {
        return report.event.order().id().sequence();
    }

    private static void tell(VenueOrder order, OrderEvent event) {
        if (event instanceof OrderEvent.Accepted) {
            order.accept();
        } else if (event instanceof OrderEvent.Filled filled) {
            order.fill(
                    filled.fill().lastQty(),
                    filled.fill().lastPx(),
                    filled.fill().fee());
        } else if (event instanceof OrderEvent.Replaced) {
            order.replaced();
        } else if (event instanceof OrderEvent.Cancelled) {
            order.cancelled();
        } else if (event instanceof OrderEvent.Expired) {
            order.expire();
        } else if (event instanceof OrderEvent.Rejected rejected) {
            order.reject(rejected.reason(), rejected.text());
        } else if (event instanceof OrderEvent.CancelRejected refused) {
            if (refused.request() instanceof OrderIntent.Replace) {
                order.refuseReplace(refused.reason(), refused.text());
            } else {
                order.refuseCancel(refused.text());
            }
        }
    }
}
