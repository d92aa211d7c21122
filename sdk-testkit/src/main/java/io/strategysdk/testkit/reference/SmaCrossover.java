package io.strategysdk.testkit.reference;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/**
 * All equity in the run's instrument from the bar whose close lifts the fast average above the slow one until the bar whose
 * close takes it below; each decision is filled at the next open.
 */
@StrategyInfo(name = "sma-crossover", description = "long from a crossing above to one below")
public final class SmaCrossover implements Strategy {
    private final Parameters parameters;
    private Instrument instrument;
    private FeatureHandle fast;
    private FeatureHandle slow;

    /**
     * Lengths of the averages.
     *
     * @param fast closes of the fast average
     * @param slow closes of the slow average, more than those of the fast one
     */
    public record Parameters(
            @Parameter(value = "bars of the fast average", byDefault = "10", from = 5, to = 50, step = 5)
            @Min(1)
            @Max(10_000)
            int fast,

            @Parameter(value = "bars of the slow average", byDefault = "30", from = 20, to = 200, step = 10)
            @Min(2)
            @Max(10_000)
            int slow) {
        /**
         * Checks that the fast average is faster.
         *
         * @throws IllegalArgumentException when it is not
         */
        public Parameters {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow " + slow + ", was " + fast);
            }
        }
    }

    /** With these lengths. */
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
            return List.of(targetWeight(instrument, 1));
        }
        return fast.crossedBelow(slow) ? List.of(OrderIntent.close(instrument)) : List.of();
    }
}
