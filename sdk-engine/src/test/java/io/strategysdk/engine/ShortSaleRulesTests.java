package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.expect;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be sold: what is held and not offered already. */
final class ShortSaleRulesTests {
    @Test
    void whatIsNotHeldCannotBeSold() {
        expect(
                OrderIntent.sell(AAPL, 1),
                RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells, open sells included: free are 0, was 1"
                        + " (AAPL, order s-1)");
        expect(
                OrderIntent.targetQuantity(AAPL, -3),
                RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells, open sells included: free are 0, was 3"
                        + " (AAPL, order s-1)");
        expect(
                OrderIntent.sellNotional(AAPL, "100"),
                RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells: free are 0.00, was 100 (AAPL, order s-1)");
    }

    @Test
    void nothingToReduce() {
        expect(
                OrderIntent.sell(AAPL, 1).withReduceOnly(),
                RejectReason.NOTHING_TO_REDUCE,
                "a cash account must hold what it sells, open sells included: free are 0, was 1"
                        + " (AAPL, order s-1)");
        expect(
                OrderIntent.buy(AAPL, 1).withReduceOnly(),
                RejectReason.NOTHING_TO_REDUCE,
                "a buy must have a short position to reduce, there is none (AAPL, order s-1)");
        expect(
                OrderIntent.buyNotional(AAPL, "100").withReduceOnly(),
                RejectReason.NOTHING_TO_REDUCE,
                "a buy must have a short position to reduce, there is none (AAPL, order s-1)");
    }

    @Test
    void openSellsHoldTheirShares() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(),
                context -> List.of(OrderIntent.sell(AAPL, 7).atLimit(Price.of(200)), OrderIntent.sell(AAPL, 4)));
        run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .extracting(event -> ((OrderEvent.Rejected) event).text())
                .containsExactly("a cash account must hold what it sells, open sells included: free are 3, was 4"
                        + " (AAPL, order s-3)");
    }

    @Test
    void amountsThatAreSoldTwiceNeverMakeAShortPosition() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(),
                context -> List.of(OrderIntent.sellNotional(AAPL, "800"), OrderIntent.sellNotional(AAPL, "800")));
        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(2)));
        assertThat(script.calls).contains("Rejected s-3");
    }

    @Test
    void anAmountThatIsSoldAfterAFallNeverMakesAShortPosition() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(),
                context -> List.of(OrderIntent.sellNotional(AAPL, "1000")));
        RunResult result = run(script, new Venue(), minutes(AAPL, 100, 100, 100, 50, 50));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(10)));
        assertThat(script.orderEvents.get(script.orderEvents.size() - 1))
                .isInstanceOfSatisfying(
                        OrderEvent.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.SHORT_NOT_ALLOWED));
    }
}
