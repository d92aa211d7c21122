package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.util.List;

/** Buys when the market turns up from oversold, sells when it is overbought. */
@StrategyInfo(name = "rsi-reversion", description = "buys oversold, sells overbought")
public final class RsiReversion implements Strategy {
    private FeatureHandle rsi;
    private Position position;

    @Override
    public void onStart(Context context) {
        rsi = context.feature(rsi(14));
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (position.isFlat() && rsi.crossedAbove(30)) {
            return List.of(targetWeight(position.instrument(), 1));
        }
        return position.isLong() && rsi.crossedAbove(70)
                ? List.of(OrderIntent.close(position.instrument()))
                : List.of();
    }
}
