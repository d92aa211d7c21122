package io.strategysdk.testkit.law;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Obeys every law: trades a crossing, with a stop, and counts its entries where a restart finds them. */
@StrategyInfo(name = "clean-trader")
public final class CleanTrader implements Strategy {
    private Instrument instrument;
    private FeatureHandle fast;
    private FeatureHandle slow;
    private BarSeries bars;
    private State.LongCell entries;

    /** Takes no parameters. */
    public CleanTrader() {}

    @Override
    public void onStart(Context context) {
        instrument = context.instruments().get(0);
        fast = context.feature(sma(3), instrument);
        slow = context.feature(sma(8), instrument);
        bars = context.bars(instrument);
        entries = context.state().ofLong("entries", 0);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (fast.crossedAbove(slow)) {
            entries.set(entries.get() + 1);
            double weight = entries.get() % 2 == 0 ? 0.5 : 0.9;
            return List.of(OrderIntent.cancelAll(instrument), targetWeight(instrument, weight));
        }
        if (fast.crossedBelow(slow)) {
            return List.of(OrderIntent.close(instrument));
        }
        boolean isBare = context.position(instrument).isLong()
                && context.orders().working().isEmpty();
        return isBare
                ? List.of(OrderIntent.sell(
                                instrument, context.position(instrument).quantity())
                        .atStop(instrument.price(bars.close(0) * 0.97)))
                : List.of();
    }
}
