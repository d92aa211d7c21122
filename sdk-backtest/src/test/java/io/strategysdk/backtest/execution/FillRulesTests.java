package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be chosen of how bars fill orders. */
class FillRulesTests {
    private static Trial with(Trial trial, UnaryOperator<FillRules> rules) {
        return trial.with(backtest -> backtest.fills(rules.apply(FillRules.DEFAULT)));
    }

    @Nested
    class ShareOfTheVolume {
        private Trial buying(NewOrder... orders) {
            return with(
                    Trial.minutes().bar(ACME, 0, 10, 10, 10, 10, 100).order(0, orders),
                    rules -> rules.withVolumeShare(0.1));
        }

        @Test
        void aShareOfTheVolumeIsInWholeLotsOfCoins() {
            Instrument coin = Instrument.crypto("COIN", "0.01", "0.001");
            Trial trial = Trial.minutes()
                    .bar(coin, 0, 10, 10, 10, 10, 10)
                    .bar(coin, 1, 10, 10, 10, 10, 12.3456)
                    .bar(coin, 2, 10, 10, 10, 10, 100)
                    .order(0, OrderIntent.buy(coin, Quantity.of("2")).withTimeInForce(TimeInForce.GTC))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1)));

            assertThat(trial.fills()).containsExactly("1 BUY 1.234 @ 10", "2 BUY 0.766 @ 10");
        }

        @Test
        void theRestGoesOnAtTheNextBar() {
            Trial trial = buying(OrderIntent.buy(ACME, 25))
                    .bar(ACME, 1, 10, 10, 10, 10, 100)
                    .bar(ACME, 2, 11, 11, 11, 11, 100)
                    .bar(ACME, 3, 12, 12, 12, 12, 100);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 BUY 10 @ 11", "3 BUY 5 @ 12");
        }

        @Test
        void ordersShareABarInTheOrderOfTheirAcceptance() {
            Trial trial = buying(OrderIntent.buy(ACME, 6), OrderIntent.buy(ACME, 6))
                    .bar(ACME, 1, 10, 10, 10, 10, 100)
                    .bar(ACME, 2, 11, 11, 11, 11, 100);

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 10", "1 BUY 4 @ 10", "2 BUY 2 @ 11");
        }

        @Test
        void aBarWithoutVolumeFillsNothing() {
            Trial trial = buying(OrderIntent.buy(ACME, 5))
                    .bar(ACME, 1, 10, 10, 10, 10, 0)
                    .bar(ACME, 2, 11, 11, 11, 11, 100);

            assertThat(trial.fills()).containsExactly("2 BUY 5 @ 11");
        }

        @Test
        void aSeriesThatHasNeverTradedHasNoBound() {
            Trial trial = with(
                            Trial.minutes().bar(ACME, 0, 10, 10, 10, 10, 0).order(0, OrderIntent.buy(ACME, 5)),
                            rules -> rules.withVolumeShare(0.1))
                    .bar(ACME, 1, 10, 10, 10, 10, 0)
                    .bar(ACME, 2, 11, 11, 11, 11, 100);

            assertThat(trial.fills()).containsExactly("1 BUY 5 @ 10");
        }

        @Test
        void whatMustFillWholeIsCancelledAndWhatMustFillAtOnceKeepsItsPart() {
            NewOrder order = OrderIntent.buy(ACME, 25);
            Trial trial = buying(order.withTimeInForce(TimeInForce.FOK), order.withTimeInForce(TimeInForce.IOC))
                    .bar(ACME, 1, 10, 10, 10, 10, 100)
                    .bar(ACME, 2, 11, 11, 11, 11, 100);

            BacktestResult result = trial.run();
            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 10");
            assertThat(Trial.ends(result)).containsExactly("1 Cancelled", "1 Cancelled");
        }

        @Test
        void partsAreWholeLots() {
            Instrument hundreds = Instrument.equity("ACME").withLotSize("100");
            Trial trial = with(
                            Trial.minutes()
                                    .bar(hundreds, 0, 10, 10, 10, 10, 1999)
                                    .order(0, OrderIntent.buy(hundreds, 200)),
                            rules -> rules.withVolumeShare(0.1))
                    .bar(hundreds, 1, 10, 10, 10, 10, 1999)
                    .bar(hundreds, 2, 10, 10, 10, 10, 1999);

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10", "2 BUY 100 @ 10");
        }

        @Test
        void anAmountBuysInPartsWhatItPaidForAtItsFirstPrice() {
            Trial trial = buying(OrderIntent.buyNotional(ACME, "150"))
                    .bar(ACME, 1, 10, 10, 10, 10, 100)
                    .bar(ACME, 2, 11, 11, 11, 11, 100);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 BUY 5 @ 11");
        }
    }

    @Nested
    class TradesThroughLimits {
        private Trial buyingAt(String limit) {
            return with(
                    Trial.minutes()
                            .bar(10, 10, 10, 10)
                            .order(
                                    0,
                                    OrderIntent.buy(ACME, 1)
                                            .atLimit(Price.of(limit))
                                            .withTimeInForce(TimeInForce.GTC)),
                    rules -> rules.withTicksThrough(2));
        }

        @Test
        void touchingIsNotEnough() {
            assertThat(buyingAt("9").bar(10, 10, 8.99, 10).fills()).isEmpty();
        }

        @Test
        void tradingThroughFillsAtTheLimit() {
            assertThat(buyingAt("9").bar(10, 10, 8.98, 10).fills()).containsExactly("1 BUY 1 @ 9");
        }

        @Test
        void aLimitThatItsFirstOpenAllowsFillsThere() {
            assertThat(buyingAt("10").bar(10, 10, 10, 10).fills()).containsExactly("1 BUY 1 @ 10");
        }

        /** Wrapped around, such a level would lie on the other side of every price. */
        @Test
        void aLevelBeyond64BitsIsAnError() {
            Instrument coarse =
                    Instrument.of("COARSE", AssetClass.EQUITY, "USD").withTickSize("1000");
            Trial trial = with(
                    Trial.minutes()
                            .bar(coarse, 0, 9_000, 9_000, 9_000, 9_000, 100)
                            .bar(coarse, 1, 9_000, 9_000, 9_000, 9_000, 100)
                            .bar(coarse, 2, 9_000, 9_000, 9_000, 9_000, 100)
                            .order(
                                    0,
                                    OrderIntent.buy(coarse, 1)
                                            .atLimit(coarse.price("8000"))
                                            .withTimeInForce(TimeInForce.GTC)),
                    rules -> rules.withTicksThrough(Integer.MAX_VALUE));

            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(trial::fills);
        }

        @Test
        void laterOpensMustBeThroughToo() {
            Trial trial = buyingAt("9")
                    .bar(10, 10, 10, 10)
                    .bar(8.99, 8.99, 8.99, 8.99)
                    .bar(8.98, 8.98, 8.98, 8.98);

            assertThat(trial.fills()).containsExactly("3 BUY 1 @ 8.98");
        }
    }

    @Nested
    class AtTheCloseOfTheDecision {
        private Trial buying(NewOrder order) {
            return with(
                    Trial.minutes().bar(10, 10.5, 10, 10.5).order(0, order), rules -> rules.withAtDecisionClose(true));
        }

        @Test
        void marketOrdersFillAtTheCloseTheyWereDecidedOn() {
            assertThat(buying(OrderIntent.buy(ACME, 1)).bar(11, 11, 11, 11).fills())
                    .containsExactly("0 BUY 1 @ 10.5");
        }

        @Test
        void theResultWarnsThatThisIsOptimistic() {
            String warning =
                    "Market orders filled at the close that they were decided on, which is optimistic: that price"
                            + " was gone when it was known.";
            Trial usual =
                    Trial.minutes().bar(10, 10.5, 10, 10.5).bar(11, 11, 11, 11).order(0, OrderIntent.buy(ACME, 1));

            BacktestResult result =
                    buying(OrderIntent.buy(ACME, 1)).bar(11, 11, 11, 11).run();

            assertThat(result.warnings()).contains(warning);
            assertThat(result.report().console()).contains("warning: " + warning);
            assertThat(usual.run().warnings()).doesNotContain(warning);
        }

        @Test
        void otherOrdersWait() {
            assertThat(buying(OrderIntent.buy(ACME, 1).atLimit(Price.of("11")))
                            .bar(10.8, 11, 10, 11)
                            .fills())
                    .containsExactly("1 BUY 1 @ 10.8");
        }

        @Test
        void exitsBeginWithTheNextBar() {
            assertThat(buying(OrderIntent.buy(ACME, 1).withStopLoss(Price.of("10")))
                            .bar(11, 11, 9, 11)
                            .fills())
                    .containsExactly("0 BUY 1 @ 10.5", "1 SELL 1 @ 10");
        }

        @Test
        void latencyMakesThemLate() {
            Trial trial = buying(OrderIntent.buy(ACME, 1)).bar(11, 11, 11, 11).bar(12, 12, 12, 12);

            assertThat(trial.with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(30))))
                            .fills())
                    .containsExactly("2 BUY 1 @ 12");
        }
    }

    @Test
    void rulesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FillRules.DEFAULT.withTicksThrough(-1))
                .withMessage("ticks through a limit must not be negative, were -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FillRules.DEFAULT.withVolumeShare(1.5))
                .withMessage("share of the volume must be from 0 to 1, was 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> FillRules.DEFAULT.withVolumeShare(Double.NaN));
    }

    @Test
    void rulesSayWhatTheyAre() {
        assertThat(FillRules.DEFAULT.describe()).isEqualTo("pessimistic path, limits by touch, trails from extremes");
        assertThat(new FillRules(IntrabarPath.NEAREST_EXTREME_FIRST, 1, 0.25, TrailFrom.CLOSE, true, true, true, true)
                        .describe())
                .isEqualTo("path by the nearest extreme first, limits 1 tick through, trails from closes, at most 25 %"
                        + " of a bar's volume, exits from the next bar, exits after the full fill, market orders at the"
                        + " close of the decision, limits by trades at their price");
    }
}
