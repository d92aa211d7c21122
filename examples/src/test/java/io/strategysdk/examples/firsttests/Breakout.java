package io.strategysdk.examples.firsttests;

import static io.strategysdk.api.feature.Indicators.highest;
import static io.strategysdk.api.feature.Indicators.lowest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Buys a close above the highest high of the bars before it, sells one below their lowest low. */
@StrategyInfo(name = "breakout", description = "long after a close above the highest high")
public final class Breakout implements Strategy {
    private final int bars;
    private Instrument instrument;
    private BarSeries prices;
    private FeatureHandle ceiling;
    private FeatureHandle floor;
    private Position position;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars to look back", byDefault = "20", from = 5, to = 50, step = 5) @Min(2)
            int bars) {}

    /** With these parameters. */
    public Breakout(Parameters parameters) {
        bars = parameters.bars();
    }

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        prices = context.bars(instrument);
        ceiling = context.feature(highest(bars));
        floor = context.feature(lowest(bars));
        position = context.position(instrument);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        double close = prices.close(0);
        if (position.isFlat() && close > ceiling.ago(1)) {
            return List.of(OrderIntent.targetWeight(instrument, 0.95));
        }
        return position.isLong() && close < floor.ago(1) ? List.of(OrderIntent.close(instrument)) : List.of();
    }
}
