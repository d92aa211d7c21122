package io.strategysdk.backtest.analytics;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One order of an execution that is compared with another one.
 *
 * @param id client order id, without a run's label where its strategy is one of the other side's; empty when unknown
 * @param symbol what
 * @param side which
 * @param decidedAt when, UTC nanoseconds since 1970; of recorded fills the first of them
 * @param order as it was at the end; empty where only fills are known
 * @param fills in order
 */
record ComparedOrder(
        String id, String symbol, Side side, long decidedAt, Optional<Order> order, List<RecordedFill> fills) {
    /** What the engine puts between strategy and number for a broker, which remembers earlier runs. */
    private static final Pattern RUN_LABEL = Pattern.compile("\\.[A-Za-z0-9]{1,8}(?=-\\d+$)");

    /** Every order of a journal, in the order of their first entry. */
    static List<ComparedOrder> of(Journal journal) {
        Map<String, ComparedOrder> orders = new LinkedHashMap<>();
        for (JournalEntry.Reported reported : journal.entries(JournalEntry.Reported.class)) {
            OrderEvent event = reported.event();
            String id = event.order().id().toString();
            if (!(event instanceof OrderEvent.CancelRejected) || orders.containsKey(id)) {
                orders.merge(id, begun(id, event), (known, now) -> known.after(event));
            }
        }
        return List.copyOf(orders.values());
    }

    /**
     * Fills of one id, symbol and side are an order; a fill without an id is one of its own.
     *
     * @param strategies those of the other side, by which a run's label is told from a part of a name
     */
    static List<ComparedOrder> of(List<RecordedFill> recorded, Set<String> strategies) {
        Map<Object, ComparedOrder> orders = new LinkedHashMap<>();
        for (RecordedFill fill : recorded) {
            String id = withoutLabel(fill.orderId(), strategies);
            Object key = id.isEmpty() ? orders.size() : List.of(id, fill.symbol(), fill.side());
            ComparedOrder begun = new ComparedOrder(
                    id, fill.symbol(), fill.side(), fill.epochNanos(), Optional.empty(), List.of(fill));
            orders.merge(key, begun, (known, now) -> known.plus(fill));
        }
        return List.copyOf(orders.values());
    }

    /** Names may have dots, too: what a strategy of the other side is called is no label. */
    private static String withoutLabel(String id, Set<String> strategies) {
        String unlabelled = RUN_LABEL.matcher(id).replaceFirst("");
        return !strategies.contains(strategyOf(id)) && strategies.contains(strategyOf(unlabelled)) ? unlabelled : id;
    }

    private static String strategyOf(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('-')));
    }

    private static ComparedOrder begun(String id, OrderEvent event) {
        Order order = event.order();
        return new ComparedOrder(
                        id,
                        order.instrument().symbol(),
                        order.side(),
                        event.epochNanos(),
                        Optional.of(order),
                        List.of())
                .after(event);
    }

    private ComparedOrder after(OrderEvent event) {
        ComparedOrder now = new ComparedOrder(id, symbol, side, decidedAt, Optional.of(event.order()), fills);
        return event instanceof OrderEvent.Filled filled ? now.plus(RecordedFill.of(filled.fill())) : now;
    }

    private ComparedOrder plus(RecordedFill fill) {
        List<RecordedFill> more = new ArrayList<>(fills);
        more.add(fill);
        return new ComparedOrder(id, symbol, side, decidedAt, order, List.copyOf(more));
    }

    /** Strategy that its id names; empty when it has none. */
    String strategy() {
        return strategyOf(id);
    }

    /** Quantity and price of all that it filled, or asks for. */
    String words() {
        if (!fills.isEmpty()) {
            return String.join(" + ", fills.stream().map(RecordedFill::traded).toList());
        }
        return order.map(asked -> RecordedFill.plain(asked.request().orderQty().toBigDecimal()))
                .orElse("");
    }
}
