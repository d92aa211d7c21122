package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Holds the run's instrument while a fast average is above a slow one. */
@StrategyInfo(name = "sma-crossover", description = "long while the fast average is above the slow one")
public final class SmaCrossover implements Strategy {
    private final Parameters parameters;
    private Instrument instrument;
    private FeatureHandle fast;
    private FeatureHandle slow;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars of the fast average", byDefault = "10", from = 5, to = 50, step = 5)
            @Min(1)
            @Max(1_000_000)
            int fast,

            @Parameter(value = "bars of the slow average", byDefault = "30", from = 20, to = 200, step = 10)
            @Min(2)
            @Max(1_000_000)
            int slow,

            @Parameter(value = "share of equity while long", byDefault = "1") @Positive @DecimalMax("1")
            double weight) {
        /** Checks that fast is faster. */
        public Parameters {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow " + slow + ", was " + fast);
            }
        }
    }

    /** With these parameters. */
    public SmaCrossover(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        instrument = context.instrument();
        fast = context.feature(sma(parameters.fast()));
        slow = context.feature(sma(parameters.slow()));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (fast.crossedAbove(slow)) {
            return List.of(targetWeight(instrument, parameters.weight()));
        }
        return fast.crossedBelow(slow) ? List.of(OrderIntent.close(instrument)) : List.of();
    }
}
