package io.strategysdk.engine;

import static io.strategysdk.engine.BrokerRuns.calm;
import static io.strategysdk.engine.BrokerRuns.fill;
import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.report;
import static io.strategysdk.engine.BrokerRuns.reported;
import static io.strategysdk.engine.BrokerRuns.run;
import static io.strategysdk.engine.Runs.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that answers late, in another order, or not at all leaves neither books nor orders that nobody knows of. */
@Timeout(60)
final class BrokerDisorderTests {
    private final FakeBroker broker = new FakeBroker();

    private static NewOrder buy(long quantity) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC);
    }

    private static NewOrder sell(long quantity) {
        return OrderIntent.sell(AAPL, quantity).atLimit(Price.of(12)).withTimeInForce(TimeInForce.GTC);
    }

    private List<OrderIntent> executed(int order, Side side, String quantity) {
        String execId = "x" + broker.calls.size() + "-" + order;
        return report(broker, fill(execId, id(order), side, quantity, "10", "0"));
    }

    private static List<String> told(Script script) {
        return script.orderEvents.stream().map(BrokerDisorderTests::nameOf).toList();
    }

    private static List<String> journalled(RunResult result) {
        return reported(result).stream().map(BrokerDisorderTests::nameOf).toList();
    }

    private static String nameOf(OrderEvent event) {
        return event.getClass().getSimpleName() + " " + event.order().id().sequence();
    }

    @Test
    @SuppressWarnings("NullAway") // an adapter that is not checked may do it
    void aRefusalWithoutReasonOrTextIsOneAllTheSame() {
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(buy(10), buy(20)),
                context -> List.of(OrderIntent.cancel(context.orders().working().get(1))),
                context -> {
                    broker.listener().onRejected(id(1), null, null);
                    broker.listener().onCancelRejected(id(2), null, null);
                    return List.of();
                });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(told(script)).contains("Rejected 1", "CancelRejected 2");
        assertThat(journalled(result)).isEqualTo(told(script));
    }

    @Test
    void closingCountsWhatIsExecutedWhileOthersAreCancelled() {
        Script script =
                Script.of(context -> List.of(OrderIntent.buy(AAPL, 10)), context -> List.of(sell(10)), context -> {
                    executed(2, Side.SELL, "4");
                    return List.of(OrderIntent.close(AAPL));
                });

        assertThat(calm(run(broker, script)).positions()).isEmpty();
    }

    /** The second order leaves while the first report is applied, and reports are looked at with every command. */
    @Test
    void sameFillAppliedTwiceWhileItSendsAnotherOrder() {
        Script script = Script.of(context -> List.of(OrderIntent.oneTriggersOther(buy(10), sell(10))), context -> {
            Fill fill = fill("x1", id(1), Side.BUY, "10", "9", "0");
            return report(broker, fill, fill);
        });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("10");
        assertThat(result.warnings()).singleElement().asString().contains("came twice");
        assertThat(broker.calls).contains("submit " + id(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void aReplacementToNoMoreThanWasFilledMeanwhileEndsTheOrder(int total) {
        broker.thinks = true;
        Script script = Script.of(
                context -> List.of(buy(10)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(total))),
                context -> {
                    executed(1, Side.BUY, "7");
                    broker.accept(id(1));
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working()).isEmpty();
                    assertThat(context.portfolio().buyingPower()).isEqualTo(9_930);
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("7");
        assertThat(script.orderEvents).last().satisfies(event -> {
            assertThat(event.order().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(event.order().cumQty()).isEqualTo(Quantity.of(7));
        });
        assertThat(journalled(result)).isEqualTo(told(script));
    }

    @Test
    void aReplacementToLessThanWasFilledMeanwhileMayBeRefused() {
        broker.thinks = true;
        Script script = Script.of(
                context -> List.of(buy(10)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(5))),
                context -> {
                    executed(1, Side.BUY, "7");
                    broker.refuse(id(1));
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working())
                            .extracting(Order::status)
                            .containsExactly(OrderStatus.PARTIALLY_FILLED);
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("7");
        assertThat(result.warnings()).isEmpty();
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .last()
                .extracting(JournalEntry.Reported::event)
                .isEqualTo(script.orderEvents.get(2));
        assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.CancelRejected.class, refused -> {
            assertThat(refused.order().cumQty()).isEqualTo(Quantity.of(7));
            assertThat(((OrderIntent.Replace) refused.request()).orderQty()).isEqualTo(Quantity.of(5));
        });
    }

    @Test
    void cashIsSetAsideForTheReplacementThatIsUnderWay() {
        broker.thinks = true;
        double[] power = new double[6];
        Script script = Script.of(
                context -> List.of(buy(10)),
                context -> {
                    OrderIntent.Replace change =
                            OrderIntent.replace(context.orders().working().get(0));
                    return List.of(change.withLimit(Price.of(8)), change.withQuantity(Quantity.of(1000)));
                },
                context -> {
                    broker.accept(id(1));
                    return List.of();
                },
                context -> List.of());
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        calm(run(broker, script));

        assertThat(power).startsWith(10_000, 9_910, 9_910, 1_000, 1_000);
    }

    @Test
    void whatIsSetAsideForAReplacementStaysWhenACancelIsRefusedMeanwhile() {
        broker.thinks = true;
        broker.answersNoCancel = true;
        double[] power = new double[6];
        Script script = Script.of(
                context -> List.of(buy(10)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(1000)),
                        OrderIntent.cancelAll(AAPL)),
                context -> {
                    broker.refuseCancel(id(1));
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working().get(0).status()).isEqualTo(OrderStatus.PENDING_REPLACE);
                    broker.refuse(id(1));
                    return List.of();
                });
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        calm(run(broker, script));

        assertThat(power).startsWith(10_000, 9_910, 10_000, 1_000, 9_910);
    }

    @Test
    void aReplacementThatWaitedIsCheckedWhenItLeavesAndForgottenByACancel() {
        broker.thinks = true;
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(buy(10), buy(10)),
                context -> {
                    OrderIntent.Replace first =
                            OrderIntent.replace(context.orders().working().get(0));
                    OrderIntent.Replace second =
                            OrderIntent.replace(context.orders().working().get(1));
                    return List.of(
                            first.withLimit(Price.of(8)),
                            first.withQuantity(Quantity.of(5000)),
                            second.withLimit(Price.of(8)),
                            second.withLimit(Price.of(7)),
                            OrderIntent.cancel(context.orders().working().get(1)));
                },
                context -> {
                    broker.accept(id(1));
                    broker.accept(id(2));
                    return List.of();
                },
                context -> {
                    broker.refuseCancel(id(2));
                    return List.of();
                });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(broker.calls)
                .containsExactly(
                        "start",
                        "submit calm.7a-1",
                        "submit calm.7a-2",
                        "replace calm.7a-1",
                        "replace calm.7a-2",
                        "cancel calm.7a-2",
                        "close");
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event -> ((OrderEvent.CancelRejected) event).reason())
                .containsExactly(RejectReason.BUYING_POWER, RejectReason.BROKER);
        assertThat(journalled(result)).isEqualTo(told(script));
    }

    @Test
    void sharesAreSetAsideForAReplacementThatIsUnderWay() {
        broker.thinks = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(sell(5)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(10)), sell(5)),
                context -> {
                    broker.refuse(id(2));
                    return List.of();
                },
                context -> List.of(sell(5)));

        RunResult result = run(broker, script);

        calm(result);
        assertThat(journalled(result)).contains("Rejected 3", "Accepted 4");
    }

    /** Until its cancel is answered a sale may still fill, for what it is and not for what it was to become. */
    @Test
    void aSaleThatIsCancelledSetsAsideWhatItMayFillUntilTheAnswer() {
        broker.thinks = true;
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(sell(5)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(10)),
                        OrderIntent.cancelAll(AAPL),
                        sell(8)),
                context -> {
                    broker.listener().onCancelled(id(2));
                    return List.of();
                },
                context -> List.of(sell(8)));

        calm(run(broker, script));

        assertThat(told(script)).contains("Rejected 3", "Cancelled 2");
        assertThat(broker.calls).contains("submit " + id(4)).doesNotContain("submit " + id(3));
    }

    @Test
    void closingBuysNothingWhenMoreIsOnItsWayOutThanIsHeld() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> executed(1, Side.BUY, "10"),
                context -> List.of(sell(6), OrderIntent.cancelAll(AAPL)),
                context -> {
                    List<OrderIntent> sale = List.of(OrderIntent.sell(AAPL, 10));
                    executed(2, Side.SELL, "6");
                    return sale;
                },
                context -> List.of(OrderIntent.close(AAPL)));

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("4");
        assertThat(broker.calls)
                .containsExactly(
                        "start",
                        "submit calm.7a-1",
                        "submit calm.7a-2",
                        "cancel calm.7a-2",
                        "submit calm.7a-3",
                        "close");
    }

    @Test
    void aReplacementThatWaitedLeavesAfterARefusalToo() {
        broker.thinks = true;
        Script script = Script.of(
                context -> List.of(buy(10)),
                context -> {
                    OrderIntent.Replace change =
                            OrderIntent.replace(context.orders().working().get(0));
                    return List.of(change.withLimit(Price.of(8)), change.withLimit(Price.of(7)));
                },
                context -> {
                    broker.refuse(id(1));
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working().get(0).status()).isEqualTo(OrderStatus.PENDING_REPLACE);
                    broker.accept(id(1));
                    return List.of();
                });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(journalled(result)).containsExactly("Accepted 1", "CancelRejected 1", "Replaced 1");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void sharesAreSetAsideForASaleByAmount() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> executed(1, Side.BUY, "10"),
                context -> List.of(
                        OrderIntent.sellNotional(AAPL, "60"),
                        OrderIntent.sellNotional(AAPL, "50"),
                        OrderIntent.sell(AAPL, 5),
                        OrderIntent.sell(AAPL, 4)));

        calm(run(broker, script));

        assertThat(told(script)).contains("Accepted 2", "Rejected 3", "Rejected 4", "Accepted 5");
    }

    @Test
    void whatWasReportedBeforeATimerIsToldBeforeIt() {
        broker.fillsNothing = true;
        List<String> held = new ArrayList<>();
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 10)));
        script.onStart =
                context -> context.timer(Schedule.afterOpen(Duration.ofHours(15).plusSeconds(90)));
        script.onTimer = context -> held.add(context.position(AAPL).quantity().toString());
        Script reporting = Script.of(context -> executed(1, Side.BUY, "10"));

        calm(run(broker, script, reporting));

        assertThat(held).containsExactly("10");
        assertThat(script.calls).containsSubsequence("Filled calm-1", "timer");
    }

    @Test
    void anOrderThatIsReplacedAfterItsEndIsCancelledAtTheBroker() {
        broker.thinks = true;
        Script script = Script.of(
                context -> List.of(buy(5)),
                context -> List.of(
                        OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(10))),
                context -> {
                    executed(1, Side.BUY, "7");
                    broker.accept(id(1));
                    return List.of();
                });

        RunResult result = run(broker, script);

        assertThat(calm(result).positions().get(AAPL)).hasToString("7");
        assertThat(broker.calls).contains("cancel calm.7a-1");
    }

    @Test
    void aStoppedStrategysCancelThatIsNeverAnsweredIsToldOf() {
        broker.answersNoCancel = true;
        Script script = Script.of(context -> List.of(buy(1)), context -> {
            throw new IllegalStateException("broken");
        });

        RunResult result = run(broker, script);

        assertThat(result.warnings())
                .containsExactly("Strategy calm was stopped, and its order calm-1 was not cancelled,"
                        + " it may still be executed: the broker has not answered the cancel");
    }

    @Test
    void failure25NoReplacementLeavesWhileTheBrokerIsDown() {
        Script script = Script.of(context -> List.of(buy(1)), context -> {
            broker.connection(false);
            return List.of(
                    OrderIntent.replace(context.orders().working().get(0)).withLimit(Price.of(8)));
        });

        calm(run(broker, script));

        assertThat(broker.calls).containsExactly("start", "submit calm.7a-1", "close");
        assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.CancelRejected.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectReason.NOT_CONNECTED);
            assertThat(refused.order().status()).isEqualTo(OrderStatus.SUBMITTED);
        });
    }
}
