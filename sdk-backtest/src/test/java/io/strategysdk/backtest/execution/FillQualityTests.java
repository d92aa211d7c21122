package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far the fills of a run can be trusted. */
class FillQualityTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    @Nested
    class Ambiguous {
        /** 20 shares bought at 10, then a bar from 8 to 12 that opens and closes at 10. */
        private Trial wideBar(OrderIntent... resting) {
            return Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 20))
                    .order(1, resting);
        }

        private static int ambiguous(Trial trial) {
            return trial.run().fillQuality().ambiguous();
        }

        @Test
        void isEachOfTwoFillsThatTheSameBarReaches() {
            assertThat(ambiguous(wideBar(
                            OrderIntent.sell(ACME, 10).atStop(Price.of("9")),
                            OrderIntent.sell(ACME, 10).atLimit(Price.of("11")))))
                    .isEqualTo(2);
        }

        @Test
        void isNoFillOfASingleOrder() {
            assertThat(ambiguous(wideBar(OrderIntent.sell(ACME, 10).atStop(Price.of("9")))))
                    .isZero();
        }

        @Test
        void isNoFillBesideAnOrderThatWasOutOfReach() {
            assertThat(ambiguous(wideBar(
                            OrderIntent.sell(ACME, 10).atStop(Price.of("9")),
                            OrderIntent.sell(ACME, 10).atLimit(Price.of("13")))))
                    .isZero();
        }

        @Test
        void isNoFillAtTheOpen() {
            assertThat(ambiguous(wideBar(
                            OrderIntent.sell(ACME, 10),
                            OrderIntent.sell(ACME, 10).atLimit(Price.of("11")))))
                    .isZero();
        }

        @Test
        void isNoFillBesideAnOrderThatHadNotArrived() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .order(0, OrderIntent.buy(ACME, 10).atStop(Price.of("11")))
                    .order(1, OrderIntent.buy(ACME, 10).atLimit(Price.of("9")))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(1))));

            assertThat(ambiguous(trial)).isZero();
        }

        @Test
        void isAlsoAFillBesideAnOrderThatWasReachedAndRefused() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .order(
                            0,
                            OrderIntent.buy(ACME, 10).atStop(Price.of("11")),
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("9")))
                    .with(backtest -> backtest.cash(120).slippage(SlippageModel.fixed(2000)));

            BacktestResult result = trial.run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 9");
            assertThat(result.fillQuality().ambiguous()).isOne();
        }

        @Test
        void isNoFillBesideAnotherInstrumentOrAnotherStrategy() {
            Trial two = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 12, 8, 10)
                    .bar(OTHER, 0, 10, 10, 10, 10, 0)
                    .bar(OTHER, 1, 10, 12, 8, 10, 0);
            Backtest backtest = Backtest.ofSeveral().on(two.data());
            backtest.strategy(
                    "a",
                    new Once(List.of(
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("9")),
                            OrderIntent.buy(OTHER, 1).atLimit(Price.of("9")))),
                    BigDecimal.valueOf(1000),
                    RiskLimits.NONE);
            backtest.strategy(
                    "b",
                    new Once(List.of(OrderIntent.buy(ACME, 1).atStop(Price.of("11")))),
                    BigDecimal.valueOf(1000),
                    RiskLimits.NONE);

            BacktestResult result = backtest.run();

            assertThat(result.fills()).hasSize(3);
            assertThat(result.fillQuality().ambiguous()).isZero();
        }

        @Test
        void isWarnedOf() {
            BacktestResult result = wideBar(
                            OrderIntent.sell(ACME, 10).atStop(Price.of("9")),
                            OrderIntent.sell(ACME, 10).atLimit(Price.of("11")))
                    .run();

            assertThat(result.warnings()).containsExactly("2 of 3 fills depended on the path inside of a bar.");
            assertThat(result.statistics().activity().ambiguousFills()).isEqualTo(2);
        }
    }

    @Nested
    class Large {
        private BacktestResult tenOf(double volume) {
            return Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(ACME, 1, 10, 10, 10, 10, volume)
                    .order(0, OrderIntent.buy(ACME, 10))
                    .run();
        }

        private int large(double volume) {
            return tenOf(volume).fillQuality().large();
        }

        @Test
        void isAFillOfMoreThanATenthOfItsBarsVolume() {
            assertThat(large(99)).isEqualTo(1);
            assertThat(large(100)).isZero();
        }

        @ParameterizedTest
        @CsvSource({"1.001, 1", "1.000, 0"})
        void isCountedInWholeCoins(String coins, int large) {
            Instrument coin = Instrument.crypto("COIN", "0.01", "0.001");
            BacktestResult result = Trial.minutes()
                    .bar(coin, 0, 10, 10, 10, 10, 10)
                    .bar(coin, 1, 10, 10, 10, 10, 10)
                    .order(0, OrderIntent.buy(coin, Quantity.of(coins)))
                    .run();

            assertThat(result.fillQuality().large()).isEqualTo(large);
        }

        @Test
        void isNoFillWhereTheVolumeIsUnknown() {
            assertThat(large(0)).isZero();
        }

        @Test
        void isWarnedOfFromTheFirstOn() {
            assertThat(tenOf(99).warnings())
                    .containsExactly("1 of 1 fills took more than a tenth of their bar's volume:"
                            + " a real market may not have given it.");
            assertThat(tenOf(100).warnings()).isEmpty();
        }
    }

    private record Once(List<OrderIntent> intents) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return context.bars(ACME).size() == 1 ? intents : List.of();
        }
    }
}
