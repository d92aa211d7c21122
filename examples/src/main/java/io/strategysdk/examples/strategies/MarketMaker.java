package io.strategysdk.examples.strategies;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Rests a bid and an offer around the middle of the market, and moves both against its inventory: the more it holds, the
 * lower it quotes. It offers what it holds and never sells short. Needs quotes; over bars it never trades.
 */
@StrategyInfo(name = "market-maker", description = "quotes both sides and leans against its inventory")
public final class MarketMaker implements Strategy {
    private static final Quantity SIZE = Quantity.of("0.5");
    private static final double DISTANCE_BPS = 10;
    private static final double LEAN_BPS_PER_UNIT = 2;
    private Instrument instrument;
    private Position position;

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        position = context.position(instrument);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return context.quote(instrument).map(quote -> around(quote, context)).orElseGet(List::of);
    }

    private List<OrderIntent> around(Quote quote, Context context) {
        double fair = quote.mid() * (1 - position.size() * LEAN_BPS_PER_UNIT / 1e4);
        double distance = quote.mid() * DISTANCE_BPS / 1e4;
        var intents = new ArrayList<OrderIntent>();
        intents.add(rest("bid", Side.BUY, SIZE, instrument.price(fair - distance), context));
        if (position.isLong()) {
            intents.add(rest("offer", Side.SELL, position.quantity(), instrument.price(fair + distance), context));
        }
        return intents;
    }

    private OrderIntent rest(String tag, Side side, Quantity size, Price price, Context context) {
        return context.orders()
                .find(tag)
                .<OrderIntent>map(order -> OrderIntent.replace(order).withLimit(price))
                .orElseGet(() -> OrderIntent.market(instrument, side, size)
                        .atLimit(price)
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag(tag));
    }
}
