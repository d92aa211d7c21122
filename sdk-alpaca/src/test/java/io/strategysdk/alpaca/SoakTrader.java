package io.strategysdk.alpaca;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades its symbols in turn: every other minute an order, at the market or at a limit; a limit that rests is moved once
 * and then cancelled.
 */
final class SoakTrader implements Strategy {
    private static final int ROUND = 6;
    private static final long SHARES = 10;
    private static final String RESTING = "rest";

    private final List<Instrument> own;
    private final int number;
    private final List<FeatureHandle> means = new ArrayList<>();
    private int slice;

    SoakTrader(List<Instrument> own, int number) {
        this.own = own;
        this.number = number;
    }

    @Override
    public void onStart(Context context) {
        own.forEach(each -> means.add(context.feature(Indicators.sma(10), each)));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        int phase = (slice + number) % ROUND;
        int round = (slice + number) / ROUND;
        slice++;
        int half = own.size() / 2;
        Instrument atMarket = own.get(round % half);
        Instrument atLimit = own.get(half + round % half);
        return switch (phase) {
            case 0 -> List.of(flip(context, atMarket));
            case 1 -> rest(context, atLimit);
            case 3 -> List.of(flip(context, own.get((round + 1) % half)));
            case 4 ->
                context.orders().find(RESTING).stream()
                        .map(order -> moved(context, atLimit, order))
                        .toList();
            case 5 ->
                context.orders().find(RESTING).stream()
                        .map(order -> (OrderIntent) OrderIntent.cancel(order))
                        .toList();
            default -> List.of();
        };
    }

    private static OrderIntent flip(Context context, Instrument instrument) {
        boolean isFlat = context.portfolio().position(instrument).isFlat();
        return OrderIntent.targetQuantity(instrument, isFlat ? SHARES : 0);
    }

    private static OrderIntent moved(Context context, Instrument instrument, Order order) {
        int cents = order.request().side() == Side.BUY ? -9 : 9;
        return OrderIntent.replace(order).withLimit(price(context, instrument, cents));
    }

    /** Around the mean: some fill, some do not. */
    private List<OrderIntent> rest(Context context, Instrument instrument) {
        double mean = means.get(own.indexOf(instrument)).value();
        boolean isHigh = context.bars(instrument).close(0) > mean;
        boolean isFlat = context.portfolio().position(instrument).isFlat();
        return List.of(
                isFlat
                        ? OrderIntent.buy(instrument, SHARES)
                                .atLimit(price(context, instrument, isHigh ? -12 : -6))
                                .withTag(RESTING)
                        : OrderIntent.sell(instrument, SHARES)
                                .atLimit(price(context, instrument, 8))
                                .withTag(RESTING));
    }

    private static Price price(Context context, Instrument instrument, int cents) {
        double close = context.bars(instrument).close(0);
        return instrument.price((Math.rint(close * 100) + cents) / 100);
    }
}
