package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalProcessorTests {
    private static final Instrument A = Instrument.equity("A");
    private static final Instrument B = Instrument.equity("B");
    private static final Instrument C = Instrument.equity("C");
    private static final SignalRules FREE =
            SignalRules.DEFAULT.withMaxExposure(100).withAllowsShort(true);

    private static List<Signal> signal(Instrument instrument, double strength) {
        return List.of(new Signal(instrument, strength));
    }

    /** One line for each intent, as people say it. */
    private static List<String> words(List<OrderIntent> intents) {
        return intents.stream().map(SignalProcessorTests::word).toList();
    }

    private static String word(OrderIntent intent) {
        if (intent instanceof NewOrder order) {
            return order.side() + " " + order.orderQty() + " " + order.instrument()
                    + (order.terms() instanceof OrderTerms.Limit limit ? " at " + limit.price() : "");
        }
        if (intent instanceof OrderIntent.Replace replace) {
            return "replace by " + replace.orderQty() + " at " + ((OrderTerms.Limit) replace.terms()).price();
        }
        return intent instanceof OrderIntent.Cancel cancel
                ? "cancel " + cancel.order().side() + " " + cancel.order().leavesQty() + " "
                        + cancel.order().instrument()
                : intent.toString();
    }

    @Nested
    class FlatInOneInstrument {
        private final SimpleMarket market = new SimpleMarket(100_000, A).mark(A, 33.33);

        @Test
        void buysTheShareOfEquityThatTheStrengthSaysRoundedTowardZero() {
            // 50,000 / 33.33 = 1500.15
            assertThat(words(market.processor(SignalRules.DEFAULT).process(signal(A, 0.5))))
                    .containsExactly("BUY 1500 A");
        }

        @Test
        void sellsShortWhereThatIsAllowedRoundedTowardZero() {
            assertThat(words(market.processor(FREE).process(signal(A, -0.5)))).containsExactly("SELL 1500 A");
        }

        @Test
        void aNegativeSignalIsNothingWhereItIsLongOnly() {
            assertThat(market.processor(SignalRules.DEFAULT).process(signal(A, -1)))
                    .isEmpty();
        }

        @Test
        void saysWhatItGoesBy() {
            assertThat(market.processor(FREE).rules()).isEqualTo(FREE);
        }

        @Test
        void ordersAreOfTheDayAndCarryTheTag() {
            assertThat(market.processor(SignalRules.DEFAULT).process(signal(A, 0.5)))
                    .singleElement()
                    .isEqualTo(OrderIntent.buy(A, 1500).withTag("signal"));
        }

        @Test
        void isCappedByTheExposureOfTheDefault() {
            // 95,000 / 33.33 = 2850.28
            assertThat(words(market.processor(SignalRules.DEFAULT).process(signal(A, 1))))
                    .containsExactly("BUY 2850 A");
        }

        @Test
        void isCappedByTheLargestPosition() {
            SignalRules rules = FREE.withMaxPositionWeight(0.1);

            assertThat(words(market.processor(rules).process(signal(A, 0.5)))).containsExactly("BUY 300 A");
            assertThat(words(market.processor(rules).process(signal(A, -0.5)))).containsExactly("SELL 300 A");
        }

        @ParameterizedTest
        @CsvSource({"0.0999, false", "0.1, true", "-0.0999, false", "-0.1, true"})
        void aSignalAtTheThresholdCountsAndOneBelowDoesNot(double strength, boolean trades) {
            SignalProcessor processor = market.processor(FREE.withThreshold(0.1));

            assertThat(processor.process(signal(A, strength)).isEmpty()).isEqualTo(!trades);
        }

        @Test
        void nothingSmallerThanTheSmallestTradeIsTraded() {
            SignalRules rules = FREE.withSizing(Sizing.fixedQuantity(3));

            assertThat(market.processor(rules.withMinTradeNotional(100)).process(signal(A, 1)))
                    .isEmpty();
            assertThat(market.processor(rules.withMinTradeNotional(99.99)).process(signal(A, 1)))
                    .hasSize(1);
        }

        @Test
        void nothingIsTradedBeforeThereIsAPrice() {
            market.mark(A, Double.NaN);

            assertThat(market.processor(FREE).process(signal(A, 1))).isEmpty();
            assertThat(market.processor(FREE).rebalance(Map.of(A, 0.5), 0)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1})
        void aPriceThatIsNoneIsNotTradedAt(double price) {
            market.mark(A, price);

            assertThat(market.processor(FREE.withSizing(Sizing.fixedQuantity(5)))
                            .process(signal(A, 1)))
                    .isEmpty();
            assertThat(market.processor(FREE).rebalance(Map.of(A, 0.5), 0)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {-5, Double.NaN, Double.POSITIVE_INFINITY})
        void aSizingThatKnowsNothingLeavesThePositionAlone(double nothing) {
            assertThat(market.processor(FREE.withSizing(facts -> nothing)).process(signal(A, 1)))
                    .isEmpty();
        }

        @Test
        void nothingIsTradedWhileWhatIsMeasuredIsNotKnown() {
            SignalProcessor processor = market.processor(FREE.withSizing(Sizing.atrRisk(0.01, 2, 14)));

            assertThat(processor.process(signal(A, 1))).isEmpty();
            market.measure(A, 0);
            assertThat(processor.process(signal(A, 1))).isEmpty();
            market.measure(A, 5);
            assertThat(words(processor.process(signal(A, 1)))).containsExactly("BUY 100 A");
        }

        @Test
        void aStrategyWithoutEquityBuysNothing() {
            market.cash = 0;
            assertThat(market.processor(FREE.withSizing(Sizing.fixedQuantity(5)))
                            .process(signal(A, 1)))
                    .isEmpty();
            market.cash = -10;
            assertThat(market.processor(FREE).process(signal(A, 1))).isEmpty();
        }

        @Test
        void theSameSignalWhileItsOrderIsUnderWayOrdersNothing() {
            SignalProcessor processor = market.processor(FREE);
            market.send(processor.process(signal(A, 0.5)));

            assertThat(processor.process(signal(A, 0.5))).isEmpty();
            market.fillPart("700");
            assertThat(processor.process(signal(A, 0.5))).isEmpty();
            market.fillAll();
            assertThat(processor.process(signal(A, 0.5))).isEmpty();
        }

        @Test
        void anOrderThatGoesTheWrongWayByNowIsCancelled() {
            SignalProcessor processor = market.processor(FREE);
            market.send(processor.process(signal(A, 0.5)));

            assertThat(words(processor.process(signal(A, 0)))).containsExactly("cancel BUY 1500 A");
            assertThat(words(processor.process(signal(A, -0.5)))).containsExactly("cancel BUY 1500 A", "SELL 1500 A");
        }

        @Test
        void whatWasTooMuchIsAskedForAgainOnlyAfterItsCancel() {
            SignalProcessor processor = market.processor(FREE);
            market.send(processor.process(signal(A, 0.5)));
            List<OrderIntent> first = processor.process(signal(A, 0.4));
            market.send(first);

            assertThat(words(first)).containsExactly("cancel BUY 1500 A");
            assertThat(words(processor.process(signal(A, 0.4)))).containsExactly("BUY 1200 A");
        }

        @Test
        void whatIsHeldIsSoldWhileTheRestOfItsPurchaseIsCancelled() {
            SignalProcessor processor = market.processor(FREE);
            market.send(processor.process(signal(A, 0.5)));
            market.fillPart("700");

            assertThat(words(processor.process(signal(A, 0)))).containsExactly("cancel BUY 800 A", "SELL 700 A");
        }

        @Test
        void marketOrdersOfTheStrategysOwnCount() {
            market.send(List.of(OrderIntent.buy(A, 600), OrderIntent.buyNotional(A, "10000")));

            // 10,000 / 33.33 = 300
            assertThat(words(market.processor(FREE).process(signal(A, 0.5)))).containsExactly("BUY 600 A");
        }

        @Test
        void ofAnOrderByAmountTheRestCounts() {
            market.send(List.of(OrderIntent.buyNotional(A, "10000")));
            market.fillPart("100");

            // 100 are held, and 200 more are on their way
            assertThat(words(market.processor(FREE).process(signal(A, 0.5)))).containsExactly("BUY 1200 A");
        }

        @Test
        void restingOrdersOfTheStrategysOwnAreNeitherCountedNorTouched() {
            market.send(
                    List.of(OrderIntent.buy(A, 600).atLimit(A.price("30.00")).withTag("mine")));

            assertThat(words(market.processor(FREE).process(signal(A, 0.5)))).containsExactly("BUY 1500 A");
        }

        @Test
        void twoSignalsOfAnInstrumentAreRefused() {
            SignalProcessor processor = market.processor(FREE);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.process(List.of(new Signal(A, 1), new Signal(A, 0.5))))
                    .withMessage("signals must be one for each instrument, were two of A");
        }

        @Test
        void anInstrumentThatIsNotPartOfTheRunIsRefused() {
            SignalProcessor processor = market.processor(FREE);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.process(signal(B, 1)))
                    .withMessage("instrument must be part of the run [A], was B");
            assertThatIllegalArgumentException().isThrownBy(() -> processor.rebalance(Map.of(B, 1.0), 0));
        }
    }

    @Nested
    class Holding1000 {
        private final SimpleMarket market =
                new SimpleMarket(100_000, A).mark(A, 50).hold(A, "1000");

        @Test
        void noSignalLeavesThePositionAlone() {
            assertThat(market.processor(FREE).process(List.of())).isEmpty();
        }

        @Test
        void theDifferenceIsTraded() {
            assertThat(words(market.processor(FREE).process(signal(A, 0.6)))).containsExactly("BUY 200 A");
            assertThat(words(market.processor(FREE).process(signal(A, 0.4)))).containsExactly("SELL 200 A");
        }

        @Test
        void oneOrderTurnsThePositionRound() {
            assertThat(words(market.processor(FREE).process(signal(A, -0.5)))).containsExactly("SELL 2000 A");
        }

        @Test
        void aNegativeSignalIsFlatWhereItIsLongOnly() {
            assertThat(words(market.processor(SignalRules.DEFAULT).process(signal(A, -1))))
                    .containsExactly("SELL 1000 A");
        }

        @Test
        void aWeakSignalIsFlatUnlessItIsIgnored() {
            SignalRules rules = FREE.withThreshold(0.1);

            assertThat(words(market.processor(rules).process(signal(A, 0.05)))).containsExactly("SELL 1000 A");
            assertThat(market.processor(rules.withIgnoresWeak(true)).process(signal(A, 0.05)))
                    .isEmpty();
        }

        @Test
        void strengthZeroIsFlatEvenWhereWeakSignalsAreIgnored() {
            SignalRules rules = FREE.withThreshold(0.1).withIgnoresWeak(true);

            assertThat(words(market.processor(rules).process(signal(A, 0)))).containsExactly("SELL 1000 A");
        }

        @Test
        void goingFlatIsTradedHoweverSmall() {
            SignalRules rules = FREE.withMinTradeNotional(1_000_000);

            assertThat(words(market.processor(rules).process(signal(A, 0)))).containsExactly("SELL 1000 A");
            assertThat(market.processor(rules).process(signal(A, 0.1))).isEmpty();
        }

        @Test
        void goingFlatNeedsNothingMeasured() {
            SignalRules rules = FREE.withSizing(Sizing.atrRisk(0.01, 2, 14));

            assertThat(words(market.processor(rules).process(signal(A, 0)))).containsExactly("SELL 1000 A");
        }

        @Test
        void aLossOfAllEquityIsFlat() {
            market.cash = -60_000;

            assertThat(words(market.processor(FREE).process(signal(A, 1)))).containsExactly("SELL 1000 A");
            assertThat(words(market.processor(FREE).rebalance(Map.of(A, 1.0), 0)))
                    .containsExactly("SELL 1000 A");
        }

        @Test
        void whatIsNoMultipleOfTheLotIsTradedInWholeLots() {
            market.hold(A, "10.5");

            assertThat(words(market.processor(FREE).process(signal(A, 0)))).containsExactly("SELL 10 A");
        }
    }

    @Nested
    class AtALimit {
        private final SimpleMarket market = new SimpleMarket(100_000, A).mark(A, 50);
        private final SignalProcessor processor = market.processor(FREE.withStyle(OrderStyle.limit(0.001)));

        @Test
        void buysAboveAndSellsBelowTheMarkByTheOffset() {
            assertThat(words(processor.process(signal(A, 0.5)))).containsExactly("BUY 1000 A at 50.05");
            assertThat(words(processor.process(signal(A, -0.5)))).containsExactly("SELL 1000 A at 49.95");
        }

        @Test
        void theLimitIsOnTheTickWhateverTheRule() {
            for (TickRule rule : new TickRule[] {TickRule.REJECT, TickRule.ROUND_PASSIVE}) {
                Instrument coarse = A.withTickSize("0.25").withTickRule(rule);
                SimpleMarket there = new SimpleMarket(100_000, coarse).mark(coarse, 50.3);

                // 50.3503 and 50.2497 to the nearest quarter
                assertThat(words(there.processor(FREE.withStyle(OrderStyle.limit(0.001)))
                                .process(signal(coarse, 0.503))))
                        .containsExactly("BUY 1000 A at 50.25");
            }
        }

        @Test
        void aLimitThatWouldRoundToNothingIsOneTick() {
            Instrument penny = Instrument.equity("P");
            SimpleMarket there = new SimpleMarket(100, penny).mark(penny, 0.004);

            assertThat(words(there.processor(FREE.withStyle(OrderStyle.limit(0.001)))
                            .process(signal(penny, -1))))
                    .containsExactly("SELL 25000 P at 0.01");
        }

        @Test
        void theOrderThatRestsIsNotSentAgain() {
            market.send(processor.process(signal(A, 0.5)));

            assertThat(processor.process(signal(A, 0.5))).isEmpty();
        }

        @Test
        void theOrderThatRestsFollowsTheMarket() {
            market.send(processor.process(signal(A, 0.5)));
            market.mark(A, 40);

            assertThat(words(processor.process(signal(A, 0.5)))).containsExactly("replace by 1250 at 40.04");
        }

        @Test
        void aReplacementKeepsWhatIsFilled() {
            market.send(processor.process(signal(A, 0.5)));
            market.fillPart("400");

            assertThat(processor.process(signal(A, 0.5))).isEmpty();
            assertThat(words(processor.process(signal(A, 0.4)))).containsExactly("replace by 800 at 50.05");
        }

        @Test
        void theOrderThatRestsGoesWhenItIsNoLongerWanted() {
            market.send(processor.process(signal(A, 0.5)));

            assertThat(words(processor.process(signal(A, 0)))).containsExactly("cancel BUY 1000 A");
            assertThat(words(processor.process(signal(A, -0.2))))
                    .containsExactly("cancel BUY 1000 A", "SELL 400 A at 49.95");
        }

        @Test
        void anOrderUnderCancellationIsAsGoodAsGone() {
            market.send(processor.process(signal(A, 0.5)));
            market.become(OrderStatus.PENDING_CANCEL);

            assertThat(words(processor.process(signal(A, 0.5)))).containsExactly("BUY 1000 A at 50.05");
            assertThat(processor.process(signal(A, 0))).isEmpty();
        }

        @Test
        void ofSeveralThatRestOneIsLeft() {
            market.send(processor.process(signal(A, 0.5)));
            market.send(List.of(OrderIntent.buy(A, 7).atLimit(A.price("49.00")).withTag(SignalProcessor.TAG)));

            assertThat(words(processor.process(signal(A, 0.5))))
                    .containsExactly("cancel BUY 1000 A", "replace by 1000 at 50.05");
        }

        @Test
        void aRestThatIsTooSmallForATradeOfItsOwnIsKept() {
            SignalProcessor coarse =
                    market.processor(FREE.withStyle(OrderStyle.limit(0.001)).withMinTradeNotional(10_000));
            market.send(coarse.process(signal(A, 0.5)));
            market.fillPart("900");

            assertThat(coarse.process(signal(A, 0.5))).isEmpty();
        }

        @Test
        void marketStyleTakesARestingOrderAway() {
            market.send(processor.process(signal(A, 0.5)));

            assertThat(words(market.processor(FREE).process(signal(A, 0.5))))
                    .containsExactly("cancel BUY 1000 A", "BUY 1000 A");
        }

        @Test
        void timeInForceIsThatOfTheStyle() {
            OrderStyle style = OrderStyle.limit(0.001).withTimeInForce(TimeInForce.GTC);

            assertThat(market.processor(FREE.withStyle(style)).process(signal(A, 0.5)))
                    .containsExactly(OrderIntent.buy(A, 1000)
                            .atLimit(A.price("50.05"))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTag("signal"));
        }
    }

    @Nested
    class ThreeInstruments {
        private final SimpleMarket market =
                new SimpleMarket(100_000, A, B, C).mark(A, 10).mark(B, 20).mark(C, 50);

        @Test
        void exposureIsScaledDownInProportion() {
            // 0.8 + 0.4 + 0.4 = 1.6, half of each is left
            assertThat(words(market.processor(FREE.withMaxExposure(0.8))
                            .process(List.of(new Signal(C, -0.4), new Signal(A, 0.8), new Signal(B, 0.4)))))
                    .containsExactly("SELL 400 C", "BUY 4000 A", "BUY 1000 B");
        }

        @Test
        void positionsAreCappedBeforeExposureIsScaled() {
            SignalRules rules = FREE.withMaxPositionWeight(0.4).withMaxExposure(0.6);

            // 0.4 + 0.2 fits
            assertThat(words(market.processor(rules).process(List.of(new Signal(A, 0.9), new Signal(B, 0.2)))))
                    .containsExactly("BUY 4000 A", "BUY 1000 B");
        }

        @Test
        void whatIsLeftAloneTakesItsPartOfTheExposureFirst() {
            market.hold(C, "1200");

            assertThat(words(market.processor(FREE.withMaxExposure(0.8)).process(signal(A, 0.5))))
                    .containsExactly("BUY 2000 A");
            assertThat(market.processor(FREE.withMaxExposure(0.6)).process(signal(A, 0.5)))
                    .isEmpty();
            assertThat(market.processor(FREE.withMaxExposure(0.3)).process(signal(A, 0.5)))
                    .isEmpty();
        }

        @Test
        void goingFlatNeedsNoExposureToBeFree() {
            market.hold(C, "1200").hold(A, "100");

            assertThat(words(market.processor(FREE.withMaxExposure(0.3)).process(signal(A, 0))))
                    .containsExactly("SELL 100 A");
        }

        @Test
        void whatRestsForAnInstrumentThatIsLeftAloneTakesItsPartToo() {
            SignalRules rules = FREE.withMaxExposure(0.8).withStyle(OrderStyle.limit(0));
            market.send(market.processor(rules).process(signal(C, 0.6)));

            assertThat(words(market.processor(rules).process(signal(A, 0.5)))).containsExactly("BUY 2000 A at 10.00");
        }

        @Test
        void sellsComeBeforeBuysInTheRunsOrder() {
            market.hold(B, "1000").hold(C, "400");

            assertThat(words(market.processor(FREE)
                            .process(List.of(new Signal(C, 0), new Signal(A, 0.3), new Signal(B, 0.1)))))
                    .containsExactly("SELL 500 B", "SELL 400 C", "BUY 3000 A");
        }
    }

    @Nested
    class Rebalancing {
        private final SimpleMarket market = new SimpleMarket(100_000, A, B)
                .mark(A, 10)
                .mark(B, 20)
                .hold(A, "6000")
                .hold(B, "1500");

        @Test
        void whatIsWithinTheBandIsLeftAlone() {
            // weights are 0.6 and 0.3
            assertThat(market.processor(FREE).rebalance(Map.of(A, 0.55, B, 0.35), 0.05))
                    .isEmpty();
        }

        @Test
        void whatIsBeyondTheBandIsTradedToTheTarget() {
            assertThat(words(market.processor(FREE).rebalance(Map.of(A, 0.5, B, 0.34), 0.05)))
                    .containsExactly("SELL 1000 A");
        }

        @Test
        void withoutABandEveryDifferenceIsTradedSellsFirst() {
            assertThat(words(market.processor(FREE).rebalance(Map.of(B, 0.2, A, 0.7), 0)))
                    .containsExactly("SELL 500 B", "BUY 1000 A");
            assertThat(words(market.processor(FREE).rebalance(Map.of(B, 0.4, A, 0.5), 0)))
                    .containsExactly("SELL 1000 A", "BUY 500 B");
        }

        @Test
        void aWeightOfZeroIsFlatWhateverTheBand() {
            assertThat(words(market.processor(FREE).rebalance(Map.of(B, 0.0), 0.5)))
                    .containsExactly("SELL 1500 B");
        }

        @Test
        void aNegativeWeightIsFlatWhereItIsLongOnly() {
            assertThat(words(market.processor(SignalRules.DEFAULT).rebalance(Map.of(B, -0.2), 0)))
                    .containsExactly("SELL 1500 B");
            assertThat(words(market.processor(FREE).rebalance(Map.of(B, -0.2), 0)))
                    .containsExactly("SELL 2500 B");
        }

        @Test
        void capsAndSmallestTradeHoldHereToo() {
            SignalRules rules = FREE.withMaxPositionWeight(0.5).withMinTradeNotional(5_000);

            assertThat(words(market.processor(rules).rebalance(Map.of(A, 0.6, B, 0.34), 0)))
                    .containsExactly("SELL 1000 A");
        }

        @Test
        void theThresholdOfSignalsHasNoPartInIt() {
            assertThat(words(market.processor(FREE.withThreshold(1)).rebalance(Map.of(A, 0.5), 0)))
                    .containsExactly("SELL 1000 A");
        }

        @Test
        void refusesWhatIsNoWeightOrNoBand() {
            SignalProcessor processor = market.processor(FREE);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.rebalance(Map.of(A, Double.NaN), 0))
                    .withMessage("weight must be finite, was NaN (A)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.rebalance(Map.of(A, 0.1), -0.1))
                    .withMessage("tolerance band must not be negative and be finite, was -0.1");
        }
    }
}
