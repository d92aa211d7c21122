package io.strategysdk.examples.strategies;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rests a bid and an offer around the middle of the market, and moves both against its inventory: the more it holds, the
 * lower it quotes. It offers what it holds and never sells short. Needs quotes; over bars it never trades.
 */
@StrategyInfo(name = "market-maker", description = "quotes both sides and leans against its inventory")
public final class MarketMaker implements Strategy {
    private final Parameters parameters;
    private Instrument instrument;
    private Position position;
    private @Nullable Quote quote;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "distance of each side from the middle, basis points", byDefault = "10") @Positive
            double distance,

            @Parameter(value = "quantity of each side", byDefault = "0.5") @Positive
            BigDecimal size,

            @Parameter(value = "move per unit of inventory, basis points", byDefault = "2") @PositiveOrZero
            double lean) {}

    /** With these parameters. */
    public MarketMaker(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        position = context.position(instrument);
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context context) {
        if (event instanceof Quote newest) {
            quote = newest;
        }
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (quote == null) {
            return List.of();
        }
        double fair = quote.mid() * (1 - position.size() * parameters.lean() / 1e4);
        double distance = quote.mid() * parameters.distance() / 1e4;
        var intents = new ArrayList<OrderIntent>();
        Quantity size = instrument.quantity(parameters.size());
        intents.add(rest("bid", Side.BUY, size, instrument.price(fair - distance), context));
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
