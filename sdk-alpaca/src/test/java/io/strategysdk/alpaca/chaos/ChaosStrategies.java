package io.strategysdk.alpaca.chaos;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.RealtimeEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Strategies that share an account and never rest. They decide by the minute, the prices, and what they have, so that one
 * that begins again decides as the one before would have; each order's tag names its decision.
 */
final class ChaosStrategies {
    static final Instrument AAPL = Instrument.equity("AAPL");
    static final Instrument MSFT = Instrument.equity("MSFT");
    static final List<Instrument> INSTRUMENTS = List.of(AAPL, MSFT);
    static final BigDecimal CAPITAL = new BigDecimal("50000");
    static final int NUMBER = 3;
    /** Of bars on which nobody acts. */
    static final double QUIET_VOLUME = 1;

    private static final long MINUTE = 60_000_000_000L;

    private ChaosStrategies() {}

    static RealtimeEngine.Builder in(RealtimeEngine.Builder run) {
        return run.strategy("restless", new Restless(), CAPITAL, RiskLimits.NONE)
                .strategy("swing", new Swing(), CAPITAL, RiskLimits.NONE)
                .strategy("bracket", new Bracket(), CAPITAL, RiskLimits.NONE);
    }

    private static long minute(Context context) {
        return context.clock().epochNanos() / MINUTE % 1440;
    }

    private static boolean isQuiet(Context context) {
        return context.bars(AAPL).volume(0) == QUIET_VOLUME;
    }

    private static boolean holds(Context context, Instrument instrument) {
        return context.portfolio().position(instrument).quantity().signum() > 0;
    }

    private static String tag(Instrument instrument, long minute) {
        return instrument.symbol() + "-" + minute;
    }

    /** Bids below the market, replaces and cancels them; buys and sells at the market. */
    private static final class Restless implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            if (isQuiet(context)) {
                return intents;
            }
            long minute = minute(context);
            for (Instrument instrument : INSTRUMENTS) {
                double price = context.bars(instrument).close(0);
                List<Order> resting = context.orders().working(instrument);
                if (!resting.isEmpty()) {
                    intents.add(change(resting.get(0), instrument, price, minute));
                } else {
                    intents.add(next(context, instrument, price, minute).withTag(tag(instrument, minute)));
                }
            }
            return intents;
        }

        private static OrderIntent change(Order resting, Instrument instrument, double price, long minute) {
            return minute % 3 == 0 || resting.price().isEmpty()
                    ? OrderIntent.cancel(resting)
                    : OrderIntent.replace(resting).withLimit(instrument.price(price - 0.2 - minute % 4 / 10.0));
        }

        private static NewOrder next(Context context, Instrument instrument, double price, long minute) {
            if (minute % 3 != 1) {
                return OrderIntent.buy(instrument, 3 + minute % 5)
                        .atLimit(instrument.price(price - 0.3))
                        .withTimeInForce(TimeInForce.GTC);
            }
            return holds(context, instrument) ? OrderIntent.sell(instrument, 2) : OrderIntent.buy(instrument, 4);
        }
    }

    /** Buys at the market and offers above it, more and less of it. */
    private static final class Swing implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (isQuiet(context)) {
                return List.of();
            }
            long minute = minute(context);
            double price = context.bars(AAPL).close(0);
            List<Order> resting = context.orders().working(AAPL);
            var held = context.portfolio().position(AAPL).quantity();
            if (!resting.isEmpty()) {
                Order offer = resting.get(0);
                boolean mayShrink = offer.leavesQty().compareTo(AAPL.quantity(2)) > 0;
                return minute % 2 == 0 && mayShrink && offer.price().isPresent()
                        ? List.of(OrderIntent.replace(offer)
                                .withQuantity(offer.orderQty().minus(AAPL.quantity(1)))
                                .withLimit(AAPL.price(price + 0.4)))
                        : List.of();
            }
            NewOrder next = held.signum() > 0
                    ? OrderIntent.sell(AAPL, held)
                            .atLimit(AAPL.price(price + 0.5))
                            .withTimeInForce(TimeInForce.GTC)
                    : OrderIntent.buy(AAPL, 7);
            return List.of(next.withTag(tag(AAPL, minute)));
        }
    }

    /** Enters with a target and a stop, now one first and now the other. */
    private static final class Bracket implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            long minute = minute(context);
            if (isQuiet(context) || !context.orders().working(MSFT).isEmpty()) {
                return List.of();
            }
            if (holds(context, MSFT)) {
                return List.of(OrderIntent.close(MSFT));
            }
            double price = context.bars(MSFT).close(0);
            NewOrder entry = OrderIntent.buy(MSFT, 4)
                    .atLimit(MSFT.price(price + 0.2))
                    .withTimeInForce(TimeInForce.GTC)
                    .withTag(tag(MSFT, minute));
            NewOrder bracket = minute % 2 == 0
                    ? entry.withTakeProfit(MSFT.price(price + 0.7)).withStopLoss(MSFT.price(price - 0.8))
                    : entry.withStopLoss(MSFT.price(price - 0.8)).withTakeProfit(MSFT.price(price + 0.7));
            return List.of(bracket);
        }
    }
}
