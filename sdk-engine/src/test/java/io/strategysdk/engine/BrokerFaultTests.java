package io.strategysdk.engine;

import static io.strategysdk.engine.BrokerRuns.calm;
import static io.strategysdk.engine.BrokerRuns.fill;
import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.report;
import static io.strategysdk.engine.BrokerRuns.run;
import static io.strategysdk.engine.Runs.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command that throws at the broker is refused, and harms neither its order nor another strategy. */
@Timeout(60)
final class BrokerFaultTests {
    private static final OrderId FIRST = id(1);

    private final FakeBroker broker = new FakeBroker();

    private static OrderIntent resting(long quantity) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC);
    }

    private static Fill bought(String quantity) {
        return fill("a", FIRST, Side.BUY, quantity, "9", "0.01");
    }

    @Test
    void anOrderWhoseSubmissionThrowsIsRefused() {
        broker.breaks = "submit";
        Script script = Script.of(context -> List.of(resting(5)), context -> {
            broker.listener().onAccepted(FIRST);
            return report(broker, bought("2"));
        });

        RunResult result = run(broker, script, new Script());

        assertThat(script.orderEvents).first().isInstanceOfSatisfying(OrderEvent.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.BROKER);
            assertThat(rejected.text())
                    .isEqualTo("the broker must take the order, it threw io.strategysdk.api.SdkException:"
                            + " the line must hold, it did not (AAPL, order calm-1)");
        });
        assertThat(calm(result).positions().get(AAPL)).hasToString("2");
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
        Script script = Script.of(context -> List.of(resting(5)), context -> report(broker, bought("5")));

        RunResult result = run(broker, script);

        assertThat(script.orderEvents)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.SUBMITTED, OrderStatus.FILLED);
        assertThat(calm(result).positions().get(AAPL)).hasToString("5");
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

        RunResult result = run(broker, script);

        calm(result);
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

        RunResult result = run(broker, script, other);

        assertThat(other.decisions).isEqualTo(5);
        assertThat(broker.calls).contains("cancel calm.7a-1", "cancel calm.7a-2");
        assertThat(result.warnings())
                .hasSize(3)
                .contains("Strategy calm was stopped, and its order calm-2 was not cancelled, it may still be executed:"
                        + " the broker must take the cancel, it threw io.strategysdk.api.SdkException:"
                        + " the line must hold, it did not (AAPL, order calm-2)");
    }

    @Test
    void anOrderThatWorksAfterItsRefusalIsCancelledAtTheBroker() {
        broker.breaks = "submit";
        Script script = Script.of(context -> List.of(resting(5)), context -> {
            broker.listener().onAccepted(FIRST);
            return List.of();
        });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(broker.calls).contains("cancel calm.7a-1");
        assertThat(result.warnings()).hasSize(2);
    }

    @Test
    void anAdapterThatCannotBeLinkedHarmsNobody() {
        broker.failure = new NoSuchMethodError("of another version");
        broker.breaks = "submit";
        Script script = Script.of(context -> List.of(resting(1)));
        Script other = new Script();

        RunResult result = run(broker, script, other);

        calm(result);
        assertThat(script.orderEvents).singleElement().isInstanceOf(OrderEvent.Rejected.class);
        assertThat(other.decisions).isEqualTo(5);
    }

    @Test
    void anAdapterThatCannotBeLinkedToCancelForAStoppedStrategyHarmsNoOther() {
        broker.failure = new NoSuchMethodError("of another version");
        broker.breaks = "cancel";
        Script script = Script.of(context -> List.of(resting(1)), context -> {
            throw new IllegalStateException("broken");
        });
        Script other = new Script();

        run(broker, script, other);

        assertThat(other.decisions).isEqualTo(5);
    }
}
