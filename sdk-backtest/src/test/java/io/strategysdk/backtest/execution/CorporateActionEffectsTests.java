package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.CashMerger;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.ShareMerger;
import io.strategysdk.api.event.CorporateAction.SpinOff;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.JournalEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What strategies are told of what actions make of their positions, and when actions and payments come. */
class CorporateActionEffectsTests {
    private static final Instrument BETA = Instrument.equity("BETA");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 6);

    /** Two days at 50 and 40, and one after the action. */
    private static Trial trial(CorporateAction... actions) {
        Trial trial = TradingSession.daily();
        for (String day : List.of("2024-03-04", "2024-03-05", "2024-03-06")) {
            trial.day(day, 50, 50, 50, 50).day(BETA, day, 40, 40, 40, 40);
        }
        return trial.actions(actions);
    }

    @Nested
    class PositionEvents {
        private static final String BOUGHT = "2024-03-05 ACME 0 to 100";

        /** Buys once, and writes down what becomes of its positions. */
        private static final class Watching implements Strategy {
            private final List<String> told = new ArrayList<>();
            private final int failingStep;
            private int steps;

            Watching(int failingStep) {
                this.failingStep = failingStep;
            }

            @Override
            public void onPositionUpdate(PositionEvent event, Context context) {
                told.add(Clock.instantOf(event.epochNanos()).toString().substring(0, 10) + " " + event.instrument()
                        + " " + event.before() + " to " + event.after());
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                steps++;
                if (steps == failingStep) {
                    throw new IllegalStateException("fails on purpose");
                }
                return steps == 1 ? List.of(OrderIntent.buy(ACME, 100)) : List.of();
            }
        }

        private static List<String> told(CorporateAction... actions) {
            Watching watching = new Watching(0);
            Backtest.of(watching).on(trial(actions).data()).run();
            return watching.told;
        }

        @Test
        void aSplitIsTold() {
            assertThat(told(new Split(ACME, DAY, 2, 1))).containsExactly(BOUGHT, "2024-03-06 ACME 100 to 200");
        }

        @Test
        void aMergerForCashIsTold() {
            assertThat(told(new CashMerger(ACME, DAY, BigDecimal.TEN)))
                    .containsExactly(BOUGHT, "2024-03-06 ACME 100 to 0");
        }

        @Test
        void aMergerForSharesIsToldOfBoth() {
            assertThat(told(new ShareMerger(ACME, DAY, BETA, 5, 4, BigDecimal.ZERO)))
                    .containsExactly(BOUGHT, "2024-03-06 ACME 100 to 0", "2024-03-06 BETA 0 to 125");
        }

        @Test
        void whatLeavesThePositionAsItIsIsNotTold() {
            assertThat(told(new SpinOff(ACME, DAY, BigDecimal.ONE), new Dividend(ACME, DAY, BigDecimal.ONE)))
                    .containsExactly(BOUGHT);
        }

        @Test
        void aStrategyThatWasStoppedIsNotTold() {
            Watching watching = new Watching(2);
            BacktestResult result = Backtest.of(watching)
                    .on(trial(new Split(ACME, DAY, 2, 1)).data())
                    .run();

            assertThat(watching.told).containsExactly(BOUGHT);
            assertThat(result.failures()).hasSize(1);
            assertThat(result.strategies().get(0).positions()).hasToString("{ACME=200}");
        }
    }

    @Test
    void aMergerForSharesCancelsOrdersThatRest() {
        OrderIntent stop = OrderIntent.sell(ACME, 100)
                .atStop(Price.of("45"))
                .withTimeInForce(TimeInForce.GTC)
                .withTag("stop");
        OrderIntent limit = OrderIntent.buy(BETA, 10)
                .atLimit(Price.of("30"))
                .withTimeInForce(TimeInForce.GTC)
                .withTag("limit");
        Trial trial = trial(new ShareMerger(ACME, DAY, BETA, 5, 4, BigDecimal.ZERO))
                .order(0, OrderIntent.buy(ACME, 100))
                .order(1, stop, limit);

        BacktestResult result = trial.run();

        assertThat(Trial.ends(result)).singleElement().asString().endsWith(" Cancelled stop");
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .last()
                .satisfies(entry -> assertThat(entry.epochNanos())
                        .isEqualTo(TradingSession.nyse("2024-03-06").close(0)));
    }

    /** Minutes around the clock: the last bar of a day closes at midnight, with which the next one begins. */
    @Nested
    class AtMidnight {
        private static final int LAST = 24 * 60 - 1;

        private static Trial flat(Instrument instrument, double price, int... minutes) {
            return flat(Trial.minutes(), instrument, price, minutes);
        }

        private static Trial flat(Trial trial, Instrument instrument, double price, int... minutes) {
            for (int minute : minutes) {
                trial.bar(instrument, minute, price, price, price, price, 1000);
            }
            return trial;
        }

        @Test
        void nothingHoldsAnActionUpWhereTheInstrumentHasNoBar() {
            Trial trial = flat(flat(ACME, 50, 0, 1, LAST + 2), BETA, 40, 0, 1, LAST, LAST + 1)
                    .actions(new Split(ACME, DAY, 2, 1));

            assertThat(trial.run().journal().entries(JournalEntry.Adjusted.class))
                    .extracting(JournalEntry.Adjusted::epochNanos)
                    .containsExactly(Trial.closeOf(LAST));
        }

        @Test
        void aBarOfTheDayBeforeHoldsAnActionUp() {
            Trial trial = flat(ACME, 50, 0, 1, LAST, LAST + 1).actions(new Split(ACME, DAY, 2, 1));

            assertThat(trial.run().journal().entries(JournalEntry.Adjusted.class))
                    .extracting(JournalEntry.Adjusted::epochNanos)
                    .containsExactly(Trial.closeOf(LAST + 1));
        }

        @Test
        void aDividendIsPaidWhenItsDayBegins() {
            int next = LAST + 24 * 60;
            Trial trial = flat(ACME, 50, 0, 1, LAST + 1, next, next + 1)
                    .actions(new Dividend(ACME, DAY, BigDecimal.ONE, DAY.plusDays(1)))
                    .order(0, OrderIntent.buy(ACME, 100));

            assertThat(trial.run().journal().entries(JournalEntry.Paid.class))
                    .extracting(JournalEntry.Paid::epochNanos)
                    .containsExactly(Trial.closeOf(next));
        }
    }
}
