package io.strategysdk.engine;

import static io.strategysdk.engine.BrokerRuns.calm;
import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.reported;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order that was changed, or was not, sets aside what it needs as it is, whoever changed it. */
@Timeout(60)
final class CashSetAsideTests {
    /** Buying power at each decision, before it. */
    private final List<Double> power = new ArrayList<>();

    private static NewOrder buy(long quantity, long limit) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(limit)).withTimeInForce(TimeInForce.GTC);
    }

    @SafeVarargs
    private final Script script(Function<Context, List<OrderIntent>>... steps) {
        Script script = Script.of(steps);
        Function<Context, List<OrderIntent>> decide = script.decide;
        script.decide = context -> {
            power.add(context.portfolio().buyingPower());
            return decide.apply(context);
        };
        return script;
    }

    private static Function<Context, List<OrderIntent>> sends(OrderIntent... intents) {
        return context -> List.of(intents);
    }

    @Nested
    final class ByABroker {
        private final FakeBroker broker = new FakeBroker();

        private Function<Context, List<OrderIntent>> acts(Consumer<FakeBroker> act) {
            return context -> {
                act.accept(broker);
                return List.of();
            };
        }

        @Test
        void anotherQuantityOfTheBrokersNeedsItsCash() {
            Script script =
                    script(sends(buy(10, 9)), acts(told -> told.listener().onRestated(id(1), Quantity.of(20))));

            RunResult result = BrokerRuns.run(broker, script);

            calm(result);
            assertThat(power).startsWith(10_000.0, 9_910.0, 9_820.0);
            assertThat(reported(result)).isEqualTo(script.orderEvents).last().isInstanceOf(OrderEvent.Replaced.class);
        }

        @Test
        void anotherQuantityOfTheBrokersCountsForATarget() {
            broker.fillsNothing = true;
            Script script = script(
                    sends(OrderIntent.buy(AAPL, 10)),
                    acts(told -> told.listener().onRestated(id(1), Quantity.of(20))),
                    sends(OrderIntent.targetQuantity(AAPL, 25)));

            RunResult result = BrokerRuns.run(broker, script);

            calm(result);
            assertThat(reported(result))
                    .last()
                    .satisfies(event ->
                            assertThat(event.order().request().orderQty()).isEqualTo(Quantity.of(5)));
        }

        @Test
        void anAmountWhoseCancelWasRefusedKeepsItsCash() {
            broker.fillsNothing = true;
            broker.answersNoCancel = true;
            Script script = script(
                    sends(OrderIntent.buyNotional(AAPL, "1000")),
                    sends(OrderIntent.cancelAll(AAPL)),
                    acts(told -> told.refuseCancel(id(1))));

            calm(BrokerRuns.run(broker, script));

            assertThat(power).startsWith(10_000.0, 9_000.0, 10_000.0, 9_000.0);
        }

        /** The replacement is refused while the cancel is under way, then the cancel is. */
        @Test
        void nothingIsSetAsideForWhatWasRefusedBeforeTheCancelWas() {
            broker.thinks = true;
            broker.answersNoCancel = true;
            Script script = script(
                    sends(buy(10, 9)),
                    context -> List.of(
                            OrderIntent.replace(context.orders().working().get(0))
                                    .withQuantity(Quantity.of(1000)),
                            OrderIntent.cancelAll(AAPL)),
                    acts(told -> {
                        told.refuse(id(1));
                        told.refuseCancel(id(1));
                    }));

            calm(BrokerRuns.run(broker, script));

            assertThat(power).startsWith(10_000.0, 9_910.0, 10_000.0, 9_910.0);
        }
    }

    /** The second would cost 1,600, the first 900. */
    @Nested
    final class OfTwoThatCancelOneAnother {
        private final OrderIntent pair = OrderIntent.oneCancelsOther(buy(10, 90), buy(20, 80));

        @SafeVarargs
        private void run(Function<Context, List<OrderIntent>>... steps) {
            RunResult result = Runs.run(script(steps), new Venue(), minutes(AAPL, CashAccount.HUNDREDS));
            assertThat(result.strategies().get(0).failure()).isEmpty();
        }

        private static Function<Context, List<OrderIntent>> replacesFirst(long quantity) {
            return context -> List.of(
                    OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(quantity)));
        }

        @Test
        void theOneThatBecomesTheDearerIsPaidFor() {
            run(sends(pair), replacesFirst(30));

            assertThat(power).startsWith(10_000.0, 8_400.0, 7_300.0);
        }

        @Test
        void theOtherStaysPaidForWhenOneBecomesCheaper() {
            run(sends(pair), replacesFirst(5));

            assertThat(power).startsWith(10_000.0, 8_400.0, 8_400.0);
        }

        @Test
        void theOneThatIsLeftIsPaidFor() {
            run(
                    sends(pair),
                    context -> List.of(
                            OrderIntent.cancel(context.orders().working().get(1))));

            assertThat(power).startsWith(10_000.0, 8_400.0, 9_100.0);
        }

        @Test
        void theOneThatIsLeftIsPaidForWhenItIsReplacedToo() {
            run(
                    sends(pair),
                    context -> List.of(
                            OrderIntent.cancel(context.orders().working().get(1))),
                    replacesFirst(5));

            assertThat(power).startsWith(10_000.0, 8_400.0, 9_100.0, 9_550.0);
        }
    }

    @Nested
    final class ByAnIssuer {
        private static final CorporateAction.Split THREE_FOR_TWO =
                new CorporateAction.Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2);
        private static final CorporateAction.Split TWO_FOR_ONE =
                new CorporateAction.Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1);
        private static final long DAY = 24 * 60 * Runs.MINUTE;

        private final Script other = new Script();

        /** Two bars on the day before the split, two of the other instrument after it, then one of both. */
        private RunResult run(CorporateAction split, Script script) {
            return Runs.over(
                            data(
                                            bars(AAPL, 100, 0, Runs.MINUTE, DAY + 2 * Runs.MINUTE),
                                            bars(
                                                    MSFT,
                                                    100,
                                                    0,
                                                    Runs.MINUTE,
                                                    DAY,
                                                    DAY + Runs.MINUTE,
                                                    DAY + 2 * Runs.MINUTE))
                                    .withActions(List.of(split)),
                            new Venue())
                    .execution(new DelegatingExecution(new Venue()) {
                        @Override
                        public boolean takesCorporateActions() {
                            return true;
                        }
                    })
                    .strategy("s", script, CAPITAL, RiskLimits.NONE)
                    .strategy("other", other, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();
        }

        private static BarColumns bars(Instrument of, double price, long... opens) {
            BarColumns.Builder bars = BarColumns.builder(of, Timeframe.MINUTE);
            for (long open : opens) {
                long from = Runs.START + open;
                bars.bar(from, from + Runs.MINUTE, price, price, price, price, 1000);
            }
            return bars.build();
        }

        /** Five at 90 are seven at 60, since half a share cannot be bought. */
        @Test
        void aSplitSetsAsideWhatWholeSharesNeed() {
            RunResult result = run(THREE_FOR_TWO, script(sends(buy(5, 90))));

            assertThat(result.strategies().get(0).failure()).isEmpty();
            assertThat(power).startsWith(10_000.0, 9_550.0, 9_580.0);
        }

        @Test
        void whatWaitsForAnOrderSetsNothingAsideAtASplit() {
            OrderIntent pair = OrderIntent.oneTriggersOther(buy(5, 90), buy(10, 80));

            RunResult result = run(TWO_FOR_ONE, script(sends(pair)));

            assertThat(result.strategies().get(0).failure()).isEmpty();
            assertThat(power).startsWith(10_000.0, 9_550.0, 9_550.0);
        }

        @Test
        void aSplitIsToldOf() {
            Script script = script(sends(buy(5, 90)));

            run(TWO_FOR_ONE, script);

            assertThat(script.orderEvents)
                    .filteredOn(OrderEvent.Replaced.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.order().orderQty()).isEqualTo(Quantity.of(10));
                        assertThat(event.order().request().terms()).isEqualTo(new OrderTerms.Limit(Price.of(45)));
                    });
        }

        @Test
        void anOrderCountsForATargetAsTheSplitHasMadeIt() {
            Script script = script(
                    context -> List.of(),
                    sends(OrderIntent.buy(AAPL, 10).withTimeInForce(TimeInForce.GTC)),
                    sends(OrderIntent.targetQuantity(AAPL, 25)));

            RunResult result = run(TWO_FOR_ONE, script);

            assertThat(result.strategies().get(0).positions()).containsEntry(AAPL, Quantity.of(25));
        }
    }

    /** Of two orders of which one cancels the other. */
    @Nested
    final class OfAPair {
        private final Venue venue = new Venue();

        private static OrderIntent pair(NewOrder first, NewOrder second) {
            return OrderIntent.oneCancelsOther(first, second);
        }

        @Test
        void theDearerCountsWhicheverComesFirst() {
            NewOrder cheap = buy(40, 90);
            NewOrder dear = OrderIntent.buy(AAPL, 60).atStop(Price.of(105));

            Runs.run(script(sends(pair(cheap, dear))), venue, minutes(AAPL, 100, 100, 100));
            Runs.run(script(sends(pair(dear, cheap))), venue, minutes(AAPL, 100, 100, 100));

            assertThat(power).containsExactly(10_000.0, 3_700.0, 3_700.0, 10_000.0, 3_700.0, 3_700.0);
        }

        @Test
        void nothingIsLeftOfOneThatWasRefused() {
            OrderIntent tooDear = pair(buy(40, 90), OrderIntent.buy(AAPL, 99).atStop(Price.of(105)));

            Script script = script(sends(tooDear));
            Runs.run(script, venue, minutes(AAPL, 100, 100, 100));

            assertThat(script.calls).contains("Rejected s-1", "Rejected s-2");
            assertThat(power).containsExactly(10_000.0, 10_000.0, 10_000.0);
        }

        /** 100 dollars and 99 shares: what is sold at the market pays for later buys, half of a pair pays for nothing. */
        @Test
        void whatTheFirstMayBringInPaysForOrdersBesideThePairOnly() {
            NewOrder atClose = OrderIntent.sell(AAPL, 5).onClose();
            Script script = script(
                    sends(OrderIntent.buy(AAPL, 99)),
                    sends(OrderIntent.sell(AAPL, 10), pair(atClose, buy(11, 99)), buy(5, 98)),
                    sends(OrderIntent.cancelAll(AAPL)),
                    sends(pair(atClose, buy(17, 99))));

            Runs.run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(script.calls)
                    .contains("Accepted s-3", "Accepted s-4", "Accepted s-5", "Rejected s-6", "Rejected s-7");
        }
    }

    /** A sale that waited for a buy is open once the buy has filled: nothing is left for another. */
    @Test
    void anOrderThatWaitedForAnotherCountsOnceItIsSent() {
        OrderIntent both = OrderIntent.oneTriggersOther(
                OrderIntent.buy(AAPL, 10), OrderIntent.sell(AAPL, 10).atLimit(Price.of(500)));
        Script script = Script.of(sends(both), sends(), sends(), sends(OrderIntent.sell(AAPL, 1)));

        Runs.run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.calls).contains("Accepted s-2", "Rejected s-3");
    }
}
