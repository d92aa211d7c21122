package io.strategysdk.engine;

import static io.strategysdk.engine.BrokerRuns.calm;
import static io.strategysdk.engine.BrokerRuns.fill;
import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.over;
import static io.strategysdk.engine.BrokerRuns.report;
import static io.strategysdk.engine.BrokerRuns.reported;
import static io.strategysdk.engine.BrokerRuns.run;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The books say what the broker holds, whatever its reports look like and whenever they come. */
@Timeout(60)
final class BrokerReportTests {
    private static final OrderId FIRST = id(1);

    private final FakeBroker broker = new FakeBroker();

    private static NewOrder resting(long quantity) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC);
    }

    private static Fill bought(String execId, String quantity) {
        return boughtAt(execId, quantity, "9");
    }

    private static Fill boughtAt(String execId, String quantity, String price) {
        return fill(execId, FIRST, Side.BUY, quantity, price, "0.01");
    }

    private static Fill sold(String execId, String quantity) {
        return fill(execId, FIRST, Side.SELL, quantity, "9", "0.01");
    }

    private static Fill boughtOf(Instrument instrument, String execId) {
        return new Fill(execId, FIRST, instrument, Side.BUY, Quantity.of(1), Price.of(9), BigDecimal.ZERO, 0);
    }

    @Test
    void failure26WhatIsExecutedAfterTheCancelIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(broker, bought("late", "4")));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("4");
        assertThat(calm(result).cash()).isEqualByComparingTo("9963.99");
        assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.Filled.class, filled -> {
            assertThat(filled.order().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(filled.order().cumQty()).isEqualTo(Quantity.of(4));
            assertThat(filled.order().leavesQty()).isEqualTo(Quantity.ZERO);
        });
        assertThat(script.positionEvents)
                .singleElement()
                .satisfies(moved -> assertThat(moved.after()).isEqualTo(Quantity.of(4)));
        assertThat(reported(result)).isEqualTo(script.orderEvents);
        assertThat(result.warnings())
                .containsExactly("1 execution came after the end of its order and was booked:"
                        + " execution late of BUY 4 AAPL at 9, order calm.7a-1, CANCELLED.");
    }

    @Test
    void failure26WhatIsExecutedOfAnExpiredOrRefusedOrderIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10), resting(10)),
                context -> {
                    broker.listener().onExpired(FIRST);
                    broker.listener().onRejected(id(2), RejectReason.BROKER, "changed its mind");
                    return List.of();
                },
                context -> report(broker, bought("a", "10"), fill("b", id(2), Side.BUY, "3", "9", "0.01")));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("13");
        assertThat(reported(result))
                .filteredOn(OrderEvent.Filled.class::isInstance)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.EXPIRED, OrderStatus.REJECTED);
        assertThat(result.warnings()).singleElement().asString().startsWith("2 executions came after the end of");
    }

    @Test
    void cashOfALateExecutionIsNotFreeAnyMore() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(broker, bought("late", "10")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        run(broker, script);

        assertThat(power).containsExactly(10_000, 9_910, 10_000, 9_909.99, 9_909.99, 0);
    }

    /** Cancelled stays cancelled, also where the broker thinks again. */
    @Test
    void failure26WhatIsReportedOfACancelledOrderBesideExecutionsChangesNothing() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(broker, bought("a", "4")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> {
                    broker.listener().onRejected(FIRST, RejectReason.BROKER, "invalid after all");
                    broker.listener().onCancelled(FIRST);
                    broker.listener().onExpired(FIRST);
                    broker.listener().onAccepted(FIRST);
                    broker.refuseCancel(FIRST);
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working()).isEmpty();
                    assertThat(context.portfolio().buyingPower()).isEqualTo(9_963.99);
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("4");
        assertThat(script.orderEvents)
                .extracting(
                        event -> event.order().status() + " " + event.order().cumQty())
                .containsExactly("SUBMITTED 0", "PARTIALLY_FILLED 4", "CANCELLED 4");
        assertThat(reported(result)).isEqualTo(script.orderEvents);
        assertThat(broker.calls).containsOnlyOnce("cancel calm.7a-1");
    }

    @Test
    void failure26ACancelThatIsNeverAnsweredLeavesAnOrderThatMayFill() {
        broker.answersNoCancel = true;
        double[] power = new double[6];
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(broker, bought("a", "4")),
                context -> {
                    assertThat(context.orders().working())
                            .extracting(order -> order.status() + " " + order.leavesQty())
                            .containsExactly("PENDING_CANCEL 6");
                    return List.of(OrderIntent.cancelAll(AAPL));
                },
                context -> report(broker, bought("b", "6")));
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("10");
        assertThat(calm(result).cash()).isEqualByComparingTo("9909.98");
        assertThat(power).containsExactly(10_000, 9_910, 10_000, 9_963.99, 9_963.99, 0);
        assertThat(broker.calls)
                .as("one order, and one cancel of it")
                .containsExactly("start", "submit calm.7a-1", "cancel calm.7a-1", "close");
        assertThat(reported(result))
                .extracting(event -> event.getClass().getSimpleName() + " "
                        + event.order().status() + " " + event.order().cumQty())
                .containsExactly(
                        "Accepted SUBMITTED 0",
                        "Filled PARTIALLY_FILLED 4",
                        "Filled FILLED 10",
                        "CancelRejected FILLED 10");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void failure26ACancelThatIsNotAnsweredByTheEndIsToldOf() {
        broker.answersNoCancel = true;
        Script script = Script.of(context -> List.of(resting(10)), context -> List.of(OrderIntent.cancelAll(AAPL)));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("Order calm-1 was not cancelled, it may still be executed: the broker has not answered"
                        + " the cancel");
    }

    @Test
    void failure21AFillThatFlipsAPositionIsBookedOnceHoweverOftenItComes() {
        broker.fillsNothing = true;
        Fill flip = fill("flip", id(2), Side.SELL, "25", "12", "0.05");
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> report(broker, boughtAt("a", "10", "10")),
                context -> List.of(OrderIntent.sell(AAPL, 25)),
                context -> report(broker, flip, flip),
                context -> report(broker, flip, boughtAt("a", "10", "10")));

        RunResult result = over(broker, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                .label("7a")
                .account(AccountRules.margin())
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(calm(result).positions().get(AAPL)).hasToString("-15");
        assertThat(calm(result).realizedPnl()).isEqualByComparingTo("20");
        assertThat(calm(result).fees()).isEqualByComparingTo("0.06");
        assertThat(calm(result).cash()).isEqualByComparingTo("10199.94");
        assertThat(script.positionEvents)
                .extracting(moved -> moved.before() + " to " + moved.after())
                .containsExactly("0 to 10", "10 to -15");
        assertThat(result.warnings())
                .containsExactly("3 executions came twice and were booked once; the first:"
                        + " execution flip of SELL 25 AAPL at 12, order calm.7a-2.");
    }

    /** A run that begins anew numbers its orders from 1 again; its label tells them from those of the run before. */
    @Test
    void failure21AfterARestartExecutionsOfTheRunBeforeAreNotBookedToOrdersOfTheNewOne() {
        Fill before = fill("a", FIRST, Side.BUY, "4", "9", "0.01");
        Script first = Script.of(context -> List.of(resting(10)), context -> report(broker, before));
        FakeBroker again = new FakeBroker();
        Script second = Script.of(
                context -> List.of(resting(10)),
                context -> report(again, before, fill("late", FIRST, Side.BUY, "6", "9", "0.01")),
                context -> report(again, before, fill("new", new OrderId("calm.7b", 1), Side.BUY, "1", "9", "0.01")));

        RunResult one = run(broker, first);
        RunResult other = over(again, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                .label("7b")
                .strategy("calm", second, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(calm(one).positions().get(AAPL)).hasToString("4");
        assertThat(calm(other).positions().get(AAPL)).hasToString("1");
        assertThat(calm(other).cash()).isEqualByComparingTo("9990.99");
        assertThat(second.orderEvents)
                .extracting(event -> event.order().id() + " " + event.order().cumQty())
                .containsExactly("calm-1 0", "calm-1 1");
        assertThat(other.warnings())
                .containsExactly(
                        "1 execution came twice and was booked once:"
                                + " execution a of BUY 4 AAPL at 9, order calm.7a-1.",
                        "2 executions are of no order of this run and stand in no book; the first:"
                                + " execution a of BUY 4 AAPL at 9, order calm.7a-1.");
    }

    @Test
    void whatNoOrderOwnsIsToldOf() {
        Script script = Script.of(context ->
                report(broker, fill("x", new OrderId("yesterday", 1), Side.BUY, "5", "9", "0.01"), bought("y", "1")));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("2 executions are of no order of this run and stand in no book; the first:"
                        + " execution x of BUY 5 AAPL at 9, order yesterday-1.");
    }

    @Test
    void whatComesTwiceIsBookedOnceAndToldOf() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(broker, bought("a", "4"), bought("a", "4"), bought("b", "6")),
                context -> report(broker, bought("b", "6"), bought("a", "4")));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("10");
        assertThat(result.warnings())
                .containsExactly("3 executions came twice and were booked once; the first:"
                        + " execution a of BUY 4 AAPL at 9, order calm.7a-1.");
    }

    @Test
    void failure20AnAmountMayBeSpentInManyExecutions() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(broker, boughtAt("a", "4", "9")),
                context -> report(broker, boughtAt("b", "3", "10"), boughtAt("c", "3", "9")),
                context -> report(broker, boughtAt("c", "3", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("10");
        assertThat(calm(result).cash()).isEqualByComparingTo("9906.97");
        assertThat(power).containsExactly(10_000, 9_900, 9_899.99 + 0.01, 9_906.97, 9_906.97, 0);
        assertThat(script.orderEvents)
                .extracting(event -> event.order().status() + " "
                        + event.order().cumQty() + " of " + event.order().orderQty())
                .containsExactly(
                        "SUBMITTED 0 of 0", "PARTIALLY_FILLED 4 of 4", "PARTIALLY_FILLED 7 of 7", "FILLED 10 of 10");
        assertThat(reported(result)).isEqualTo(script.orderEvents);
    }

    @Test
    void anAmountThatStillPaysForALotIsNotSpent() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(broker, boughtAt("a", "9", "10")),
                context -> report(broker, boughtAt("b", "1", "10")));

        RunResult result = run(broker, script);

        assertThat(script.orderEvents)
                .extracting(
                        event -> event.order().status() + " " + event.order().cumQty())
                .containsExactly("SUBMITTED 0", "PARTIALLY_FILLED 9", "FILLED 10");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void theBrokerEndsWhatItDoesNotSpendOfAnAmount() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(broker, boughtAt("a", "4", "9")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> List.of(OrderIntent.buy(AAPL, 995)));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("4");
        assertThat(reported(result))
                .extracting(event -> event.order().id().sequence() + " "
                        + event.order().status() + " " + event.order().cumQty())
                .containsExactly("1 SUBMITTED 0", "1 PARTIALLY_FILLED 4", "1 CANCELLED 4", "2 SUBMITTED 0");
    }

    @Test
    void anAmountThatIsSpentWhileItsCancelIsUnderWayFreesItsCashOnce() {
        broker.fillsNothing = true;
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(broker, boughtAt("a", "4", "9"), boughtAt("b", "7", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("11");
        assertThat(power[3]).isEqualTo(9_900.98);
        assertThat(reported(result))
                .last()
                .satisfies(event -> assertThat(event.order().status()).isEqualTo(OrderStatus.FILLED));
    }

    @Test
    void moreThanWasAskedForIsHeldAsItHappened() {
        Script script = Script.of(
                context -> List.of(resting(5)), context -> report(broker, bought("a", "2"), bought("b", "7")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("9");
        assertThat(power[3]).isEqualTo(9_918.98);
        assertThat(script.orderEvents).last().satisfies(event -> {
            assertThat(event.order().status()).isEqualTo(OrderStatus.FILLED);
            assertThat(event.order().orderQty()).isEqualTo(Quantity.of(9));
            assertThat(event.order().request().orderQty()).isEqualTo(Quantity.of(5));
        });
        assertThat(reported(result)).isEqualTo(script.orderEvents);
        assertThat(result.warnings())
                .containsExactly("1 execution was of more than was left of its order and was booked:"
                        + " execution b of BUY 7 AAPL at 9, order calm.7a-1, PARTIALLY_FILLED.");
    }

    @Test
    void theRestOfTheBooksStandsAfterMoreThanWasAskedFor() {
        Script script = Script.of(
                context -> List.of(resting(5)),
                context -> report(broker, bought("a", "7")),
                context -> List.of(OrderIntent.sell(AAPL, 8)),
                context -> List.of(OrderIntent.sell(AAPL, 7)));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions()).isEmpty();
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .singleElement()
                .extracting(event -> event.order().id().sequence())
                .isEqualTo(2L);
    }

    @Test
    void decimalsThatAreNotCountedAreRoundedHalfEvenAndToldOf() {
        Fill fine = fill("a", FIRST, Side.BUY, "1", "8.123456785", "0.123456775000");
        Script script = Script.of(context -> List.of(resting(1)), context -> report(broker, fine));

        RunResult result = run(broker, script);

        assertThat(calm(result).fees()).isEqualByComparingTo("0.12345678");
        assertThat(calm(result).cash()).isEqualByComparingTo("9991.75308644");
        assertThat(result.warnings())
                .containsExactly(
                        "1 execution had more decimals of price or fee than are counted and was booked rounded:"
                                + " execution a of BUY 1 AAPL at 8.123456785, order calm.7a-1, fee 0.123456775000.");
    }

    @Test
    void whatCannotBeTrueIsNotBookedAndHarmsNobody() {
        Instrument euros = AAPL.withCurrency("EUR");
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(
                        broker,
                        boughtOf(Runs.MSFT, "a"),
                        boughtOf(euros, "b"),
                        sold("c", "1"),
                        boughtAt("d", "1", "0"),
                        boughtAt("e", "1", "0.000000001"),
                        bought("f", "0.5"),
                        bought("g", "9000000000000000000"),
                        bought("h", "9000000000"),
                        fill("i", FIRST, Side.BUY, "1", "9", "1e20"),
                        bought("last", "10")));
        Script other = new Script();

        RunResult result = run(broker, script, other);

        assertThat(calm(result).positions().get(AAPL)).hasToString("10");
        assertThat(calm(result).cash()).isEqualByComparingTo("9909.99");
        assertThat(other.decisions).isEqualTo(5);
        assertThat(result.warnings())
                .containsExactly("9 executions cannot be true and stand in no book; the first:"
                        + " execution a of BUY 1 MSFT at 9, order calm.7a-1:"
                        + " instrument must be the order's AAPL, was MSFT.");
    }

    @Test
    void anExecutionThatWasPutRightIsBooked() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(broker, sold("a", "1")),
                context -> report(broker, bought("a", "1")));

        assertThat(calm(run(broker, script)).positions().get(AAPL)).hasToString("1");
    }

    @Test
    @SuppressWarnings("NullAway") // an adapter that is not checked may do it
    void answersThatNobodyAskedForChangeNothing() {
        Script script = Script.of(context -> List.of(resting(1)), context -> {
            broker.listener().onReplaced(FIRST);
            broker.refuse(FIRST);
            broker.refuseCancel(FIRST);
            broker.listener().onFill(null);
            return List.of(OrderIntent.buy(AAPL, 2));
        });

        RunResult result = run(broker, script, new Script());

        assertThat(calm(result).positions().get(AAPL)).hasToString("2");
        assertThat(result.warnings())
                .hasSize(2)
                .contains("3 reports answer what nobody asked for; the first: a replacement of order calm.7a-1.");
        assertThat(result.warnings().get(1)).startsWith("1 report could not be applied: ");
    }

    @Test
    void aRefusedReplacementLeavesTheCancelThatCameAfterItUnderWay() {
        broker.thinks = true;
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(resting(5)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withLimit(Price.of(8)),
                        OrderIntent.cancelAll(AAPL)),
                context -> {
                    broker.refuse(FIRST);
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working())
                            .singleElement()
                            .satisfies(order -> assertThat(order.status()).isEqualTo(OrderStatus.PENDING_CANCEL));
                    broker.refuseCancel(FIRST);
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions()).isEmpty();
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.PENDING_CANCEL, OrderStatus.SUBMITTED);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void ordersThatEndWhileAStrategyIsStoppedAreNotCancelledAgain() {
        Script script = Script.of(context -> List.of(resting(1), resting(2), resting(3)), context -> {
            for (int i = 1; i <= 3; i++) {
                broker.listener().onExpired(id(i));
            }
            throw new IllegalStateException("broken");
        });
        Script other = new Script();

        RunResult result = run(broker, script, other);

        assertThat(other.decisions).isEqualTo(5);
        assertThat(result.strategies().get(0).failure()).isPresent();
        assertThat(broker.calls).filteredOn(call -> call.startsWith("cancel")).hasSize(1);
    }

    @Test
    void whatIsReportedAfterTheLastSliceIsBookedBeforeTheStrategiesStop() {
        Script script = Script.of(context -> List.of(resting(5)));
        List<String> held = new ArrayList<>();
        script.onStop = context -> held.add(
                context.position(AAPL).quantity() + " " + context.portfolio().equity());
        ScriptedFeed feed = new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10))) {
            @Override
            public void close() {
                super.close();
                report(broker, bought("a", "5"));
            }
        };

        RunResult result = over(broker, feed)
                .label("7a")
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(held).containsExactly("5 10004.99");
        assertThat(calm(result).positions().get(AAPL)).hasToString("5");
        assertThat(reported(result)).last().isInstanceOf(OrderEvent.Filled.class);
    }

    @Test
    void whatIsReportedBeforeARunBreaksIsInItsJournal(@TempDir Path folder) {
        Path file = folder.resolve("broken.journal");
        ScriptedFeed feed = new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10)));
        RealtimeEngine engine = over(broker, feed)
                .label("7a")
                .execution(new DelegatingExecution(new BrokerExecution(broker)) {
                    @Override
                    public void match(Slice slice) {
                        report(broker, bought("a", "5"));
                        throw new IllegalStateException("broken");
                    }
                })
                .journal(file)
                .strategy("calm", Script.of(context -> List.of(resting(5))), CAPITAL, RiskLimits.NONE)
                .build();

        assertThatIllegalStateException().isThrownBy(engine::run).withMessage("broken");
        assertThat(Journal.read(file).entries(JournalEntry.Booked.class)).hasSize(1);
    }

    /** The fill of the first has the order that waits for it sent, at a broker whose line breaks after it was accepted. */
    @Test
    void anOrderThatIsAcceptedBeforeItsLineBreaksWorksAlsoWhenAReportHasSentIt() {
        broker.acceptsFirst = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.oneTriggersOther(resting(1), resting(2))),
                context -> {
                    broker.breaks = "submit";
                    report(broker, bought("x", "1"));
                    return List.of(resting(3));
                },
                context -> {
                    broker.breaks = "";
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(reported(result)).noneMatch(OrderEvent.Rejected.class::isInstance);
        assertThat(broker.calls)
                .contains("submit calm.7a-2", "submit calm.7a-3")
                .noneMatch(call -> call.startsWith("cancel"));
        assertThat(reported(result))
                .filteredOn(OrderEvent.Accepted.class::isInstance)
                .extracting(event -> event.order().id().sequence())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    /** The broker answers a cancel when it is listened to for the last time. */
    @Test
    void whatAPullInTheLastStepCancelsStandsInTheBooks() {
        KillSwitch killSwitch = new KillSwitch();
        broker.answersNoCancel = true;
        Execution execution = new DelegatingExecution(new BrokerExecution(broker)) {
            @Override
            public void takeReports() {
                if (broker.calls.contains("cancel " + FIRST)) {
                    broker.listener().onCancelled(FIRST);
                }
                super.takeReports();
            }
        };
        Script script = Script.of(
                context -> List.of(resting(1)),
                context -> List.of(),
                context -> List.of(),
                context -> List.of(),
                context -> {
                    killSwitch.pull();
                    return List.of();
                });

        RunResult result = over(broker, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                .execution(execution)
                .label("7a")
                .killSwitch(killSwitch)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(reported(result)).last().isInstanceOf(OrderEvent.Cancelled.class);
        assertThat(result.warnings()).containsExactly("The kill switch was pulled.");
    }

    @Test
    void aCancelThatIsNotAnsweredByTheEndIsToldOfWhoeverAskedForIt() {
        KillSwitch killSwitch = new KillSwitch();
        broker.answersNoCancel = true;
        Script script = Script.of(context -> List.of(resting(1)), context -> {
            killSwitch.pull();
            return List.of();
        });

        RunResult result = over(broker, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                .label("7a")
                .killSwitch(killSwitch)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.warnings())
                .containsExactly(
                        "The kill switch was pulled.",
                        "Order calm-1 was not cancelled, it may still be executed: the broker has not answered the"
                                + " cancel");
    }
}
