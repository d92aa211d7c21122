package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.zscore;
import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;

/**
 * Holds whichever of two related shares has become cheap against the other, and both in equal parts in between. Never
 * sells short, so that a cash account can trade it.
 */
@StrategyInfo(name = "pairs-trading", description = "holds the cheaper one of two related shares")
public final class PairsTrading implements Strategy {
    private final Parameters parameters;
    private Instrument first;
    private Instrument second;
    private FeatureHandle spread;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars that say what is normal", byDefault = "60", from = 20, to = 120, step = 10) @Min(2)
            int length,

            @Parameter(value = "standard deviations that are too much", byDefault = "2", from = 1, to = 3, step = 0.5)
            @Positive
            double threshold) {}

    /** Logarithm of the first instrument's price in terms of the second's: a feature of its own. */
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
            return (Kernel.Stateless) in -> StrictMath.log(in.get(0) / in.get(1));
        }
    }

    /** With these parameters. */
    public PairsTrading(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        first = context.instruments().get(0);
        second = context.instruments().get(1);
        spread = context.feature(zscore(parameters.length()).of(new LogSpread()), first, second);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (spread.crossedAbove(parameters.threshold())) {
            return List.of(hold(0));
        }
        if (spread.crossedBelow(-parameters.threshold())) {
            return List.of(hold(1));
        }
        return spread.crossedAbove(0) || spread.crossedBelow(0) ? List.of(hold(0.5)) : List.of();
    }

    private OrderIntent hold(double partOfFirst) {
        return targetWeights(Map.of(first, partOfFirst, second, 1 - partOfFirst));
    }
}
