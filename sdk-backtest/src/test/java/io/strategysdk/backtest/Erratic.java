package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A strategy that orders anything, and holds its books to account at every decision. */
final class Erratic implements Strategy {
    private final SplittableRandom random;
    private final List<Instrument> instruments;
    private final BigDecimal capital;

    Erratic(long seed, List<Instrument> instruments, BigDecimal capital) {
        random = new SplittableRandom(seed);
        this.instruments = instruments;
        this.capital = capital;
    }

    private Instrument any() {
        return instruments.get(random.nextInt(instruments.size()));
    }

    /** To the last unit, whatever issuers did. */
    private void requireEquityExplained(Portfolio books) {
        BigDecimal earned = books.realizedPnl()
                .add(books.unrealizedPnl())
                .add(books.income())
                .subtract(books.fees())
                .subtract(books.financing());
        if (capital.add(earned).compareTo(books.exactEquity()) != 0) {
            throw new AssertionError("equity must be capital and " + earned + ", was " + books.exactEquity());
        }
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        requireEquityExplained(context.portfolio());
        List<OrderIntent> intents = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            intents.add(intent(context));
        }
        return intents;
    }

    private OrderIntent intent(Context context) {
        Instrument instrument = any();
        List<Order> working = context.orders().working();
        return switch (random.nextInt(10)) {
            case 0 -> OrderIntent.targetWeight(instrument, random.nextInt(-25, 26) / 10.0);
            case 1 -> OrderIntent.close(instrument);
            case 2, 3 ->
                working.isEmpty() ? order(context, instrument) : change(working.get(random.nextInt(working.size())));
            case 4 -> OrderIntent.buyNotional(instrument, Integer.toString(50 + random.nextInt(3000)));
            case 5 -> OrderIntent.oneCancelsOther(resting(context, instrument), resting(context, instrument));
            case 6 -> OrderIntent.oneTriggersOther(order(context, instrument), order(context, any()));
            default -> order(context, instrument);
        };
    }

    private OrderIntent change(Order order) {
        boolean isByAmount = order.request().cashOrderQty().isPresent();
        return random.nextBoolean() || isByAmount || order.leavesQty().isZero()
                ? OrderIntent.cancel(order)
                : OrderIntent.replace(order).withQuantity(order.orderQty().plus(quantity(order.instrument())));
    }

    private Quantity quantity(Instrument instrument) {
        return instrument.quantity(1 + random.nextInt(60));
    }

    private Price near(Context context, Instrument instrument) {
        double mark = context.position(instrument).mark();
        return instrument.price(Histories.cents(mark * (1 + random.nextInt(-6, 7) / 100.0)));
    }

    private NewOrder resting(Context context, Instrument instrument) {
        NewOrder order =
                OrderIntent.market(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, quantity(instrument));
        return switch (random.nextInt(3)) {
            case 0 -> order.atStop(near(context, instrument)).withTimeInForce(TimeInForce.GTC);
            case 1 -> order.atTrailingStop(Price.of("3")).withTimeInForce(TimeInForce.GTC);
            default -> order.atLimit(near(context, instrument)).withTimeInForce(TimeInForce.GTC);
        };
    }

    private NewOrder order(Context context, Instrument instrument) {
        NewOrder order = random.nextBoolean()
                ? resting(context, instrument)
                : OrderIntent.market(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, quantity(instrument));
        if (random.nextInt(6) == 0) {
            return order.withReduceOnly();
        }
        return random.nextBoolean() ? order : order.withTrailingStopLoss(Price.of("4"));
    }
}
