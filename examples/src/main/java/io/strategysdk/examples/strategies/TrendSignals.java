package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.sma;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.signal.Signal;
import io.strategysdk.api.signal.SignalProcessor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * Signals of every instrument of the run: the further a fast average is above a slow one, the more convinced. How much
 * that is, and how it is ordered, is the run's to say.
 */
@StrategyInfo(name = "trend-signals", description = "signals of several instruments by the spread of two averages")
public final class TrendSignals implements Strategy {
    private final Parameters parameters;
    private List<Trend> trends;
    private SignalProcessor signals;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars of the fast average", byDefault = "20", from = 10, to = 50, step = 10)
            @Min(1)
            @Max(1_000_000)
            int fast,

            @Parameter(value = "bars of the slow average", byDefault = "100", from = 60, to = 200, step = 20)
            @Min(2)
            @Max(1_000_000)
            int slow,

            @Parameter(value = "spread of full conviction, a share of the slow average", byDefault = "0.05") @Positive
            double full) {
        /** Checks that fast is faster. */
        public Parameters {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow " + slow + ", was " + fast);
            }
        }
    }

    private record Trend(Instrument instrument, FeatureHandle fast, FeatureHandle slow) {
        Signal signal(double full) {
            double spread = fast.value() / slow.value() - 1;
            return new Signal(instrument, Math.max(-1, Math.min(1, spread / full)));
        }
    }

    /** With these parameters. */
    public TrendSignals(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        signals = context.signals();
        trends = context.instruments().stream()
                .map(instrument -> new Trend(
                        instrument,
                        context.feature(sma(parameters.fast()), instrument),
                        context.feature(sma(parameters.slow()), instrument)))
                .toList();
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return signals.process(
                trends.stream().map(trend -> trend.signal(parameters.full())).toList());
    }
}
