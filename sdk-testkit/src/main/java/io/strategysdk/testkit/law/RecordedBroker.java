package io.strategysdk.testkit.law;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.SliceDriven;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A broker that reports of each order what a journal says of the order of the same number, at the same time: what the
 * market gave then, and nothing else. Of journals with one strategy.
 */
final class RecordedBroker implements BrokerAdapter, SliceDriven {
    /** What the market did comes before what strategies decide at the same time, and what follows from that. */
    private record Report(OrderEvent event, boolean beforeDecisions) {}

    private final List<Report> ahead = new ArrayList<>();
    private final Map<Long, OrderId> submitted = new HashMap<>();
    private @Nullable Listener listener;
    private long now = Long.MIN_VALUE;

    RecordedBroker(Journal journal) {
        long decided = Long.MIN_VALUE;
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Intended) {
                decided = entry.epochNanos();
            } else if (entry instanceof JournalEntry.Reported reported) {
                ahead.add(new Report(reported.event(), reported.epochNanos() != decided));
            }
        }
    }

    /** Reports what the market does in a slice, before the run looks at it. */
    void begin(long epochNanos) {
        now = epochNanos;
        report(true);
    }

    private void report(boolean onlyBeforeDecisions) {
        List<Report> due = ahead.stream()
                .filter(report -> report.event.epochNanos() <= now)
                .filter(report ->
                        submitted.containsKey(report.event.order().id().sequence()))
                .filter(report -> report.event.epochNanos() < now || !onlyBeforeDecisions || report.beforeDecisions)
                .toList();
        ahead.removeAll(due);
        due.forEach(report -> tell(report.event));
    }

    private void tell(OrderEvent event) {
        Listener to = Objects.requireNonNull(listener, "start must come first");
        OrderId id = Objects.requireNonNull(submitted.get(event.order().id().sequence()));
        if (event instanceof OrderEvent.Accepted) {
            to.onAccepted(id);
        } else if (event instanceof OrderEvent.Filled filled) {
            to.onFill(renamed(filled.fill(), id));
        } else if (event instanceof OrderEvent.Replaced) {
            to.onReplaced(id);
        } else if (event instanceof OrderEvent.Cancelled) {
            to.onCancelled(id);
        } else if (event instanceof OrderEvent.Expired) {
            to.onExpired(id);
        } else if (event instanceof OrderEvent.Rejected rejected) {
            to.onRejected(id, rejected.reason(), rejected.text());
        } else if (event instanceof OrderEvent.CancelRejected refused) {
            if (refused.request() instanceof OrderIntent.Replace) {
                to.onReplaceRejected(id, refused.reason(), refused.text());
            } else {
                to.onCancelRejected(id, refused.reason(), refused.text());
            }
        }
    }

    private static Fill renamed(Fill fill, OrderId id) {
        return new Fill(
                fill.execId(),
                id,
                fill.instrument(),
                fill.side(),
                fill.lastQty(),
                fill.lastPx(),
                fill.fee(),
                fill.epochNanos());
    }

    @Override
    public BrokerProfile profile() {
        return BrokerProfile.UNRESTRICTED;
    }

    @Override
    public void start(Listener to) {
        listener = to;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        submitted.put(id.sequence(), id);
        for (int exit = 1; exit <= order.exitOrders().size(); exit++) {
            submitted.put(id.sequence() + exit, new OrderId(id.origin(), id.sequence() + exit));
        }
        report(false);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        report(false);
    }

    @Override
    public void cancel(OrderId id) {
        report(false);
    }

    @Override
    public void marketIs(long epochNanos, long markUnits) {
        now = Math.max(now, epochNanos);
    }

    @Override
    public void onSlice(Slice slice) {}

    @Override
    public Account account() {
        return new Account(BigDecimal.ZERO, Map.of(), List.of());
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        return List.of();
    }

    @Override
    public void close() {}
}
