package io.strategysdk.engine.config;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.List;

/** Strategies that decide nothing. */
final class SampleStrategies {
    private SampleStrategies() {}

    public enum Pace {
        SLOW,
        VERY_FAST
    }

    /** Asks the machine for time. */
    public static final class Hasty extends Idle {
        @Override
        public void onStart(Context context) {
            if (System.nanoTime() == 0) {
                throw new IllegalStateException();
            }
        }
    }

    @StrategyInfo(name = "sma-crossover", version = 2, description = "Long while fast is above slow.")
    public static final class Crossover extends Idle {
        /** What can be tuned. */
        public record Parameters(
                @Parameter(value = "fast average, bars", byDefault = "10", from = 5, to = 50, step = 5)
                @Min(1)
                @Max(500)
                int fastBars,

                @Parameter(byDefault = "30") @Min(2) int slowBars,
                @Positive long shares,

                @Parameter(byDefault = "0.5", from = 0.25, to = 1, step = 0.25) @DecimalMin("0.1")
                double band,

                @Parameter(byDefault = "false") boolean shorts,
                @Parameter(byDefault = "none") @NotBlank String label,
                @Parameter(byDefault = "2.50") BigDecimal fee,
                @Parameter(byDefault = "slow") Pace pace) {
            /** Checks that fast is faster. */
            public Parameters {
                if (fastBars >= slowBars) {
                    throw new IllegalArgumentException("fast must be below slow " + slowBars + ", was " + fastBars);
                }
            }
        }

        private final Parameters parameters;

        public Crossover(Parameters parameters) {
            this.parameters = parameters;
        }

        Parameters parameters() {
            return parameters;
        }
    }

    @StrategyInfo(name = "sma-crossover")
    public static final class FirstCrossover extends Idle {}

    @StrategyInfo(name = "mean-reversion")
    public static final class MeanReversion extends Idle {
        @Override
        public RiskLimits riskLimits() {
            return RiskLimits.NONE.withMaxLeverage(2);
        }
    }

    public static final class BuyAndHold extends Idle {}

    public static final class Failing extends Idle {
        public Failing() {
            throw new IllegalStateException("no luck");
        }
    }

    public static final class TwoConstructors extends Idle {
        public TwoConstructors() {}

        public TwoConstructors(int any) {}
    }

    public static final class OddParameter extends Idle {
        public record Names(List<String> names) {}

        public OddParameter(Names parameters) {}
    }

    public static class Idle implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }
}
