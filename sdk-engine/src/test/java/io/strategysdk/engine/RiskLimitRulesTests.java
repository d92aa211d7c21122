package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.expect;
import static io.strategysdk.engine.CashAccount.refusal;
import static io.strategysdk.engine.CashAccount.refusalOf;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits on the value of orders, on position and leverage, and on the number of orders. */
final class RiskLimitRulesTests {
    @Test
    void ordersBeyondTheStrategysOwnLimits() {
        Script script = script(OrderIntent.buy(AAPL, 6));
        script.riskLimits = RiskLimits.NONE.withMaxOrderNotional(500);

        run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(refusal(script).text()).isEqualTo("order value must be at most 500, was 600 (AAPL, order s-1)");
    }

    @Test
    void ordersAndValuesBeyondTheLimits() {
        RiskLimits none = RiskLimits.NONE;
        expect(
                none.withMaxOrderNotional(500),
                OrderIntent.buy(AAPL, 6),
                RejectReason.QUANTITY_LIMIT,
                "order value must be at most 500, was 600 (AAPL, order s-1)");
        expect(
                none.withMinOrderNotional(500),
                OrderIntent.buy(AAPL, 4),
                RejectReason.QUANTITY_LIMIT,
                "order value must be at least 500, was 400 (AAPL, order s-1)");
        expect(
                none.withMaxPositionWeight(0.1),
                OrderIntent.buy(AAPL, 11),
                RejectReason.POSITION_LIMIT,
                "position must not exceed 0.1 of equity 10000, would be 1100 (AAPL, order s-1)");
        expect(
                none.withMaxLeverage(0.2),
                OrderIntent.buy(AAPL, 21),
                RejectReason.LEVERAGE_LIMIT,
                "positions and open orders must not exceed 0.2 times equity 10000, would be 2100"
                        + " (AAPL, order s-1)");
    }

    @Test
    void openOrdersCountTowardLimitsOnPositionAndLeverage() {
        OrderIntent resting = OrderIntent.buy(AAPL, 8).atLimit(AAPL.price(90));
        Script heavy = script(resting, OrderIntent.buy(AAPL, 4));
        Script geared = script(OrderIntent.buy(AAPL, 8).atLimit(AAPL.price(100)), OrderIntent.buy(AAPL, 13));

        run(heavy, new Venue(), RiskLimits.NONE.withMaxPositionWeight(0.1), minutes(AAPL, HUNDREDS));
        run(geared, new Venue(), RiskLimits.NONE.withMaxLeverage(0.2), minutes(AAPL, HUNDREDS));

        assertThat(refusalOf(heavy).reason()).isEqualTo(RejectReason.POSITION_LIMIT);
        assertThat(refusalOf(heavy).text()).contains("would be 1200");
        assertThat(refusalOf(geared).reason()).isEqualTo(RejectReason.LEVERAGE_LIMIT);
        assertThat(refusalOf(geared).text()).contains("would be 2100");
    }

    @Test
    void limitsHoldNoExitBack() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 5)),
                context -> List.of(OrderIntent.buy(AAPL, 5)),
                context -> List.of(OrderIntent.sellNotional(AAPL, "600")),
                context -> List.of(OrderIntent.close(AAPL)));

        run(script, new Venue(), RiskLimits.NONE.withMaxOrderNotional(500), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents).noneMatch(OrderEvent.Rejected.class::isInstance);
    }

    @Test
    void limitsHoldForAmountsToo() {
        RiskLimits none = RiskLimits.NONE;
        expect(
                none.withMaxOrderNotional(500),
                OrderIntent.buyNotional(AAPL, "600"),
                RejectReason.QUANTITY_LIMIT,
                "order value must be at most 500, was 600 (AAPL, order s-1)");
        expect(
                none.withMaxPositionWeight(0.1),
                OrderIntent.buyNotional(AAPL, "1100"),
                RejectReason.POSITION_LIMIT,
                "position must not exceed 0.1 of equity 10000, would be 1100 (AAPL, order s-1)");
    }

    @Test
    void tooManyOrdersInOneStep() {
        Script script = script(OrderIntent.buy(AAPL, 1), OrderIntent.buy(AAPL, 1), OrderIntent.buy(AAPL, 1));
        run(script, new Venue(), RiskLimits.NONE.withMaxOrdersPerStep(2), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.ORDER_RATE);
                    assertThat(((OrderEvent.Rejected) event).text())
                            .isEqualTo("orders in one step must not exceed 2 (AAPL, order s-3)");
                });
    }

    /** Their quantity is not known yet, their amount is. */
    @Test
    void openOrdersForAnAmountCountTowardTheLimitOnThePosition() {
        OrderIntent amount = OrderIntent.buyNotional(AAPL, "900");
        Script script = script(amount, amount, OrderIntent.buy(AAPL, 2), OrderIntent.buy(AAPL, 1));

        run(script, new Venue(), RiskLimits.NONE.withMaxPositionWeight(0.1), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents.stream()
                        .filter(OrderEvent.Rejected.class::isInstance)
                        .map(event -> ((OrderEvent.Rejected) event).text()))
                .containsExactly(
                        "position must not exceed 0.1 of equity 10000, would be 1800 (AAPL, order s-2)",
                        "position must not exceed 0.1 of equity 10000, would be 1100 (AAPL, order s-3)");
    }

    @Test
    void limitsOfAStrategyThatAreNoneNameTheStrategy() {
        Strategy none = new Strategy() {
            @Override
            public RiskLimits riskLimits() {
                throw new IllegalStateException("not yet");
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        };
        Script contradicting = new Script();
        contradicting.riskLimits = RiskLimits.NONE.withMinOrderNotional(500);

        assertThatThrownBy(() -> run(none, new Venue(), minutes(AAPL, HUNDREDS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("risk limits of strategy s must go together with those of the run: not yet");
        assertThatThrownBy(() -> run(
                        contradicting, new Venue(), RiskLimits.NONE.withMaxOrderNotional(100), minutes(AAPL, HUNDREDS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("risk limits of strategy s must go together with those of the run: ");
    }

    /** Eight shares are held at 100: thirty for 10 each make a position of 1100, not of 380. */
    @Test
    void whatIsHeldCountsAtTheMarkWhateverThePriceOfTheOrder() {
        OrderIntent low = OrderIntent.buy(AAPL, 30).atLimit(AAPL.price(10));
        OrderIntent high = OrderIntent.buy(AAPL, 1).atStop(AAPL.price(150));
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 8)), context -> List.of(low), context -> List.of(high));

        run(script, new Venue(), RiskLimits.NONE.withMaxPositionWeight(0.1), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .extracting(event -> ((OrderEvent.Rejected) event).text())
                .containsExactly("position must not exceed 0.1 of equity 10000, would be 1100 (AAPL, order s-2)");
    }
}
