package io.strategysdk.examples.testing;

import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.util.List;

/** Buys oversold and sells five bars later. Counts them in a state cell, which is saved with the run. */
final class TimeExit implements Strategy {
    private static final long BARS = 5;
    private FeatureHandle rsi;
    private Position position;
    private State.LongCell barsHeld;

    @Override
    public void onStart(Context context) {
        rsi = context.feature(rsi(5));
        position = context.position(context.instrument());
        barsHeld = context.state().ofLong("bars-held", 0);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        barsHeld.set(position.isLong() ? barsHeld.get() + 1 : 0);
        if (position.isFlat() && rsi.value() < 30) {
            return List.of(targetWeight(position.instrument(), 1));
        }
        return barsHeld.get() == BARS ? List.of(OrderIntent.close(position.instrument())) : List.of();
    }
}
