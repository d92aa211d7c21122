package io.strategysdk.alpaca;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Every kind of order that Alpaca takes, at random. */
final class Whims implements Strategy {
    /** How often it does something in an instrument: one bar of so many. */
    private static final int SELDOM = 3;

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        List<OrderIntent> intents = new ArrayList<>();
        for (Instrument instrument : context.instruments()) {
            if (context.random().nextInt(SELDOM) == 0) {
                intents.add(whim(context, instrument));
            }
        }
        return intents;
    }

    private static OrderIntent whim(Context context, Instrument instrument) {
        RandomGenerator random = context.random();
        List<Order> working = context.orders().working(instrument);
        if (!working.isEmpty() && random.nextInt(3) == 0) {
            Order order = working.get(random.nextInt(working.size()));
            if (isExit(order) && order.price().isEmpty()) {
                return OrderIntent.cancelAll(instrument);
            }
            if ((isExit(order) || random.nextBoolean()) && order.price().isPresent() && !isFraction(order.orderQty())) {
                return OrderIntent.replace(order)
                        .withLimit(instrument.price(
                                order.price().orElseThrow().toDouble() + random.nextInt(-2, 3) * 0.02));
            }
            return OrderIntent.cancel(order);
        }
        return switch (random.nextInt(4)) {
            case 0 -> working.isEmpty() ? OrderIntent.close(instrument) : OrderIntent.cancelAll(instrument);
            case 1 -> OrderIntent.targetQuantity(instrument, random.nextInt(-10, 31));
            default -> order(context, instrument);
        };
    }

    private static boolean isExit(Order order) {
        return order.request().handling().reduceOnly();
    }

    private static boolean isFraction(Quantity quantity) {
        return quantity.toBigDecimal().stripTrailingZeros().scale() > 0;
    }

    private static OrderIntent order(Context context, Instrument instrument) {
        RandomGenerator random = context.random();
        double last = context.bars(instrument).close(0);
        int sign = random.nextBoolean() ? 1 : -1;
        Price nearer = instrument.price(last - sign * (random.nextInt(12) - 3) * 0.02);
        Price beyond = instrument.price(last + sign * (1 + random.nextInt(10)) * 0.02);
        Price further = instrument.price(last + sign * (11 + random.nextInt(5)) * 0.02);
        TimeInForce rests = random.nextBoolean() ? TimeInForce.DAY : TimeInForce.GTC;
        boolean isFractional = isFraction(instrument.lotSize());
        Quantity shares = instrument.quantity(1 + random.nextInt(20) * (isFractional ? 0.37 : 1));
        NewOrder plain = sign > 0 ? OrderIntent.buy(instrument, shares) : OrderIntent.sell(instrument, shares);
        return switch (random.nextInt(isFractional ? 15 : 13)) {
            case 0 -> plain.withTimeInForce(rests);
            case 1 -> plain.atLimit(nearer).withTimeInForce(rests);
            case 2 -> plain.atLimit(nearer).withTimeInForce(TimeInForce.IOC);
            case 3 -> plain.atLimit(nearer).withTimeInForce(TimeInForce.FOK);
            case 4 -> plain.withTimeInForce(TimeInForce.IOC);
            case 5 -> plain.atStop(beyond).withTimeInForce(rests);
            case 6 -> plain.atStopLimit(beyond, further).withTimeInForce(rests);
            case 7 -> plain.atTrailingStop(Price.of("0.15")).withTimeInForce(rests);
            case 8 -> plain.atTrailingStopPercent(new BigDecimal("0.1")).withTimeInForce(rests);
            case 9 -> bracket(plain, last, sign).withTimeInForce(rests);
            case 10 -> bracket(plain.atLimit(nearer), nearer.toDouble(), sign).withTimeInForce(rests);
            case 11 -> plain.withStopLoss(instrument.price(last - sign * 0.3)).withTimeInForce(rests);
            case 12 -> plain.withTakeProfit(instrument.price(last + sign * 0.3)).withTimeInForce(rests);
            case 13 ->
                sign > 0
                        ? OrderIntent.buyNotional(instrument, Integer.toString(50 + random.nextInt(500)))
                        : OrderIntent.sellNotional(instrument, Integer.toString(50 + random.nextInt(500)));
            default -> OrderIntent.targetWeight(instrument, random.nextInt(20) / 100.0);
        };
    }

    private static NewOrder bracket(NewOrder entry, double price, int sign) {
        Instrument instrument = entry.instrument();
        return entry.withTakeProfit(instrument.price(price + sign * 0.25))
                .withStopLoss(instrument.price(price - sign * 0.25));
    }
}
