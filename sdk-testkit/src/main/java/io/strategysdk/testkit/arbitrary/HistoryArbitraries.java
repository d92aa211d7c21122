package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.RejectReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What becomes of orders. */
final class HistoryArbitraries {
    private static final int MOST_PARTS = 6;
    /** Fills are within this part of the price. */
    private static final int NEAR = 20;

    private static final int MOST_WAIT = 3_600;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private HistoryArbitraries() {}

    /** How an order that is not filled whole ends; REJECTED leaves no part of it. */
    private enum End {
        WORKING,
        CANCELLED,
        EXPIRED,
        REJECTED
    }

    /** A fill, of which the order takes what it still needs. */
    private record Part(int lots, long ticks, int feeCents, int waitSeconds) {}

    static Arbitrary<List<OrderEvent>> histories(NewOrder order, Price near) {
        Ticks ticks = new Ticks(order.instrument());
        long around = ticks.near(near);
        int lots = lots(order, near);
        Arbitrary<Long> prices = Arbitraries.longs()
                .between(around - around / NEAR, around + around / NEAR)
                .shrinkTowards(around);
        Arbitrary<Part> parts = Combinators.combine(
                        Arbitraries.integers().between(1, Math.max(1, lots)),
                        prices,
                        Arbitraries.integers().between(-50, 500).shrinkTowards(0),
                        Arbitraries.integers().between(0, MOST_WAIT))
                .as(Part::new);
        Quantity total = order.instrument().lotSize().times(lots);
        return Combinators.combine(parts.list().ofMaxSize(MOST_PARTS), Arbitraries.of(End.class))
                .as((all, end) -> history(order, total, ticks, all, end))
                .withoutEdgeCases();
    }

    /** Of an order by amount of cash as many as it buys there. */
    private static int lots(NewOrder order, Price near) {
        BigDecimal quantity = order.cashOrderQty()
                .map(cash -> cash.divide(near.toBigDecimal(), 18, RoundingMode.FLOOR))
                .orElseGet(() -> order.orderQty().toBigDecimal());
        return quantity.divide(order.instrument().lotSize().toBigDecimal(), 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValueExact();
    }

    private static List<OrderEvent> history(NewOrder order, Quantity total, Ticks ticks, List<Part> parts, End end) {
        FilledOrder filled = new FilledOrder(order, total);
        if (end == End.REJECTED) {
            return List.of(new OrderEvent.Rejected(
                    filled.rejected(), RejectReason.BROKER, "order must be accepted by the broker", filled.now()));
        }
        List<OrderEvent> events = new ArrayList<>();
        events.add(new OrderEvent.Accepted(filled.order(), filled.now()));
        for (Part part : parts) {
            filled.pass(part.waitSeconds() * NANOS_PER_SECOND);
            Quantity left = filled.leaves();
            Quantity wished = order.instrument().lotSize().times(part.lots());
            if (!left.isZero()) {
                Quantity lastQty = wished.compareTo(left) < 0 ? wished : left;
                events.add(filled.fill(lastQty, ticks.price(part.ticks()), BigDecimal.valueOf(part.feeCents(), 2)));
            }
        }
        filled.pass(NANOS_PER_SECOND);
        if (filled.isWorking() && end == End.CANCELLED) {
            events.add(new OrderEvent.Cancelled(filled.cancelled(), filled.now()));
        }
        if (filled.isWorking() && end == End.EXPIRED) {
            events.add(new OrderEvent.Expired(filled.expired(), filled.now()));
        }
        return List.copyOf(events);
    }
}
