package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Buys when the market turns up from oversold, sells when it is overbought; a resting stop limits each loss. */
@StrategyInfo(name = "rsi-reversion", description = "buys oversold, sells overbought, with a stop below the entry")
public final class RsiReversion implements Strategy {
    private final Parameters parameters;
    private FeatureHandle rsi;
    private Position position;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars of the RSI", byDefault = "14", from = 5, to = 30, step = 1) @Min(2)
            int length,

            @Parameter(value = "oversold below", byDefault = "30", from = 10, to = 40, step = 5)
            @Positive
            @DecimalMax("50")
            double low,

            @Parameter(value = "overbought above", byDefault = "70", from = 60, to = 90, step = 5)
            @DecimalMin("50")
            @DecimalMax(value = "100", inclusive = false)
            double high,

            @Parameter(value = "stop so many percent below the entry", byDefault = "8", from = 2, to = 20, step = 2)
            @Positive
            @DecimalMax(value = "100", inclusive = false)
            double stopPercent,

            @Parameter(value = "share of equity while long", byDefault = "1") @Positive @DecimalMax("1")
            double weight) {}

    /** With these parameters. */
    public RsiReversion(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
        rsi = context.feature(rsi(parameters.length()));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (position.isFlat() && rsi.crossedAbove(parameters.low())) {
            return List.of(targetWeight(position.instrument(), parameters.weight()));
        }
        return position.isLong() && rsi.crossedAbove(parameters.high())
                ? List.of(OrderIntent.close(position.instrument()))
                : List.of();
    }

    /** Closing the position also cancels the stop. */
    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        if (event instanceof OrderEvent.Filled filled
                && filled.order().isFilled()
                && filled.order().side() == Side.BUY) {
            context.submit(stopBelow(filled.order()));
        }
    }

    private OrderIntent stopBelow(Order entry) {
        double price = entry.avgPx() * (1 - parameters.stopPercent() / 100);
        return OrderIntent.sell(entry.instrument(), entry.cumQty())
                .atStop(entry.instrument().price(price))
                .withTimeInForce(TimeInForce.GTC)
                .withTag("stop");
    }
}
