package io.strategysdk.testkit;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Fill;
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
    private record Report(OrderEvent event, boolean beforeDecisions) {
        long sequence() {
            return event.order().id().sequence();
        }

        /** Replacements and cancels are answered when they are asked for, which may be after other commands of the time. */
        boolean isDue(VenueOrder order) {
            if (event instanceof OrderEvent.Replaced) {
                return order.replacement().isPresent();
            }
            if (event instanceof OrderEvent.CancelRejected refused) {
                return refused.request() instanceof OrderIntent.Replace
                        ? order.replacement().isPresent()
                        : order.isCancelAsked();
            }
            return !(event instanceof OrderEvent.Cancelled) || order.isCancelAsked();
        }
    }

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
                .filter(report -> known.containsKey(report.sequence()))
                .filter(report -> report.event.epochNanos() <= now)
                .filter(report -> report.beforeDecisions
                        || report.event.epochNanos() < now
                        || (!begins && report.isDue(Objects.requireNonNull(known.get(report.sequence())))))
                .toList();
        ahead.removeAll(due);
        due.forEach(report -> tell(Objects.requireNonNull(known.get(report.sequence())), report.event));
    }

    private static void tell(VenueOrder order, OrderEvent event) {
        if (event instanceof OrderEvent.Accepted) {
            order.accept();
        } else if (event instanceof OrderEvent.Filled filled) {
            fill(order, filled);
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

    /** The market may have cut the order before, as to what the cash paid for. */
    private static void fill(VenueOrder order, OrderEvent.Filled filled) {
        Fill fill = filled.fill();
        if (filled.order().leavesQty().plus(fill.lastQty()).compareTo(order.leavesQty()) < 0) {
            order.restate(filled.order().orderQty());
        }
        order.fill(fill.lastQty(), fill.lastPx(), fill.fee());
    }
}
