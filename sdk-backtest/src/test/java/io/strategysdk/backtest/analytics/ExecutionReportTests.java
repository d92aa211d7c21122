package io.strategysdk.backtest.analytics;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecutionReportTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    private static ExecutionFigures figures(Trial trial) {
        return trial.run().execution().total();
    }

    private static void assertParts(
            Shortfall shortfall, String delay, String execution, String opportunity, String fees) {
        assertThat(shortfall.delay()).as("delay").isEqualByComparingTo(delay);
        assertThat(shortfall.execution()).as("execution").isEqualByComparingTo(execution);
        assertThat(shortfall.opportunity()).as("opportunity").isEqualByComparingTo(opportunity);
        assertThat(shortfall.fees()).as("fees").isEqualByComparingTo(fees);
    }

    /** Closes of 10.00, then an open of 10.20 and a close of 10.40. */
    private static Trial rising() {
        return Trial.minutes().bar(10, 10, 10, 10).bar(10.20, 10.50, 10.10, 10.40);
    }

    @Nested
    class AMarketOrder {
        @Test
        void isMeasuredFromTheCloseAtItsDecisionAndTheOpenAtItsArrival() {
            ExecutionFigures figures = figures(rising().order(0, OrderIntent.buy(ACME, 100))
                    .with(backtest ->
                            backtest.slippage(SlippageModel.fixed(10)).commission(CommissionModel.perOrder("1"))));

            // bought 100 at 10.20 × 1.001 = 10.2102, decided at 10.00, for a fee of 1
            assertParts(figures.shortfall(), "20", "1.02", "0", "1");
            assertThat(figures.shortfall().total()).isEqualByComparingTo("22.02");
            assertThat(figures.shortfall().totalBps()).hasValue(220.2);
            assertThat(figures.shortfall().decisionSlippageBps()).hasValue(210.2);
            assertThat(figures.shortfall().arrivalSlippageBps()).hasValue(10);
            assertThat(figures.shortfall().fillRate()).hasValue(1);
            assertThat(figures.volumeShare().largest()).hasValue(100 / 1e6);
        }

        /** The nearest unit of 5.022735185 is 5.02273518 for the market, and must not be 5.02273519 here. */
        @Test
        void isMeasuredByThePricesThatTheMarketFillsAt() {
            double price = 5.022735185;
            BacktestResult result = Trial.minutes()
                    .bar(price, price, price, price)
                    .bar(price, price, price, price)
                    .order(0, OrderIntent.buy(ACME, 1_000))
                    .run();

            Shortfall shortfall = result.execution().total().shortfall();
            assertThat(shortfall.total()).isZero();
            assertThat(shortfall.filledValue()).isEqualByComparingTo("5022.73518");
        }

        @Test
        void thatSellsIntoARiseGains() {
            ExecutionFigures figures = figures(rising().bar(10.50, 10.50, 10.50, 10.50)
                    .order(0, OrderIntent.buy(ACME, 100))
                    .order(1, OrderIntent.sell(ACME, 100)));

            // the sale was decided at 10.40 and filled at 10.50, the purchase cost 20
            assertParts(figures.shortfall(), "10", "0", "0", "0");
        }

        @Test
        void inPartsIsMeasuredByQuantity() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(ACME, 0, 10, 10, 10, 10, 500)
                    .bar(ACME, 1, 10.1, 10.1, 10.1, 10.1, 500)
                    .bar(ACME, 2, 10.2, 10.2, 10.2, 10.2, 500)
                    .bar(ACME, 3, 10.3, 10.3, 10.3, 10.3, 500)
                    .order(0, OrderIntent.buy(ACME, 120))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1))));

            // 50 at 10.10, 50 at 10.20, 20 at 10.30: 120 × 0.10 late, then 50 × 0.10 + 20 × 0.20 worse
            assertParts(figures.shortfall(), "12", "9", "0", "0");
            assertThat(figures.volumeShare().mean().orElseThrow()).isCloseTo(0.08, within(1e-15));
            assertThat(figures.volumeShare().largest()).hasValue(0.1);
            assertThat(figures.timeToFill().orElseThrow().longest()).isEqualTo(Duration.ofMinutes(3));
        }

        @Test
        void thatIsCutOffAsksForWhatIsMissingUntilItsEnd() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(ACME, 0, 10, 10, 10, 10, 500)
                    .bar(ACME, 1, 10.1, 10.2, 10.1, 10.15, 500)
                    .bar(ACME, 2, 12, 12, 12, 12, 500)
                    .order(0, OrderIntent.buy(ACME, 120).withTimeInForce(TimeInForce.IOC))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1))));

            // 50 at 10.10; 70 cancelled at a close of 10.15; what came later is none of its business
            assertParts(figures.shortfall(), "5", "0", "10.5", "0");
            assertThat(figures.shortfall().fillRate().orElseThrow()).isCloseTo(50 / 120.0, within(1e-15));
            assertThat(figures.orders().partlyFilled()).isOne();
            assertThat(figures.orders().fillRate()).hasValue(0);
            assertThat(figures.timeToFill()).isEmpty();
        }

        @Test
        void arrivesAfterItsLatency() {
            Trial trial = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10.1, 10.1, 10.1, 10.1)
                    .bar(10.2, 10.2, 10.2, 10.2)
                    .bar(10.3, 10.3, 10.3, 10.3)
                    .order(0, OrderIntent.buy(ACME, 100))
                    .with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(90))));

            // decided at 00:01, there at 00:02:30, first open after that 00:03
            assertParts(figures(trial).shortfall(), "30", "0", "0", "0");
        }

        @Test
        void atTheCloseOfItsDecisionHasNoDelay() {
            Trial trial = rising().order(0, OrderIntent.buy(ACME, 100))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withAtDecisionClose(true))
                            .slippage(SlippageModel.fixed(10)));

            assertParts(figures(trial).shortfall(), "0", "1", "0", "0");
        }
    }

    @Nested
    class ALimitOrder {
        @Test
        void thatIsNotReachedCostsWhatTheMarketMoved() {
            ExecutionFigures figures =
                    figures(rising().order(0, OrderIntent.buy(ACME, 100).atLimit(Price.of("9.50"))));

            // still waiting at the end, when the last close was 10.40
            assertParts(figures.shortfall(), "0", "0", "40", "0");
            assertThat(figures.orders().working()).isOne();
            assertThat(figures.shortfall().fillRate()).hasValue(0);
            assertThat(figures.shortfall().decisionSlippageBps()).isEmpty();
        }

        @Test
        void thatIsReachedGainsAgainstArrival() {
            ExecutionFigures figures =
                    figures(rising().order(0, OrderIntent.buy(ACME, 100).atLimit(Price.of("10.15"))));

            assertParts(figures.shortfall(), "20", "-5", "0", "0");
        }

        @Test
        void thatIsReplacedAsksForItsLastQuantity() {
            ExecutionFigures figures = figures(rising().bar(10.5, 10.5, 10.5, 10.5)
                    .order(0, OrderIntent.buy(ACME, 100).atLimit(Price.of("9.50")))
                    .decide(
                            1,
                            context -> List.of(OrderIntent.replace(
                                            context.orders().working().get(0))
                                    .withQuantity(Quantity.of(40)))));

            assertParts(figures.shortfall(), "0", "0", "20", "0");
        }
    }

    @Nested
    class AnOrderThatWaitsForItsTurn {
        private final NewOrder bracket =
                OrderIntent.buy(ACME, 10).withStopLoss(Price.of("9")).withTakeProfit(Price.of("11"));

        @Test
        void isNoUnfilledDemandWhenTheOtherExitCame() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.2, 9.8, 10)
                    .bar(10.5, 11.2, 10.5, 11.1)
                    .bar(12, 12, 12, 12)
                    .order(0, bracket));

            // bought at the 10.00 that it was decided at, sold at the 11.00 that was asked for: the gain is no
            // execution
            assertParts(figures.shortfall(), "0", "0", "0", "0");
            assertThat(figures.shortfall().filledValue()).isEqualByComparingTo("210");
            assertThat(figures.orders()).isEqualTo(new OrderCounts(3, 3, 2, 0, 0, 0, 0, 0, 1, Map.of()));
            assertThat(figures.orders().fillRate()).hasValue(1);
            assertThat(figures.timeToFill().orElseThrow().orders()).isOne();
        }

        @Test
        void isMeasuredFromItsStopWhenTheMarketGapsOverIt() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.2, 9.8, 10)
                    .bar(8.5, 8.5, 8.4, 8.4)
                    .order(0, bracket)
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(100))));

            // bought at 10.10; the stop at 9.00 met 8.50 and got 8.415
            assertParts(figures.shortfall(), "5", "1.85", "0", "0");
        }

        @Test
        void isMeasuredFromItsStopWhenTheMarketReachesItInsideOfABar() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.6, 10, 10.6)
                    .order(0, OrderIntent.buy(ACME, 10).atStop(Price.of("10.50")))
                    .with(backtest -> backtest.slippage(SlippageModel.fixed(100))));

            assertParts(figures.shortfall(), "0", "1.05", "0", "0");
        }

        @Test
        void trailingIsMeasuredFromTheCloseBeforeItsBar() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.6, 10, 10.6)
                    .bar(10.5, 10.5, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 10).withTrailingStopLoss(Price.of("0.40"))));

            // its level is 10.60 − 0.40: closed at 10.60, opened at 10.50, sold at 10.20
            assertParts(figures.shortfall(), "1", "3", "0", "0");
        }

        @Test
        void inAPairIsNoUnfilledDemand() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10.6, 10, 10.6)
                    .bar(12, 12, 12, 12)
                    .order(
                            0,
                            OrderIntent.oneCancelsOther(
                                    OrderIntent.buy(ACME, 10).atStop(Price.of("10.50")),
                                    OrderIntent.buy(ACME, 10).atLimit(Price.of("9.50")))));

            assertParts(figures.shortfall(), "0", "0", "0", "0");
            assertThat(figures.orders().filled()).isOne();
            assertThat(figures.orders().untriggered()).isOne();
        }

        @Test
        void afterAnotherIsMeasuredFromTheCloseBeforeItsBar() {
            ExecutionFigures figures = figures(Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .bar(11, 11, 11, 11)
                    .bar(12, 12, 12, 12)
                    .order(0, OrderIntent.oneTriggersOther(OrderIntent.buy(ACME, 10), OrderIntent.buy(ACME, 20))));

            // the first at 10.00 as decided; the second at the next open, 11.00, after a close of 10.00
            assertParts(figures.shortfall(), "20", "0", "0", "0");
        }
    }

    @Nested
    class ARefusal {
        @Test
        void countsByItsReasonAndAsksForNothing() {
            ExecutionFigures figures = figures(rising().order(
                            0, OrderIntent.buy(ACME, 1_000_000), OrderIntent.sell(ACME, 5), OrderIntent.buy(ACME, 10)));

            assertThat(figures.orders().sent()).isEqualTo(3);
            assertThat(figures.orders().accepted()).isOne();
            assertThat(figures.orders().rejected()).isEqualTo(2);
            assertThat(figures.orders().rejections())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(RejectReason.BUYING_POWER, 1, RejectReason.SHORT_NOT_ALLOWED, 1));
            assertThat(figures.shortfall().askedValue()).isEqualByComparingTo("100");
        }

        @Test
        void atTheFillCostsWhatTheMarketMoved() {
            Trial trial =
                    Trial.minutes().bar(10, 10, 10, 10).bar(11, 11, 10.9, 10.9).order(0, OrderIntent.buy(ACME, 10_000));

            ExecutionFigures figures = figures(trial);

            // 100,000 paid for 10,000 at 10.00, not at 11.00; the bar closed at 10.90
            assertThat(figures.orders().accepted()).isOne();
            assertThat(figures.orders().rejections()).containsEntry(RejectReason.BUYING_POWER, 1);
            assertParts(figures.shortfall(), "0", "0", "9000", "0");
        }

        @Test
        void ofAnInstrumentThatIsNotOfTheRunIsOnlyCounted() {
            ExecutionReport report =
                    rising().order(0, OrderIntent.buy(OTHER, 1)).run().execution();

            assertThat(report.parts()).hasSize(1);
            assertThat(report.parts().get(0).instrument()).isEqualTo(OTHER);
            assertThat(report.total().orders().rejections()).containsEntry(RejectReason.UNKNOWN_INSTRUMENT, 1);
        }
    }

    @Test
    void aRunWithoutOrdersHasNoParts() {
        ExecutionReport report = rising().run().execution();

        assertThat(report.parts()).isEmpty();
        assertThat(report.total().shortfall()).isEqualTo(Shortfall.NONE);
        assertThat(report.total().orders().fillRate()).isEmpty();
        assertThat(report.total().shortfall().fillRate()).isEmpty();
        assertThat(report.total().volumeShare().mean()).isEmpty();
    }

    @Test
    void partsAreInTheOrderOfTheRunsInstruments() {
        BacktestResult result = rising().bar(OTHER, 0, 20, 20, 20, 20, 0)
                .bar(OTHER, 1, 21, 21, 21, 21, 0)
                .order(0, OrderIntent.buy(OTHER, 10), OrderIntent.buy(ACME, 10))
                .run();

        ExecutionReport report = result.execution();

        assertThat(report.parts()).extracting(ExecutionReport.Part::instrument).containsExactly(ACME, OTHER);
        assertThat(report.parts().get(1).figures().volumeShare().largest())
                .as("without volume")
                .isEmpty();
        assertThat(report.total().shortfall().delay()).isEqualByComparingTo("12");
    }

    @Test
    void medianAndMeanAreOfWholeOrders() {
        TimeToFill times = TimeToFill.of(List.of(
                        Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)))
                .orElseThrow();

        assertThat(times)
                .isEqualTo(new TimeToFill(4, Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(9)));
    }

    @Test
    void aSplitBetweenDecisionAndFillCostsNothing() {
        MarketData data = Trial.minutes().bar(10, 10, 10, 10).bar(5, 5, 5, 5).data();
        NewOrder request = OrderIntent.buy(ACME, 10).atLimit(Price.of("10"));
        OrderId id = new OrderId("s", 1);
        long decided = Trial.closeOf(0);
        Order split = new Order(id, request, OrderStatus.FILLED, Quantity.of(20), Quantity.of(20), 5);
        Fill fill =
                new Fill("e", id, ACME, Side.BUY, Quantity.of(20), Price.of("5"), BigDecimal.ZERO, Trial.closeOf(1));

        ExecutionFigures figures = ExecutionReport.of(
                        List.of(
                                new JournalEntry.Reported(
                                        decided,
                                        "s",
                                        new OrderEvent.Accepted(
                                                new Order(
                                                        id,
                                                        request,
                                                        OrderStatus.SUBMITTED,
                                                        Quantity.of(10),
                                                        Quantity.ZERO,
                                                        Double.NaN),
                                                decided)),
                                new JournalEntry.Adjusted(
                                        decided, new CorporateAction.Split(ACME, LocalDate.of(2024, 3, 5), 2, 1)),
                                new JournalEntry.Reported(Trial.closeOf(1), "s", new OrderEvent.Filled(split, fill))),
                        data)
                .total();

        assertParts(figures.shortfall(), "0", "0", "0", "0");
        assertThat(figures.orders().filled()).isOne();
    }
}
