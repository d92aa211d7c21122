package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Buys the run's instrument at the first opportunity and never sells. */
@StrategyInfo(name = "buy-and-hold", description = "buys once and waits")
public final class BuyAndHold implements Strategy {
    private final Parameters parameters;
    private Position position;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "share of equity to invest", byDefault = "1", from = 0.25, to = 1, step = 0.25)
            @Positive
            @DecimalMax("1")
            double weight) {}

    /** With these parameters. */
    public BuyAndHold(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean waiting = !context.orders().working().isEmpty();
        return position.isFlat() && !waiting
                ? List.of(targetWeight(position.instrument(), parameters.weight()))
                : List.of();
    }
}
