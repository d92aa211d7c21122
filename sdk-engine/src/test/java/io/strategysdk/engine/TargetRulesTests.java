package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.CENT;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.expect;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Target quantities and weights become the orders that lead there, as far as the cash goes. */
final class TargetRulesTests {
    @Test
    void targetQuantitiesCountWorkingMarketOrders() {
        Script script = Script.of(
                context -> List.of(OrderIntent.targetQuantity(AAPL, 10), OrderIntent.targetQuantity(AAPL, 10)),
                context -> List.of(OrderIntent.targetQuantity(AAPL, 10)),
                context -> List.of(OrderIntent.targetQuantity(AAPL, 4)));
        Venue venue = new Venue();
        venue.perBar = 3;
        RunResult result = run(script, venue, minutes(AAPL, 100, 100, 100, 100, 100, 100, 100, 100));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(4)));
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Accepted.class::isInstance)
                .extracting(event -> event.order().side() + " " + event.order().orderQty())
                .startsWith("BUY 10");
    }

    @Test
    void weightsSellBeforeTheyBuyWhateverTheOrderOfInstruments() {
        Script script = Script.of(
                context -> List.of(OrderIntent.targetWeight(MSFT, 1)),
                context -> List.of(),
                context -> List.of(OrderIntent.targetWeights(Map.of(AAPL, 1.0, MSFT, 0.0))));
        RunResult result =
                run(script, new Venue(), minutes(AAPL, 100, 100, 100, 100, 100), minutes(MSFT, 50, 50, 50, 50, 50));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(100)));
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Accepted.class::isInstance)
                .extracting(event -> event.order().side() + " " + event.order().instrument())
                .containsExactly("BUY MSFT", "SELL MSFT", "BUY AAPL");
    }

    @Test
    void buysOfWeightsShrinkToWhatCashPaysForFeesIncluded() {
        Venue venue = new Venue();
        venue.fee = 100 * CENT;
        Script script = Script.of(context -> List.of(OrderIntent.targetWeight(AAPL, 1)));
        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(99)));
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("99");
    }

    @Test
    void buysOfWeightsShrinkAgainWhenThePriceHasRisen() {
        Script script = Script.of(context -> List.of(OrderIntent.targetWeight(AAPL, 1)));
        RunResult result = run(script, new Venue(), minutes(AAPL, 100, 103, 103));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(97)));
        assertThat(script.orderEvents.get(1).order().isFilled()).isTrue();
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("9");
    }

    /** An amount at market is on its way like a quantity. */
    @Test
    void anOpenOrderForAnAmountCountsTowardTargets() {
        OrderIntent amount = OrderIntent.buyNotional(AAPL, "5000");
        for (OrderIntent target : List.of(OrderIntent.targetWeight(AAPL, 0.5), OrderIntent.targetQuantity(AAPL, 50))) {
            Script script = script(amount, target);

            RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

            assertThat(result.strategies().get(0).positions().get(AAPL)).isEqualTo(Quantity.of(50));
            assertThat(script.orderEvents).hasSize(2);
        }
    }

    @Test
    void anOpenSaleForAnAmountCountsTowardTargets() {
        for (OrderIntent target : List.of(OrderIntent.targetWeight(AAPL, 0.3), OrderIntent.targetQuantity(AAPL, 30))) {
            Script script = Script.of(
                    context -> List.of(OrderIntent.buy(AAPL, 50)),
                    context -> List.of(OrderIntent.sellNotional(AAPL, "2000"), target));

            RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

            assertThat(result.strategies().get(0).positions().get(AAPL)).isEqualTo(Quantity.of(30));
            assertThat(script.orderEvents).hasSize(4);
        }
    }

    @Test
    void aTargetThatCannotBeCountedFromHereIsRefused() {
        expect(
                OrderIntent.targetQuantity(AAPL, new Quantity(Long.MIN_VALUE, 0)),
                RejectReason.QUANTITY_LIMIT,
                "a target must be countable from what is held and on its way, was -9223372036854775808 (AAPL)");
    }

    /** A billion coins in steps of 1e-8 are more steps than a double counts. */
    @Test
    void aWeightOfZeroClosesAPositionOfMoreStepsThanADoubleCounts() {
        Instrument coin = Instrument.crypto("COIN/USD", "0.00000001", "0.00000001");
        Script script = Script.of(
                context -> List.of(OrderIntent.targetQuantity(coin, 1_000_000_000)),
                context -> List.of(),
                context -> List.of(OrderIntent.targetWeight(coin, 0)));

        RunResult result = run(script, new Venue(), minutes(coin, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void aWeightBelowAPositionOfMoreStepsThanADoubleCountsIsRefusedAndStopsNothing() {
        Instrument coin = Instrument.crypto("COIN/USD", "0.00000001", "0.00000001");
        Script script = Script.of(
                context -> List.of(OrderIntent.targetQuantity(coin, 1_000_000_000)),
                context -> List.of(),
                context -> List.of(OrderIntent.targetWeight(coin, 0.001)));

        RunResult result = run(script, new Venue(), minutes(coin, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.orderEvents.get(script.orderEvents.size() - 1)).isInstanceOf(OrderEvent.Rejected.class);
    }
}
