package io.strategysdk.backtest.analytics;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.analytics.Difference.Kind;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecutionComparisonTests {
    private static final NewOrder LIMIT = OrderIntent.buy(ACME, 20).atLimit(Price.of("9"));

    /** Buys 100 at 10.00, sells 40 at 11.00. */
    private static Trial trial() {
        return Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(11, 11, 11, 11)
                .order(0, OrderIntent.buy(ACME, 100))
                .order(1, OrderIntent.sell(ACME, 40));
    }

    private static List<RecordedFill> recorded(BacktestResult result, String id) {
        List<RecordedFill> recorded = new ArrayList<>();
        for (Fill fill : result.fills()) {
            RecordedFill own = RecordedFill.of(fill);
            recorded.add(new RecordedFill(
                    own.epochNanos(),
                    id.replace("#", own.orderId()),
                    own.symbol(),
                    own.side(),
                    own.quantity(),
                    own.price(),
                    own.fee()));
        }
        return recorded;
    }

    private static List<String> lines(ExecutionComparison comparison) {
        return comparison.differences().stream().map(Difference::toString).toList();
    }

    private static RecordedFill fill(int bar, String id, Side side, long quantity, String price) {
        return new RecordedFill(
                Trial.closeOf(bar), id, "ACME", side, Quantity.of(quantity), Price.of(price), BigDecimal.ZERO);
    }

    @Nested
    class TwoRuns {
        @Test
        void thatAreTheSameDoNotDiffer() {
            BacktestResult run = trial().order(2, LIMIT).run();

            ExecutionComparison comparison = ExecutionComparison.of(run.journal(), run.journal());

            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.pairedOrders()).isEqualTo(3);
            assertThat(comparison.expected()).isEqualTo(comparison.actual());
            assertThat(comparison.meanPriceDifferenceBps()).hasValue(0);
        }

        @Test
        void atOtherCostsDifferInPricesAndFees() {
            BacktestResult free = trial().run();
            BacktestResult dear = trial().with(backtest ->
                            backtest.slippage(SlippageModel.fixed(100)).commission(CommissionModel.perOrder("1")))
                    .run();

            ExecutionComparison comparison = ExecutionComparison.of(free.journal(), dear.journal());

            assertThat(lines(comparison))
                    .containsExactly(
                            "Decisions-1 BUY ACME: price of fill, expected 10, was 10.1",
                            "Decisions-2 SELL ACME: price of fill, expected 11, was 10.89");
            // 100 × 0.10 + 40 × 0.11 of 1,000 + 440
            assertThat(comparison.priceCost()).isEqualByComparingTo("14.4");
            assertThat(comparison.meanPriceDifferenceBps()).hasValue(100);
            assertThat(comparison.actual().fees()).isEqualByComparingTo("2");
            assertThat(comparison.expected().value()).isEqualByComparingTo("1440");
            assertThat(comparison.actual().value()).isEqualByComparingTo("1445.6");
        }

        @Test
        void nameOrdersAndFillsThatOnlyOneHas() {
            BacktestResult one = trial().order(2, LIMIT).run();
            BacktestResult other = trial().run();

            assertThat(lines(ExecutionComparison.of(one.journal(), other.journal())))
                    .containsExactly("Decisions-3 BUY ACME: missing order, expected 20");
            assertThat(lines(ExecutionComparison.of(other.journal(), one.journal())))
                    .containsExactly("Decisions-3 BUY ACME: extra order, was 20");
        }

        @Test
        void nameOtherQuantitiesTermsAndEnds() {
            BacktestResult one = trial().order(1, LIMIT).run();
            BacktestResult other = trial().order(1, OrderIntent.buy(ACME, 30).atLimit(Price.of("12")))
                    .run();

            ExecutionComparison comparison = ExecutionComparison.of(one.journal(), other.journal());

            assertThat(comparison.differences())
                    .extracting(Difference::kind)
                    .containsExactly(Kind.TERMS, Kind.QUANTITY, Kind.STATUS, Kind.EXTRA_FILL);
            assertThat(lines(comparison))
                    .contains(
                            "Decisions-2 BUY ACME: quantity, expected 20, was 30",
                            "Decisions-2 BUY ACME: status, expected SUBMITTED, was FILLED",
                            "Decisions-2 BUY ACME: extra fill, was 30 @ 11");
        }

        @Test
        void thatDecideAtAnotherTimeDifferBeyondTheTolerance() {
            BacktestResult one =
                    trial().order(0).order(1, OrderIntent.buy(ACME, 1)).run();
            BacktestResult other =
                    trial().order(0, OrderIntent.buy(ACME, 1)).order(1).run();
            Tolerance aMinute = new Tolerance(BigDecimal.valueOf(1_000), Duration.ofMinutes(1));

            assertThat(ExecutionComparison.of(one.journal(), other.journal()).differences())
                    .extracting(Difference::kind)
                    .containsExactly(Kind.DECISION_TIME, Kind.FILL_PRICE, Kind.FILL_TIME);
            assertThat(ExecutionComparison.of(one.journal(), other.journal(), aMinute)
                            .differences())
                    .isEmpty();
        }

        @Test
        void areAlignedByInstrumentAndSideWhereNumbersHaveShifted() {
            BacktestResult one = trial().run();
            BacktestResult other = trial().order(0, OrderIntent.sell(ACME, 7), OrderIntent.buy(ACME, 100))
                    .run();

            // the refused sale is number 1, and the purchase number 2; the sales that went before are paired first
            assertThat(lines(ExecutionComparison.of(one.journal(), other.journal())))
                    .containsExactly(
                            "Decisions-2 SELL ACME: quantity, expected 40, was 7",
                            "Decisions-2 SELL ACME: status, expected FILLED, was REJECTED",
                            "Decisions-2 SELL ACME: time of decision, expected 2024-03-05T00:02:00Z, was 2024-03-05T00:01:00Z",
                            "Decisions-2 SELL ACME: missing fill, expected 40 @ 11",
                            "Decisions-3 SELL ACME: extra order, was 40 @ 11");
        }
    }

    @Nested
    class RecordedFillsOfARun {
        @Test
        void areItsFillsWithOrWithoutIdsAndRunLabels() {
            BacktestResult run = trial().order(2, LIMIT).run();

            for (String id : List.of("#", "")) {
                ExecutionComparison comparison =
                        ExecutionComparison.of(run.journal(), recorded(run, id), Tolerance.EXACT);

                assertThat(comparison.differences()).isEmpty();
                assertThat(comparison.pairedOrders()).isEqualTo(2);
            }
            List<RecordedFill> labelled = List.of(
                    fill(1, "Decisions.mu3k5a1c-1", Side.BUY, 100, "10"),
                    fill(2, "Decisions.mu3k5a1c-2", Side.SELL, 40, "11"));
            assertThat(ExecutionComparison.of(run.journal(), labelled, Tolerance.EXACT)
                            .differences())
                    .isEmpty();
        }

        /** Eight letters after a dot may be a label and may be a name. */
        @Test
        void belongToTheStrategyThatTheirIdNamesInFull() {
            BacktestResult run = twoOf("eu.momentum", "us.momentum", "us").run();

            assertThat(ExecutionComparison.of(run.journal(), recorded(run, "#"), Tolerance.EXACT)
                            .differences())
                    .isEmpty();
            List<RecordedFill> labelled = recorded(run, "#").stream()
                    .map(fill -> new RecordedFill(
                            fill.epochNanos(),
                            fill.orderId().replace("-", ".Run7-"),
                            fill.symbol(),
                            fill.side(),
                            fill.quantity(),
                            fill.price(),
                            fill.fee()))
                    .toList();
            ExecutionComparison comparison = ExecutionComparison.of(run.journal(), labelled, Tolerance.EXACT);
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.pairedOrders()).isEqualTo(3);
        }

        @Test
        void ofAStrategyThatTheRunDoesNotHaveKeepTheirId() {
            BacktestResult run = twoOf("eu.momentum").run();

            assertThat(lines(ExecutionComparison.of(
                            run.journal(), List.of(fill(1, "us.momentum-1", Side.BUY, 5, "10")), Tolerance.EXACT)))
                    .containsExactly(
                            "eu.momentum-1 BUY ACME: missing order, expected 1 @ 10",
                            "us.momentum-1 BUY ACME: extra order, was 5 @ 10");
        }

        /** Each buys one share more than the one before. */
        private static Backtest twoOf(String... names) {
            Backtest backtest = Backtest.ofSeveral()
                    .on(Trial.minutes().bar(10, 10, 10, 10).bar(10, 10, 10, 10).data());
            for (int i = 0; i < names.length; i++) {
                backtest.strategy(
                        names[i],
                        Trial.deciding(0, OrderIntent.buy(ACME, i + 1)),
                        BigDecimal.valueOf(1_000),
                        RiskLimits.NONE);
            }
            return backtest;
        }

        @Test
        void nameMissingAndExtraOnes() {
            List<RecordedFill> recorded = List.of(
                    fill(1, "Decisions-1", Side.BUY, 60, "10"),
                    fill(1, "Decisions-1", Side.BUY, 30, "10.05"),
                    fill(2, "", Side.BUY, 5, "11"));

            ExecutionComparison comparison =
                    ExecutionComparison.of(trial().run().journal(), recorded, Tolerance.EXACT);

            assertThat(lines(comparison))
                    .containsExactly(
                            "Decisions-1 BUY ACME: quantity of fill, expected 100, was 60",
                            "Decisions-1 BUY ACME: extra fill, was 30 @ 10.05",
                            "Decisions-2 SELL ACME: missing order, expected 40 @ 11",
                            "BUY ACME: extra order, was 5 @ 11");
            assertThat(comparison.actual())
                    .isEqualTo(new FillTotals(
                            2,
                            3,
                            BigDecimal.valueOf(95),
                            comparison.actual().value(),
                            comparison.actual().fees()));
        }

        @Test
        void areCloseEnoughWithinTheTolerance() {
            List<RecordedFill> recorded = List.of(
                    fill(1, "Decisions-1", Side.BUY, 100, "10.01"), fill(2, "Decisions-2", Side.SELL, 40, "10.989"));
            Tolerance tenBps = new Tolerance(BigDecimal.TEN, Duration.ZERO);
            Tolerance nineBps = new Tolerance(BigDecimal.valueOf(9), Duration.ZERO);

            assertThat(ExecutionComparison.of(trial().run().journal(), recorded, tenBps)
                            .differences())
                    .isEmpty();
            assertThat(ExecutionComparison.of(trial().run().journal(), recorded, nineBps)
                            .differences())
                    .hasSize(2);
        }
    }

    @Test
    void aToleranceIsNotNegative() {
        assertThatThrownBy(() -> new Tolerance(BigDecimal.valueOf(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must not be negative, was -1 bps and PT0S");
    }
}
