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
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order by amount at a broker ends when its amount is spent, whatever was asked of it meanwhile. */
@Timeout(60)
final class BrokerAmountTests {
    private final FakeBroker broker = new FakeBroker();

    BrokerAmountTests() {
        broker.fillsNothing = true;
    }

    private static Fill bought(String quantity) {
        return fill("x" + quantity, id(1), Side.BUY, quantity, "10", "0");
    }

    private static List<String> told(RunResult result) {
        return reported(result).stream()
                .map(event -> event.getClass().getSimpleName() + " "
                        + event.order().id().sequence() + " " + event.order().status())
                .toList();
    }

    @Test
    void isNoWorkingOrderAnyMoreWhenItIsSpent() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(broker, bought("4"), bought("6")),
                context -> {
                    assertThat(context.orders().working()).isEmpty();
                    assertThat(context.portfolio().buyingPower()).isEqualTo(9_900);
                    return List.of(OrderIntent.cancelAll(AAPL));
                });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(told(result))
                .containsExactly("Accepted 1 SUBMITTED", "Filled 1 PARTIALLY_FILLED", "Filled 1 FILLED");
        assertThat(broker.calls).noneMatch(call -> call.startsWith("cancel"));
    }

    @Test
    void hasBeenAcceptedWhenItIsFilledBeforeTheBrokerSaysSo() {
        Script script = Script.of(context -> {
            report(broker, bought("4"));
            return List.of(OrderIntent.buyNotional(AAPL, "100"));
        });

        RunResult result = run(broker, script);

        calm(result);
        assertThat(told(result)).containsExactly("Accepted 1 SUBMITTED", "Filled 1 PARTIALLY_FILLED");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void isToldOfACancelThatCameTooLate() {
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(broker, bought("10")));

        RunResult result = run(broker, script);

        calm(result);
        assertThat(told(result)).containsExactly("Accepted 1 SUBMITTED", "Filled 1 FILLED", "CancelRejected 1 FILLED");
        assertThat(((OrderEvent.CancelRejected) script.orderEvents.get(2)).text())
                .isEqualTo("an order must work to be changed, it has been filled meanwhile (AAPL, order calm-1)");
        assertThat(result.warnings()).isEmpty();
    }

    /** The broker says that it is for twelve; half of them cost what was to be spent. */
    @Test
    void countsForNothingWhenItIsSpentForFewerThanTheBrokerSaid() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "120")),
                context -> {
                    broker.listener().onRestated(id(1), Quantity.of(12));
                    return List.of();
                },
                context -> report(broker, fill("dear", id(1), Side.BUY, "6", "20", "0")),
                context -> List.of(OrderIntent.targetQuantity(AAPL, 20)));

        RunResult result = run(broker, script);

        calm(result);
        assertThat(reported(result)).isEqualTo(script.orderEvents);
        assertThat(script.orderEvents)
                .last()
                .satisfies(
                        event -> assertThat(event.order().request().orderQty()).isEqualTo(Quantity.of(14)));
    }
}
