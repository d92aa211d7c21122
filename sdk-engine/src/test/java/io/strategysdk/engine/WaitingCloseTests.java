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
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for the answer to a cancel goes on whatever the answer is: the rest of a close leaves then. */
@Timeout(60)
final class WaitingCloseTests {
    private static final String REST_OF_THREE = "4 for 3";

    private final FakeBroker broker = new FakeBroker();

    WaitingCloseTests() {
        broker.fillsNothing = true;
        broker.answersNoCancel = true;
    }

    private static NewOrder sell(long quantity) {
        return OrderIntent.sell(AAPL, quantity).atLimit(Price.of(12)).withTimeInForce(TimeInForce.GTC);
    }

    private List<OrderIntent> sold(int order, String quantity, String price) {
        return report(broker, fill("sale of " + order, id(order), Side.SELL, quantity, price, "0"));
    }

    /**
     * Ten are held, and {@code first} and an order for three work when a close is asked for; then the broker answers. What
     * has been accepted, by order and quantity.
     */
    private RunResult closing(NewOrder first, Consumer<FakeBroker> answers) {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> report(broker, fill("b", id(1), Side.BUY, "10", "10", "0")),
                context -> List.of(first, sell(3)),
                context -> List.of(OrderIntent.close(AAPL)),
                context -> {
                    answers.accept(broker);
                    return List.of();
                });
        RunResult result = run(broker, script);
        calm(result);
        return result;
    }

    private static List<String> accepted(RunResult result) {
        return reported(result).stream()
                .filter(OrderEvent.Accepted.class::isInstance)
                .map(event -> event.order().id().sequence() + " for "
                        + event.order().request().orderQty())
                .toList();
    }

    /** Order 4 closes three at once: four and three are under cancellation. */
    private void assertThatFourLeave(Consumer<FakeBroker> answer) {
        RunResult result = closing(sell(4), answer);

        assertThat(accepted(result)).containsExactly("1 for 10", "2 for 4", "3 for 3", REST_OF_THREE, "5 for 3");
    }

    @Test
    void aCancelThatCameTooLate() {
        assertThatFourLeave(told -> {
            told.listener().onCancelled(id(3));
            sold(2, "4", "12");
        });
    }

    @Test
    void anExpiry() {
        RunResult result = closing(sell(4), told -> {
            told.listener().onExpired(id(2));
            told.listener().onExpired(id(3));
        });

        assertThat(accepted(result)).endsWith(REST_OF_THREE, "5 for 7");
    }

    @Test
    void aRejection() {
        RunResult result = closing(sell(4), told -> {
            told.listener().onRejected(id(2), RejectReason.BROKER, "halted");
            told.listener().onRejected(id(3), RejectReason.BROKER, "halted");
        });

        assertThat(accepted(result)).endsWith(REST_OF_THREE, "5 for 7");
    }

    @Test
    void aRefusedCancel() {
        RunResult result = closing(sell(4), told -> {
            told.listener().onCancelled(id(2));
            told.refuseCancel(id(3));
        });

        assertThat(accepted(result)).endsWith(REST_OF_THREE, "5 for 4");
    }

    /** Fifty dollars were five shares, and two at what they brought. */
    @Test
    void anAmountThatIsSpentMeanwhile() {
        RunResult result = closing(OrderIntent.sellNotional(AAPL, "50"), told -> {
            told.listener().onCancelled(id(3));
            sold(2, "2", "25");
        });

        assertThat(accepted(result)).endsWith("4 for 2", "5 for 6");
        assertThat(calm(result).positions().get(AAPL)).hasToString("8");
    }

    @Test
    void anOrderThatWaitedForOneThatExpires() {
        Script script = Script.of(
                context -> List.of(OrderIntent.oneTriggersOther(
                        OrderIntent.buy(AAPL, 5).atLimit(Price.of(9)),
                        OrderIntent.buy(AAPL, 7).atLimit(Price.of(8)))),
                context -> {
                    broker.listener().onExpired(id(1));
                    return List.of();
                },
                context -> {
                    assertThat(context.orders().working()).isEmpty();
                    return List.of();
                });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(reported(result))
                .extracting(event ->
                        event.order().id().sequence() + " " + event.order().status())
                .containsExactly("1 SUBMITTED", "1 EXPIRED", "2 SUBMITTED", "2 CANCELLED");
    }
}
