package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.zscore;
import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;
import java.util.Map;

/**
 * Holds whichever of two related shares has become cheap against the other, by two standard deviations of the last sixty
 * bars, and both in equal parts in between. Never sells short, so that a cash account can trade it.
 */
@StrategyInfo(name = "pairs-trading", description = "holds the cheaper one of two related shares")
public final class PairsTrading implements Strategy {
    private static final int LENGTH = 60;
    private static final double THRESHOLD = 2;
    private List<Instrument> pair;
    private FeatureHandle spread;

    /** Logarithm of the first instrument's price in terms of the second's, where both are positive: a feature of its own. */
    record LogSpread() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless)
                    in -> in.get(0) > 0 && in.get(1) > 0 ? StrictMath.log(in.get(0) / in.get(1)) : Double.NaN;
        }
    }

    @Override
    public void onStart(Context context) {
        pair = context.instruments();
        spread = context.feature(zscore(LENGTH).of(new LogSpread()), pair.get(0), pair.get(1));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (spread.crossedAbove(THRESHOLD)) {
            return List.of(hold(0));
        }
        if (spread.crossedBelow(-THRESHOLD)) {
            return List.of(hold(1));
        }
        return spread.crossedAbove(0) || spread.crossedBelow(0) ? List.of(hold(0.5)) : List.of();
    }

    private OrderIntent hold(double partOfFirst) {
        return targetWeights(Map.of(pair.get(0), partOfFirst, pair.get(1), 1 - partOfFirst));
    }
}
