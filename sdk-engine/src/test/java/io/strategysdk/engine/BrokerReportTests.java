package io.strategysdk.engine;

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
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Slice;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The books say what the broker holds, whatever its reports look like and whenever they come. */
@Timeout(60)
final class BrokerReportTests {
    private static final OrderId FIRST = new OrderId("calm.7a", 1);

    private final FakeBroker broker = new FakeBroker();

    private static OrderIntent resting(long quantity) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC);
    }

    private static Fill fill(String execId, OrderId order, Instrument instrument, Side side, String quantity) {
        return new Fill(execId, order, instrument, side, Quantity.of(quantity), Price.of(9), new BigDecimal("0.01"), 0);
    }

    private static Fill bought(String execId, String quantity) {
        return fill(execId, FIRST, AAPL, Side.BUY, quantity);
    }

    private List<OrderIntent> report(Fill... fills) {
        Arrays.stream(fills).forEach(broker.listener()::onFill);
        return List.of();
    }

    private RealtimeEngine.Builder over(ScriptedFeed feed) {
        return RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new BrokerExecution(broker))
                .label("7a");
    }

    private RunResult run(Script... scripts) {
        RealtimeEngine.Builder engine = over(new ScriptedFeed(
                bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10), bar(AAPL, 3, 10), bar(AAPL, 4, 10), bar(AAPL, 5, 10))));
        for (int i = 0; i < scripts.length; i++) {
            engine.strategy(i == 0 ? "calm" : "other" + i, scripts[i], CAPITAL, RiskLimits.NONE);
        }
        return engine.build().run();
    }

    private static StrategyResult only(RunResult result) {
        StrategyResult first = result.strategies().get(0);
        assertThat(first.failure()).isEmpty();
        return first;
    }

    private static List<OrderEvent> reported(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .toList();
    }

    @Test
    void whatIsExecutedAfterTheCancelIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(bought("late", "4")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("4");
        assertThat(only(result).cash()).isEqualByComparingTo("9963.99");
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
    void whatIsExecutedOfAnExpiredOrRefusedOrderIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10), resting(10)),
                context -> {
                    broker.listener().onExpired(FIRST);
                    broker.listener().onRejected(new OrderId("calm.7a", 2), RejectReason.BROKER, "changed its mind");
                    return List.of();
                },
                context -> report(bought("a", "10"), fill("b", new OrderId("calm.7a", 2), AAPL, Side.BUY, "3")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("13");
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
                context -> report(bought("late", "10")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        run(script);

        assertThat(power).containsExactly(10_000, 9_910, 10_000, 9_909.99, 9_909.99, 0);
    }

    @Test
    void whatNoOrderOwnsIsToldOf() {
        Script script = Script.of(
                context -> report(fill("x", new OrderId("yesterday", 1), AAPL, Side.BUY, "5"), bought("y", "1")));

        RunResult result = run(script);

        assertThat(only(result).positions()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("2 executions are of no order of this run and stand in no book; the first:"
                        + " execution x of BUY 5 AAPL at 9, order yesterday-1.");
    }

    @Test
    void whatComesTwiceIsBookedOnceAndToldOf() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(bought("a", "4"), bought("a", "4"), bought("b", "6")),
                context -> report(bought("b", "6"), bought("a", "4")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("10");
        assertThat(result.warnings())
                .containsExactly("3 executions came twice and were booked once; the first:"
                        + " execution a of BUY 4 AAPL at 9, order calm.7a-1.");
    }

    private static Fill boughtAt(String execId, String quantity, String price) {
        return new Fill(
                execId, FIRST, AAPL, Side.BUY, Quantity.of(quantity), Price.of(price), new BigDecimal("0.01"), 0);
    }

    @Test
    void failure20AnAmountMayBeSpentInManyExecutions() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(boughtAt("a", "4", "9")),
                context -> report(boughtAt("b", "3", "10"), boughtAt("c", "3", "9")),
                context -> report(boughtAt("c", "3", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("10");
        assertThat(only(result).cash()).isEqualByComparingTo("9906.97");
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
                context -> report(boughtAt("a", "9", "10")),
                context -> report(boughtAt("b", "1", "10")));

        RunResult result = run(script);

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
                context -> report(boughtAt("a", "4", "9")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> List.of(OrderIntent.buy(AAPL, 995)));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("4");
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
                context -> report(boughtAt("a", "4", "9"), boughtAt("b", "7", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("11");
        assertThat(power[3]).isEqualTo(9_900.98);
        assertThat(reported(result))
                .last()
                .satisfies(event -> assertThat(event.order().status()).isEqualTo(OrderStatus.FILLED));
    }

    @Test
    void moreThanWasAskedForIsHeldAsItHappened() {
        Script script =
                Script.of(context -> List.of(resting(5)), context -> report(bought("a", "2"), bought("b", "7")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("9");
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
                context -> report(bought("a", "7")),
                context -> List.of(OrderIntent.sell(AAPL, 8)),
                context -> List.of(OrderIntent.sell(AAPL, 7)));

        RunResult result = run(script);

        assertThat(only(result).positions()).isEmpty();
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .singleElement()
                .extracting(event -> event.order().id().sequence())
                .isEqualTo(2L);
    }

    @Test
    void decimalsThatAreNotCountedAreRoundedHalfEvenAndToldOf() {
        Fill fine = new Fill(
                "a",
                FIRST,
                AAPL,
                Side.BUY,
                Quantity.of(1),
                Price.of("8.123456785"),
                new BigDecimal("0.123456775000"),
                0);
        Script script = Script.of(context -> List.of(resting(1)), context -> report(fine));

        RunResult result = run(script);

        assertThat(only(result).fees()).isEqualByComparingTo("0.12345678");
        assertThat(only(result).cash()).isEqualByComparingTo("9991.75308644");
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
                        fill("a", FIRST, Runs.MSFT, Side.BUY, "1"),
                        fill("b", FIRST, euros, Side.BUY, "1"),
                        fill("c", FIRST, AAPL, Side.SELL, "1"),
                        boughtAt("d", "1", "0"),
                        boughtAt("e", "1", "0.000000001"),
                        fill("f", FIRST, AAPL, Side.BUY, "0.5"),
                        fill("g", FIRST, AAPL, Side.BUY, "9000000000000000000"),
                        fill("h", FIRST, AAPL, Side.BUY, "9000000000"),
                        new Fill("i", FIRST, AAPL, Side.BUY, Quantity.of(1), Price.of(9), new BigDecimal("1e20"), 0),
                        bought("last", "10")));
        Script other = new Script();

        RunResult result = run(script, other);

        assertThat(only(result).positions().get(AAPL)).hasToString("10");
        assertThat(only(result).cash()).isEqualByComparingTo("9909.99");
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
                context -> report(fill("a", FIRST, AAPL, Side.SELL, "1")),
                context -> report(bought("a", "1")));

        assertThat(only(run(script)).positions().get(AAPL)).hasToString("1");
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

        RunResult result = run(script, new Script());

        assertThat(only(result).positions().get(AAPL)).hasToString("2");
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

        RunResult result = run(script);

        assertThat(only(result).positions()).isEmpty();
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.PENDING_CANCEL, OrderStatus.SUBMITTED);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void anOrderWhoseSubmissionThrowsIsRefused() {
        broker.breaks = "submit";
        Script script = Script.of(context -> List.of(resting(5)), context -> {
            broker.listener().onAccepted(FIRST);
            return report(bought("a", "2"));
        });

        RunResult result = run(script, new Script());

        assertThat(script.orderEvents).first().isInstanceOfSatisfying(OrderEvent.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.BROKER);
            assertThat(rejected.text())
                    .isEqualTo("the broker must take the order, it threw io.strategysdk.api.SdkException:"
                            + " the line must hold, it did not (AAPL, order calm-1)");
        });
        assertThat(only(result).positions().get(AAPL)).hasToString("2");
        assertThat(result.warnings())
                .hasSize(3)
                .contains(
                        "1 command failed at the broker: submit of order calm.7a-1 threw"
                                + " io.strategysdk.api.SdkException: the line must hold, it did not.",
                        "1 order was accepted or replaced after its end: the broker was asked to cancel it:"
                                + " order calm.7a-1.");
    }

    @Test
    void anOrderThatTheBrokerHasAcceptedWorksWhateverItsSubmissionThrows() {
        broker.breaks = "submit";
        broker.acceptsFirst = true;
        Script script = Script.of(context -> List.of(resting(5)), context -> report(bought("a", "5")));

        RunResult result = run(script);

        assertThat(script.orderEvents)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.SUBMITTED, OrderStatus.FILLED);
        assertThat(only(result).positions().get(AAPL)).hasToString("5");
    }

    @Test
    void aReplacementOrCancelThatThrowsIsRefusedAndTheOrderWorksOn() {
        Script script = Script.of(
                context -> List.of(resting(5)),
                context -> {
                    broker.breaks = "replace";
                    return List.of(
                            OrderIntent.replace(context.orders().working().get(0))
                                    .withLimit(Price.of(8)));
                },
                context -> {
                    broker.breaks = "cancel";
                    return List.of(OrderIntent.cancelAll(AAPL));
                },
                context -> {
                    broker.breaks = "";
                    return List.of(OrderIntent.cancelAll(AAPL));
                });

        RunResult result = run(script);

        only(result);
        assertThat(script.orderEvents)
                .extracting(event ->
                        event.getClass().getSimpleName() + " " + event.order().status())
                .containsExactly(
                        "Accepted SUBMITTED",
                        "CancelRejected SUBMITTED",
                        "CancelRejected SUBMITTED",
                        "Cancelled CANCELLED");
        assertThat(result.warnings()).singleElement().asString().startsWith("2 commands failed at the broker; ");
    }

    @Test
    void aBrokerThatCannotCancelForAStoppedStrategyHarmsNoOther() {
        broker.breaks = "cancel";
        Script script = Script.of(context -> List.of(resting(1), resting(2)), context -> {
            throw new IllegalStateException("broken");
        });
        Script other = new Script();

        RunResult result = run(script, other);

        assertThat(other.decisions).isEqualTo(5);
        assertThat(broker.calls).contains("cancel calm.7a-1", "cancel calm.7a-2");
        assertThat(result.warnings())
                .hasSize(3)
                .contains("Strategy calm was stopped, and its order calm-2 was not cancelled, it may still be executed:"
                        + " the broker must take the cancel, it threw io.strategysdk.api.SdkException:"
                        + " the line must hold, it did not (AAPL, order calm-2)");
    }

    @Test
    void ordersThatEndWhileAStrategyIsStoppedAreNotCancelledAgain() {
        Script script = Script.of(context -> List.of(resting(1), resting(2), resting(3)), context -> {
            for (int i = 1; i <= 3; i++) {
                broker.listener().onExpired(new OrderId("calm.7a", i));
            }
            throw new IllegalStateException("broken");
        });
        Script other = new Script();

        RunResult result = run(script, other);

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
                report(bought("a", "5"));
            }
        };

        RunResult result = over(feed)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(held).containsExactly("5 10004.99");
        assertThat(only(result).positions().get(AAPL)).hasToString("5");
        assertThat(reported(result)).last().isInstanceOf(OrderEvent.Filled.class);
    }

    @Test
    void whatIsReportedBeforeARunBreaksIsInItsJournal(@TempDir Path folder) {
        Path file = folder.resolve("broken.journal");
        ScriptedFeed feed = new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10)));
        RealtimeEngine engine = over(feed)
                .execution(new DelegatingExecution(new BrokerExecution(broker)) {
                    @Override
                    public void match(Slice slice) {
                        report(bought("a", "5"));
                        throw new IllegalStateException("broken");
                    }
                })
                .journal(file)
                .strategy("calm", Script.of(context -> List.of(resting(5))), CAPITAL, RiskLimits.NONE)
                .build();

        assertThatIllegalStateException().isThrownBy(engine::run).withMessage("broken");
        assertThat(Journal.read(file).entries(JournalEntry.Booked.class)).hasSize(1);
    }
}
