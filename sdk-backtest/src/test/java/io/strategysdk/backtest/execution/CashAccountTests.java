package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A cash account in the simulated market: what fits, what is cut, what is refused, and that nothing is ever lost. */
class CashAccountTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final Instrument COIN = Instrument.crypto("COIN/USD", "0.01", "0.001");

    private static List<RejectReason> reasons(BacktestResult result) {
        return result.rejections().stream().map(OrderEvent.Rejected::reason).toList();
    }

    /** A mark of 10, then a bar that opens at another price. */
    private static Trial opensAt(double open) {
        return Trial.minutes().bar(10, 10, 10, 10).bar(open, open, open, open).with(backtest -> backtest.cash(1000));
    }

    @Nested
    class WhatAWeightIsOf {
        private static final CommissionModel FEE =
                CommissionModel.perShare("0.2").withMinimum("5");

        private static List<String> fills(AccountRules account, double weight) {
            return opensAt(10)
                    .order(0, OrderIntent.targetWeight(ACME, weight))
                    .with(backtest -> backtest.account(account).commission(FEE))
                    .fills();
        }

        @Test
        void feesAreBesideTheWeightWhereTheyFitTheCash() {
            assertThat(fills(AccountRules.cash(), 0.5)).containsExactly("1 BUY 50 @ 10");
        }

        @Test
        void aBufferStaysInCash() {
            assertThat(fills(AccountRules.cash().withCashBuffer("0.1"), 0.5)).containsExactly("1 BUY 45 @ 10");
            assertThat(fills(AccountRules.cash().withCashBuffer("0.1"), 1)).containsExactly("1 BUY 90 @ 10");
        }

        /** 49 × 10 + 0.5 × 9.8 = 494.9, with 50 it were 505; 98 × 10 + 19.6 = 999.6. */
        @Test
        void feesInsideOfTheWeightCutIt() {
            AccountRules inside = AccountRules.cash().withFeesInsideWeight();

            assertThat(fills(inside, 0.5)).containsExactly("1 BUY 49 @ 10");
            assertThat(fills(inside, 1)).containsExactly("1 BUY 98 @ 10");
            assertThat(fills(inside, 0.01)).isEmpty(); // 1 × 10 + 0.01 × 5 is above 10
        }

        @Test
        void bothHoldTogetherAndForShorts() {
            AccountRules both = AccountRules.margin().withCashBuffer("0.1").withFeesInsideWeight();

            assertThat(fills(both, 0.5)).containsExactly("1 BUY 44 @ 10");
            assertThat(fills(both, -0.5)).containsExactly("1 SELL 44 @ 10");
        }

        @Test
        void whatComesTowardZeroLeavesNoRoomForItsFee() {
            List<String> fills = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 50))
                    .order(1, OrderIntent.targetWeight(ACME, 0.2))
                    .with(backtest -> backtest.cash(1010)
                            .account(AccountRules.cash().withFeesInsideWeight())
                            .commission(FEE))
                    .fills();

            assertThat(fills).containsExactly("1 BUY 50 @ 10", "2 SELL 30 @ 10");
        }

        @Test
        void aBufferIsAShareOfEquity() {
            assertThat(AccountRules.cash()
                            .withCashBuffer("0.05")
                            .withFeesInsideWeight()
                            .describe())
                    .isEqualTo("cash, 5 % kept in cash, fees inside of weights");
            for (String wrong : List.of("1", "-0.01", "much")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> AccountRules.cash().withCashBuffer(wrong))
                        .withMessageContaining("cash buffer")
                        .withMessageContaining(wrong);
            }
        }
    }

    @Nested
    class WhenThePriceGapsBetweenDecisionAndFill {
        @Test
        void aTargetWeightIsCutToWhatCashPaysFor() {
            BacktestResult result =
                    opensAt(11).order(0, OrderIntent.targetWeight(ACME, 1.0)).run();

            // 1000 / 11 = 90.9
            assertThat(Trial.describe(result)).containsExactly("1 BUY 90 @ 11");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10");
            assertThat(result.orders().get(0).orderQty()).isEqualTo(Quantity.of(90));
        }

        @Test
        void aTargetWeightIsCutSoThatItsFeesFitToo() {
            BacktestResult result = opensAt(11)
                    .order(0, OrderIntent.targetWeight(ACME, 1.0))
                    .with(backtest -> backtest.commission(CommissionModel.perShare("0.2")))
                    .run();

            // 1000 / 11.2 = 89.3
            assertThat(Trial.describe(result)).containsExactly("1 BUY 89 @ 11");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("3.2");
        }

        /** 1000 / 12.50, to the cent. */
        @Test
        void aTargetWeightMaySpendTheLastCent() {
            BacktestResult result =
                    opensAt(12.5).order(0, OrderIntent.targetWeight(ACME, 1.0)).run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 80 @ 12.5");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("0");
        }

        /** 99 × 10 + 10, which is known before the order leaves. */
        @Test
        void aTargetWeightMaySpendTheLastCentOnItsFee() {
            BacktestResult result = opensAt(10)
                    .order(0, OrderIntent.targetWeight(ACME, 1.0))
                    .with(backtest -> backtest.commission(CommissionModel.perOrder("10")))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 99 @ 10");
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("0");
        }

        @Test
        void aPlainOrderIsRefusedWhole() {
            BacktestResult result =
                    opensAt(11).order(0, OrderIntent.buy(ACME, 100)).run();

            assertThat(result.fills()).isEmpty();
            assertThat(reasons(result)).containsExactly(RejectReason.BUYING_POWER);
            assertThat(result.finalEquity()).isEqualByComparingTo("1000");
        }

        @Test
        void aPlainOrderThatStillFitsIsFilledWhole() {
            assertThat(opensAt(11).order(0, OrderIntent.buy(ACME, 90)).fills()).containsExactly("1 BUY 90 @ 11");
        }

        @Test
        void aFallLeavesTheQuantityThatWasDecided() {
            assertThat(opensAt(5).order(0, OrderIntent.targetWeight(ACME, 1.0)).fills())
                    .containsExactly("1 BUY 100 @ 5");
        }
    }

    @Nested
    class NotionalOrders {
        @Test
        void buyWholeLotsAtThePriceOfTheFill() {
            assertThat(opensAt(12)
                            .order(0, OrderIntent.buyNotional(ACME, "500"))
                            .fills())
                    .containsExactly("1 BUY 41 @ 12");
        }

        @Test
        void buyFractionsWhereTheLotAllows() {
            BacktestResult result = Trial.minutes()
                    .bar(COIN, 0, 10, 10, 10, 10, 0)
                    .bar(COIN, 1, 30, 30, 30, 30, 0)
                    .order(0, OrderIntent.buyNotional(COIN, "100"))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 3.333 @ 30");
        }

        @Test
        void tooSmallForALotAreRefused() {
            BacktestResult result =
                    opensAt(12).order(0, OrderIntent.buyNotional(ACME, "11.99")).run();

            assertThat(result.fills()).isEmpty();
            assertThat(reasons(result)).containsExactly(RejectReason.QUANTITY_LIMIT);
            assertThat(result.finalEquity()).isEqualByComparingTo("1000");
        }

        @Test
        void sellWholeLotsRoundedDown() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(11, 11, 11, 11)
                    .order(0, OrderIntent.buy(ACME, 50))
                    .order(1, OrderIntent.sellNotional(ACME, "100"))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 10", "2 SELL 9 @ 11");
        }

        @Test
        void neverSpendMoreThanTheirAmountHoweverMuchTheyMoveThePrice() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(ACME, 1, 10, 10, 10, 10, 100)
                    .order(0, OrderIntent.buyNotional(ACME, "500"))
                    .with(backtest -> backtest.slippage(SlippageModel.volumeShare(0, 0.5)))
                    .run();

            // 41 at 10 * (1 + 0.5 * 0.41) = 12.05 cost 494.05, 42 at 12.10 would cost 508.20
            assertThat(Trial.describe(result)).containsExactly("1 BUY 41 @ 12.05");
        }

        @Test
        void setTheirAmountAside() {
            BacktestResult result = opensAt(10)
                    .order(0, OrderIntent.buyNotional(ACME, "600"), OrderIntent.buyNotional(ACME, "500"))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 60 @ 10");
            assertThat(reasons(result)).containsExactly(RejectReason.BUYING_POWER);
        }
    }

    @Nested
    class OpenOrders {
        @Test
        void reserveCashThatOtherOrdersCannotSpend() {
            BacktestResult result = opensAt(10)
                    .order(0, OrderIntent.buy(ACME, 60).atLimit(Price.of("9")), OrderIntent.buy(ACME, 50))
                    .run();

            assertThat(result.fills()).isEmpty();
            assertThat(reasons(result)).containsExactly(RejectReason.BUYING_POWER);
        }

        @Test
        void reserveWhatAStopAboveTheMarkWouldCost() {
            BacktestResult result = opensAt(10)
                    .order(0, OrderIntent.buy(ACME, 91).atStop(Price.of("11")))
                    .run();

            assertThat(reasons(result)).containsExactly(RejectReason.BUYING_POWER);
        }

        @Test
        void giveTheirCashBackWhenTheyAreCancelledInTheSameStep() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 100).atLimit(Price.of("9")).withTag("rests"))
                    .decide(
                            1,
                            context -> List.of(
                                    OrderIntent.cancel(
                                            context.orders().find("rests").orElseThrow()),
                                    OrderIntent.buy(ACME, 100)))
                    .with(backtest -> backtest.cash(1000))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("2 BUY 100 @ 10");
        }

        @Test
        void giveTheirCashBackWhenTheyExpire() {
            BacktestResult result = Trial.minutes()
                    .bar(ACME, 1438, 10, 10, 10, 10, 0)
                    .bar(ACME, 1439, 10, 10, 10, 10, 0)
                    .bar(ACME, 1440, 10, 10, 10, 10, 0)
                    .order(0, OrderIntent.buy(ACME, 100).atLimit(Price.of("9")))
                    .order(1, OrderIntent.buy(ACME, 100))
                    .with(backtest -> backtest.cash(1000))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1440 BUY 100 @ 10");
            assertThat(Trial.ends(result)).containsExactly("1439 Expired");
        }

        @Test
        void reserveTheSharesThatTheyWouldSell() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 10))
                    .order(
                            1,
                            OrderIntent.sell(ACME, 6).atLimit(Price.of("12")),
                            OrderIntent.sell(ACME, 5),
                            OrderIntent.sell(ACME, 4))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 10", "2 SELL 4 @ 10");
            assertThat(reasons(result)).containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }
    }

    /** 92,233,720,368 coins of 10^-8 are the most that 64 bits count. */
    @Test
    void aBuyBeyondWhatCanBeCountedIsRefused() {
        Instrument dust = Instrument.crypto("DUST/USD", "0.00000001", "0.00000001");
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 3; minute++) {
            trial.bar(dust, minute, 0.001, 0.001, 0.001, 0.001, 0);
        }
        OrderIntent half = OrderIntent.buy(dust, 50_000_000_000L);
        BacktestResult result = trial.with(backtest -> backtest.cash(1_000_000_000))
                .order(0, half)
                .order(1, half)
                .run();

        assertThat(reasons(result)).containsExactly(RejectReason.QUANTITY_LIMIT);
        assertThat(result.rejections().get(0).text())
                .startsWith("what is held, and all that is to be bought, must fit 64 bits of the quantity's scale");
        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(dust, Quantity.of(50_000_000_000L)));
    }

    @Test
    void proceedsOfASalePayForTheBuyBehindItInTheSameStep() {
        BacktestResult result = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(OTHER, 0, 20, 20, 20, 20, 0)
                .bar(10, 10, 10, 10)
                .bar(OTHER, 1, 20, 20, 20, 20, 0)
                .bar(10, 10, 10, 10)
                .bar(OTHER, 2, 20, 20, 20, 20, 0)
                .order(0, OrderIntent.buy(ACME, 100))
                .order(1, OrderIntent.sell(ACME, 100), OrderIntent.buy(OTHER, 50))
                .with(backtest -> backtest.cash(1000))
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 100 @ 10", "2 SELL 100 @ 10", "2 BUY 50 @ 20");
    }

    @Test
    void sellsComeBeforeBuysAtTheOpenWhateverTheirOrder() {
        BacktestResult result = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(OTHER, 0, 20, 20, 20, 20, 0)
                .bar(10, 10, 10, 10)
                .bar(OTHER, 1, 20, 20, 20, 20, 0)
                .bar(11, 11, 11, 11)
                .bar(OTHER, 2, 22, 22, 22, 22, 0)
                .order(0, OrderIntent.buy(ACME, 50))
                .order(1, OrderIntent.buy(OTHER, 25), OrderIntent.sell(ACME, 50))
                .with(backtest -> backtest.cash(1000))
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 10", "2 SELL 50 @ 11", "2 BUY 25 @ 22");
    }

    @Test
    void aRebalanceSellsFirstAndEndsWithoutDebt() {
        BacktestResult result = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(OTHER, 0, 20, 20, 20, 20, 0)
                .bar(10, 10, 10, 10)
                .bar(OTHER, 1, 20, 20, 20, 20, 0)
                .bar(9, 9, 9, 9)
                .bar(OTHER, 2, 25, 25, 25, 25, 0)
                .order(0, OrderIntent.targetWeights(Map.of(ACME, 1.0)))
                .order(1, OrderIntent.targetWeights(Map.of(OTHER, 1.0, ACME, 0.0)))
                .with(backtest -> backtest.cash(1000).commission(CommissionModel.perOrder("1")))
                .run();

        // bought 99 for 991; sold at 9 for 890 more: 899; of 49 decided at 20, 35 at 25 and the fee fit
        assertThat(Trial.describe(result)).containsExactly("1 BUY 99 @ 10", "2 SELL 99 @ 9", "2 BUY 35 @ 25");
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("23");
    }

    @Test
    void cashAndPositionsAreTheSumOfTheFillsAfterEachOfThem() {
        RandomMarket random = new RandomMarket(20_240_229, RandomMarket.Cash.PLENTY);
        BacktestResult result = Backtest.of(new ScriptedStrategy(random.script, random.instruments))
                .on(random.data())
                .cash(random.cash.toPlainString())
                .slippage(random.costs.slippageModel())
                .commission(CommissionModel.perShare("0.0035").withMinimum("0.35"))
                .run();

        BigDecimal cash = random.cash;
        BigDecimal fees = BigDecimal.ZERO;
        List<JournalEntry.Booked> booked = result.journal().entries(JournalEntry.Booked.class);
        assertThat(result.fills()).hasSameSizeAs(booked).hasSizeGreaterThan(10);
        for (int i = 0; i < booked.size(); i++) {
            Fill fill = result.fills().get(i);
            BigDecimal value =
                    fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal());
            cash = cash.subtract(value.multiply(BigDecimal.valueOf(fill.side().sign())))
                    .subtract(fill.fee());
            fees = fees.add(fill.fee());
            assertThat(booked.get(i).cash()).isEqualByComparingTo(cash);
        }
        assertThat(result.strategies().get(0).fees()).isEqualByComparingTo(fees);
        assertThat(result.run().equity()).endsWith(result.finalEquity().doubleValue());
    }
}
