package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.validation.Sensitivity.Kind;
import io.strategysdk.testkit.validation.Sensitivity.LeftOut;
import io.strategysdk.testkit.validation.Sensitivity.Variant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SensitivityTests {
    private static final MarketData MARKET = Generated.market(Generated.autoregressive(4, 500, 0.2, 0.0004, 0.01));
    private static final SmaCrossover.Parameters OWN = new SmaCrossover.Parameters(10, 30);

    private static Backtest free(SmaCrossover.Parameters parameters) {
        return Backtest.of(new SmaCrossover(parameters)).on(MARKET);
    }

    @Test
    void eachVariantIsTheRunThatItSays() {
        Function<SmaCrossover.Parameters, Backtest> costly =
                parameters -> free(parameters).slippage(SlippageModel.fixed(3));

        Sensitivity sensitivity = Sensitivity.of(costly, OWN);

        assertThat(sensitivity.variants())
                .extracting(variant -> variant.name() + " " + variant.value())
                .containsExactly(
                        "fast 5",
                        "fast 15",
                        "slow 20",
                        "slow 40",
                        "slippage none",
                        "slippage twice its own",
                        "slippage 5 bps more",
                        "slippage 10 bps more",
                        "slippage 20 bps more",
                        "decisions one bar later");
        assertThat(outcome(sensitivity, 0)).isEqualTo(of(costly.apply(new SmaCrossover.Parameters(5, 30))));
        assertThat(outcome(sensitivity, 3)).isEqualTo(of(costly.apply(new SmaCrossover.Parameters(10, 40))));
        assertThat(outcome(sensitivity, 4)).isEqualTo(of(free(OWN)));
        assertThat(outcome(sensitivity, 5)).isEqualTo(of(free(OWN).slippage(SlippageModel.fixed(6))));
        assertThat(outcome(sensitivity, 8)).isEqualTo(of(free(OWN).slippage(SlippageModel.fixed(23))));
        assertThat(sensitivity.base()).isEqualTo(of(costly.apply(OWN)));
        assertThat(sensitivity.variants(Kind.DELAY)).singleElement().satisfies(late -> {
            assertThat(late.outcome()).isNotEqualTo(sensitivity.base());
            assertThat(late.outcome().fills()).isCloseTo(sensitivity.base().fills(), within(2));
        });
    }

    private static Sensitivity.Outcome outcome(Sensitivity sensitivity, int variant) {
        return sensitivity.variants().get(variant).outcome();
    }

    private static Sensitivity.Outcome of(Backtest backtest) {
        return Sensitivity.Outcome.of(backtest.run());
    }

    @Test
    void outcomesAreThoseOfTheStatistics() {
        BacktestResult result = free(OWN).run();

        Sensitivity.Outcome outcome = Sensitivity.Outcome.of(result);

        assertThat(outcome.sharpe().orElseThrow())
                .isCloseTo(result.statistics().returns().sharpe().orElseThrow(), within(1e-9));
        assertThat(outcome.totalReturn())
                .isCloseTo(result.statistics().returns().totalReturn(), within(1e-12));
        assertThat(outcome.maxDrawdown())
                .isCloseTo(result.statistics().drawdowns().maxDrawdown(), within(1e-12));
    }

    @Test
    void withoutSlippageThereIsNoneToLeaveOrDouble() {
        Sensitivity sensitivity = Sensitivity.of(SensitivityTests::free, OWN);

        assertThat(sensitivity.variants(Kind.SLIPPAGE))
                .extracting(Variant::value)
                .containsExactly("5 bps more", "10 bps more", "20 bps more");
    }

    /** What a strategy of the size throws at. */
    record Size(int shares) {}

    private static final class Fragile implements Strategy {
        private final Size size;

        Fragile(Size size) {
            this.size = size;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (size.shares > 10) {
                throw new IllegalStateException("too many");
            }
            return context.position(context.instrument()).isFlat()
                    ? List.of(OrderIntent.buy(context.instrument(), size.shares))
                    : List.of();
        }
    }

    @Test
    void aVariantThatDiesIsAVariantWithItsError() {
        Sensitivity sensitivity =
                Sensitivity.of(size -> Backtest.of(new Fragile(size)).on(MARKET), new Size(10));

        assertThat(sensitivity.leftOut()).isEmpty();
        assertThat(sensitivity.variants(Kind.PARAMETER))
                .extracting(Variant::value)
                .containsExactly("9", "11");
        assertThat(sensitivity.variants().get(0).outcome().failure()).isEmpty();
        assertThat(sensitivity.variants().get(1).outcome().failure())
                .contains("was stopped at 2018-01-02", "generateOrders threw", "IllegalStateException: too many");
    }

    @Test
    void whatTheStrategysConstructorRefusesIsLeftOutWithItsReason() {
        Sensitivity sensitivity = Sensitivity.of(
                size -> {
                    if (size.shares > 10) {
                        throw new IllegalArgumentException("shares must be at most 10, was " + size.shares);
                    }
                    return Backtest.of(new Fragile(size)).on(MARKET);
                },
                new Size(10));

        assertThat(sensitivity.leftOut())
                .containsExactly(new LeftOut(Kind.PARAMETER, "shares", "11", "shares must be at most 10, was 11"));
        assertThat(sensitivity.variants(Kind.PARAMETER))
                .extracting(Variant::value)
                .containsExactly("9");
    }
}
