package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An order at an {@link AlpacaSimulator} as it was at one moment, in Alpaca's words. Prices are in dollars.
 *
 * @param id the venue's
 * @param clientOrderId the client's
 * @param symbol what is traded
 * @param side {@code buy} or {@code sell}
 * @param type such as {@code stop_limit}
 * @param orderClass such as {@code bracket}; empty of a simple order
 * @param timeInForce such as {@code gtc}
 * @param qty filled part included; empty while an order for an amount waits for its price
 * @param filledQty filled part
 * @param filledAvgPrice average price of the filled part; empty when nothing is filled
 * @param limitPrice empty where there is none
 * @param stopPrice empty where there is none; of a trailing stop the level that it has come to
 * @param status such as {@code partially_filled}
 * @param replacedBy id of the order that took its place; empty where none has
 * @param legs ids of the orders that hang on it
 */
public record AlpacaOrder(
        String id,
        String clientOrderId,
        String symbol,
        String side,
        String type,
        String orderClass,
        String timeInForce,
        Optional<BigDecimal> qty,
        BigDecimal filledQty,
        Optional<BigDecimal> filledAvgPrice,
        Optional<BigDecimal> limitPrice,
        Optional<BigDecimal> stopPrice,
        String status,
        Optional<String> replacedBy,
        List<String> legs) {
    /** Copies. */
    public AlpacaOrder {
        legs = List.copyOf(legs);
    }

    static AlpacaOrder of(BookedOrder order) {
        OrderTicket ticket = order.ticket;
        return new AlpacaOrder(
                order.id,
                order.clientOrderId,
                ticket.asset().symbol(),
                Wire.word(ticket.side()),
                Wire.word(ticket.type()),
                ticket.orderClass() == OrderClass.SIMPLE ? "" : Wire.word(ticket.orderClass()),
                Wire.word(ticket.timeInForce()),
                Optional.ofNullable(order.qty),
                order.filledQty,
                Optional.ofNullable(order.averagePrice()),
                Optional.ofNullable(ticket.limitPrice()),
                Optional.ofNullable(order.stopPrice()),
                Wire.word(order.status),
                Optional.ofNullable(order.replacedBy).map(next -> next.id),
                order.legs.stream().map(leg -> leg.id).toList());
    }

    /** Whether it can still be filled. */
    public boolean isOpen() {
        return Wire.constant(Status.class, status).map(its -> !its.isFinal()).orElse(true);
    }
}
