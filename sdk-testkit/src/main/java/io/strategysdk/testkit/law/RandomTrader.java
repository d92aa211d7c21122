package io.strategysdk.testkit.law;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Company for another strategy: trades whatever there is, at market and at limits, without a reason. */
final class RandomTrader implements Strategy {
    private final SplittableRandom random;

    RandomTrader(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        List<OrderIntent> intents = new ArrayList<>();
        for (Instrument instrument : context.instruments()) {
            BarSeries bars = context.bars(instrument);
            if (bars.size() > 0 && random.nextInt(4) == 0) {
                intents.add(intent(context, instrument, bars.close(0)));
            }
        }
        return intents;
    }

    private OrderIntent intent(Context context, Instrument instrument, double price) {
        Position position = context.position(instrument);
        double share = context.portfolio().cash() * random.nextDouble() / 4;
        NewOrder buy = OrderIntent.buy(
                instrument,
                instrument.quantity(Math.max(share / price, instrument.lotSize().toDouble())));
        return switch (random.nextInt(5)) {
            case 0 -> buy;
            case 1 -> buy.atLimit(instrument.price(price * 0.98)).withTimeInForce(TimeInForce.GTC);
            case 2 -> OrderIntent.cancelAll(instrument);
            case 3 -> position.isFlat() ? buy : OrderIntent.close(instrument);
            default ->
                OrderIntent.targetWeight(
                        instrument, random.nextDouble() / context.instruments().size());
        };
    }
}
