package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/features.md, run. */
class FeatureVersionsTests {
    /** Change of the close since n bars ago. */
    record Momentum(int n) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.of(Indicators.momentum(n)));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0);
        }

        @Override
        public String name() {
            return "momentum(" + n + ")";
        }
    }

    /** The same in percent: another number under the same name is another version. */
    record PercentMomentum(int n) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(), Input.of(Indicators.momentum(n)));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> 100 * in.get(1) / (in.get(0) - in.get(1));
        }

        @Override
        public String name() {
            return "momentum(" + n + ")";
        }

        @Override
        public int version() {
            return 2;
        }
    }

    /** Invested while the momentum is high enough. */
    @StrategyInfo(name = "riser")
    static final class Riser implements Strategy {
        private final FeatureNeed need;
        private final double least;
        private FeatureHandle momentum;

        Riser(int version, double least) {
            need = FeatureNeed.of("momentum(2)", version);
            this.least = least;
        }

        @Override
        public List<FeatureNeed> neededFeatures() {
            return List.of(need);
        }

        @Override
        public void onStart(Context context) {
            momentum = context.feature(context.definition(need));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(OrderIntent.targetQuantity(context.instrument(), momentum.value() >= least ? 1 : 0));
        }
    }

    private static MarketData data() {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity("ABC"), Timeframe.MINUTE);
        double[] closes = {100, 100, 104, 106, 103, 103, 110, 111};
        for (int i = 0; i < closes.length; i++) {
            long minute = 60_000_000_000L;
            bars.bar(i * minute, (i + 1) * minute, closes[i], closes[i], closes[i], closes[i], 1_000);
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
    }

    @Test
    void twoVersionsRunSideBySide() {
        BigDecimal capital = new BigDecimal("10000");
        BacktestResult result = Backtest.ofSeveral()
                .on(data())
                .offer(new Momentum(2))
                .offer(new PercentMomentum(2))
                .strategy("points", new Riser(1, 4), capital, RiskLimits.NONE)
                .strategy("percent", new Riser(2, 6), capital, RiskLimits.NONE)
                .run();

        assertThat(result.run().strategies().get(0).features()).containsExactly("momentum(2) of ABC 1m");
        assertThat(result.run().strategies().get(1).features()).containsExactly("momentum(2)@2 of ABC 1m");
        assertThat(result.fills().stream().map(fill -> fill.orderId().origin())).contains("points", "percent");
    }

    @Test
    void aRunIsRefusedByNames() {
        Backtest backtest = Backtest.ofSeveral()
                .on(data())
                .offer(new Momentum(2))
                .strategy("points", new Riser(1, 4), BigDecimal.TEN, RiskLimits.NONE)
                .strategy("percent", new Riser(2, 6), BigDecimal.TEN, RiskLimits.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(backtest::run)
                .withMessage("features that strategies need must be offered as they need them: percent needs"
                        + " momentum(2)@2, of which only other versions are: [1]; offered: momentum(2)@1");
    }
}
