package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.buyNotional;
import static io.strategysdk.api.order.OrderIntent.replace;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a replacement asks for is checked like an order. 10,000 dollars, and every bar costs 100. */
final class ReplacementLimitTests {
    private final Venue venue = new Venue();
    private AccountRules account = AccountRules.margin();

    private static NewOrder lasting(NewOrder order) {
        return order.withTimeInForce(TimeInForce.GTC);
    }

    private static OrderIntent grow(Context context, long quantity) {
        Order working = context.orders().working().get(0);
        return replace(working).withQuantity(Quantity.of(quantity));
    }

    private static Function<Context, List<OrderIntent>> send(OrderIntent... intents) {
        return context -> List.of(intents);
    }

    @SafeVarargs
    private List<RejectReason> refusals(RiskLimits limits, Function<Context, List<OrderIntent>>... steps) {
        Script script = Script.of(steps);
        RunResult result = Engine.over(Runs.data(minutes(AAPL, HUNDREDS), minutes(MSFT, HUNDREDS)))
                .execution(venue)
                .account(account)
                .strategy("s", script, CAPITAL, limits)
                .build()
                .run();
        assertThat(result.strategies().get(0).failure()).isEmpty();
        return script.orderEvents.stream()
                .filter(event -> event instanceof OrderEvent.Rejected || event instanceof OrderEvent.CancelRejected)
                .map(event -> event instanceof OrderEvent.Rejected refused
                        ? refused.reason()
                        : ((OrderEvent.CancelRejected) event).reason())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"10, ''", "11, LEVERAGE_LIMIT"})
    void anExitThatWouldFlipIsNoExitAnyMore(int quantity, String reason) {
        List<RejectReason> refusals = refusals(
                RiskLimits.NONE.withMaxLeverage(0.1),
                send(buy(AAPL, 10)),
                send(lasting(sell(AAPL, 5).atLimit(Price.of(120)))),
                context -> List.of(grow(context, quantity)));

        assertThat(refusals).extracting(RejectReason::name).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource({"100, ''", "101, BUYING_POWER"})
    void whatHasFilledIsPaidForAlready(int quantity, String reason) {
        account = AccountRules.cash();
        venue.perBar = 40;

        List<RejectReason> refusals = refusals(
                RiskLimits.NONE,
                send(lasting(buy(AAPL, 80).atLimit(Price.of(100)))),
                context -> List.of(grow(context, quantity)));

        assertThat(refusals).extracting(RejectReason::name).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @Test
    void theInstrumentsLargestOrderHoldsForThem() {
        var small = AAPL.withMaxOrderQty("20");
        Script script = Script.of(
                send(lasting(buy(small, 10).atLimit(Price.of(50)))),
                context -> List.of(grow(context, 20)),
                context -> List.of(grow(context, 21)));

        Runs.run(script, venue, minutes(small, HUNDREDS));

        assertThat(script.calls).containsOnlyOnce("Replaced s-1").containsOnlyOnce("CancelRejected s-1");
        assertThat(script.orderEvents)
                .last()
                .isInstanceOfSatisfying(
                        OrderEvent.CancelRejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectReason.QUANTITY_LIMIT));
    }

    @Test
    void theyCountAsOrdersOfTheMinute() {
        RiskLimits two = RiskLimits.NONE.withMaxOrdersPerMinute(2);
        NewOrder resting = lasting(buy(AAPL, 1).atLimit(Price.of(50)));

        assertThat(refusals(
                        two,
                        send(resting),
                        context -> List.of(grow(context, 2), buy(AAPL, 1)),
                        context -> List.of(grow(context, 3), grow(context, 4), buy(AAPL, 1))))
                .containsExactly(RejectReason.ORDER_RATE);
    }

    @Test
    void amountsCountAsOrdersOfTheMinute() {
        OrderIntent amount = buyNotional(AAPL, "100");

        assertThat(refusals(RiskLimits.NONE.withMaxOrdersPerMinute(2), send(amount, amount, amount)))
                .containsExactly(RejectReason.ORDER_RATE);
    }

    /** The account counts what was accepted, the order may come to what was asked. */
    @ParameterizedTest
    @CsvSource({"40, ''", "41, LEVERAGE_LIMIT"})
    void untilItIsAnsweredTheLargerQuantityCounts(int other, String reason) {
        venue.slow = true;

        List<RejectReason> refusals = refusals(
                RiskLimits.NONE.withMaxLeverage(1),
                send(lasting(buy(AAPL, 10).atLimit(Price.of(50)))),
                context -> List.of(grow(context, 60), buy(MSFT, other)));

        assertThat(refusals).extracting(RejectReason::name).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }
}
