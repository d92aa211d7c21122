package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two orders of which one ends, or begins, the other. */
class LinkedOrderTests {
    private static NewOrder gtc(NewOrder order) {
        return order.withTimeInForce(TimeInForce.GTC);
    }

    private static List<Long> cancelled(Trial trial) {
        return trial.told().stream()
                .filter(OrderEvent.Cancelled.class::isInstance)
                .map(event -> event.order().id().sequence())
                .toList();
    }

    @Nested
    class OneCancelsOther {
        private final OrderIntent breakout = OrderIntent.oneCancelsOther(
                gtc(OrderIntent.buy(ACME, 10).atStop(Price.of("11"))),
                gtc(OrderIntent.buy(ACME, 10).atLimit(Price.of("9"))));

        private Trial trial() {
            return Trial.minutes().bar(10, 10, 10, 10).order(0, breakout);
        }

        @Test
        void aFillOfOneCancelsTheOther() {
            Trial trial = trial().bar(10, 10, 9, 10).bar(10, 12, 10, 12);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 9");
            assertThat(cancelled(trial)).containsExactly(1L);
        }

        @Test
        void ofTwoThatABarReachesTheStopIsFilled() {
            Trial trial = trial().bar(10, 11, 9, 10);

            BacktestResult result = trial.run();
            assertThat(Trial.describe(result)).containsExactly("1 BUY 10 @ 11");
            assertThat(result.fillQuality().ambiguous()).isOne();
        }

        @Test
        void aPartTakesAsMuchFromTheOther() {
            Trial trial = trial().bar(ACME, 1, 10, 10, 9, 10, 60)
                    .bar(ACME, 2, 11, 11, 11, 11, 1000)
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1)));

            assertThat(trial.fills()).containsExactly("1 BUY 6 @ 9", "2 BUY 4 @ 11");
        }

        @Test
        void aTouchThatFindsNoVolumeTakesNothingFromTheOther() {
            Trial trial = trial().bar(ACME, 1, 10, 10, 9, 10, 9)
                    .bar(ACME, 2, 11, 11, 11, 11, 1000)
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1)));

            assertThat(trial.fills()).containsExactly("2 BUY 10 @ 11");
            assertThat(trial.told()).noneMatch(OrderEvent.Replaced.class::isInstance);
        }

        @Test
        void exitsOfTheOtherAreForNoMoreThanItCanFill() {
            Price target = Price.of("15");
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(
                            0,
                            OrderIntent.oneCancelsOther(
                                    gtc(OrderIntent.buy(ACME, 10)
                                            .atStop(Price.of("11"))
                                            .withTakeProfit(target)),
                                    gtc(OrderIntent.buy(ACME, 10).atLimit(Price.of("9")))))
                    .bar(ACME, 1, 10, 10, 9, 10, 60)
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1)));

            assertThat(trial.run().orders())
                    .filteredOn(order -> order.request().terms().equals(new OrderTerms.Limit(target)))
                    .singleElement()
                    .satisfies(exit -> assertThat(exit.orderQty()).isEqualTo(Quantity.of(4)));
        }

        @Test
        void onlyTheDearerSetsCashAside() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(0, breakout, OrderIntent.buy(ACME, 9_890))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 9890 @ 10");
        }

        @Test
        void bothAreRefusedWhereOneIsTooDear() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(
                            0,
                            OrderIntent.oneCancelsOther(
                                    OrderIntent.buy(ACME, 1).atLimit(Price.of("9")),
                                    OrderIntent.buy(ACME, 1_000_000).atStop(Price.of("11"))))
                    .bar(10, 12, 8, 10);

            assertThat(trial.fills()).isEmpty();
            assertThat(trial.told())
                    .hasSize(2)
                    .allMatch(event -> ((OrderEvent.Rejected) event).reason() == RejectReason.BUYING_POWER);
        }

        @Test
        void exitsOfAPairHoldTheSameShares() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 10))
                    .bar(10, 10, 10, 10)
                    .order(
                            1,
                            OrderIntent.oneCancelsOther(
                                    gtc(OrderIntent.sell(ACME, 10).atStop(Price.of("9"))),
                                    gtc(OrderIntent.sell(ACME, 10).atLimit(Price.of("12")))))
                    .bar(10, 12, 10, 12)
                    .bar(12, 12, 8, 8);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 10", "2 SELL 10 @ 12");
        }

        @Test
        void cancellingOneLeavesTheOther() {
            Trial trial = trial().decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().working().get(0))))
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 9);

            assertThat(trial.fills()).containsExactly("2 BUY 10 @ 9");
        }
    }

    @Nested
    class OneTriggersOther {
        private Trial trial(NewOrder second) {
            return Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(
                            0,
                            OrderIntent.oneTriggersOther(
                                    gtc(OrderIntent.buy(ACME, 10).atLimit(Price.of("9"))), second));
        }

        @Test
        void theSecondIsSentWhenTheFirstIsFilledAndFillsFromTheNextBar() {
            Trial trial = trial(gtc(OrderIntent.sell(ACME, 10).atLimit(Price.of("9.5"))))
                    .bar(10, 10, 9, 10)
                    .bar(9, 9.4, 9, 9)
                    .bar(9, 9.6, 9, 9);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 9", "3 SELL 10 @ 9.5");
        }

        @Test
        void aMarketOrderFillsAtTheNextOpen() {
            Trial trial = trial(OrderIntent.sell(ACME, 10)).bar(10, 10, 9, 10).bar(9.7, 10, 9, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 9", "2 SELL 10 @ 9.7");
        }

        @Test
        void theSecondIsCheckedWhenItIsSent() {
            Trial trial = trial(OrderIntent.sell(ACME, 11)).bar(10, 10, 9, 10).bar(9.7, 10, 9, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 10 @ 9");
            assertThat(trial.told())
                    .last()
                    .isInstanceOfSatisfying(
                            OrderEvent.Rejected.class,
                            event -> assertThat(event.reason()).isEqualTo(RejectReason.SHORT_NOT_ALLOWED));
        }

        @Test
        void theSecondEndsWithAFirstThatIsCancelled() {
            Trial trial = trial(OrderIntent.sell(ACME, 10))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().working().get(0))))
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 10);

            assertThat(trial.fills()).isEmpty();
            assertThat(cancelled(trial)).containsExactlyInAnyOrder(1L, 2L);
        }

        @Test
        void aSecondThatIsCancelledIsNotSent() {
            Trial trial = trial(OrderIntent.sell(ACME, 10))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.cancel(
                                    context.orders().working().get(1))))
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 9, 10)
                    .bar(10, 10, 9, 10);

            assertThat(trial.fills()).containsExactly("2 BUY 10 @ 9");
            assertThat(cancelled(trial)).containsExactly(2L);
        }

        @Test
        void theSecondOfARefusedFirstIsRefused() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.oneTriggersOther(OrderIntent.buy(ACME, 1_000_000), OrderIntent.sell(ACME, 1)))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).isEmpty();
            assertThat(trial.told()).hasSize(2).allMatch(OrderEvent.Rejected.class::isInstance);
        }
    }
}
