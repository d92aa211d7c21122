package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Cancelling, replacing and closing. */
final class OrderChangeRulesTests {
    private static Order unknown() {
        NewOrder request = OrderIntent.buy(AAPL, 1).atLimit(Price.of(50));
        return new Order(
                new OrderId("s", 99), request, OrderStatus.SUBMITTED, request.orderQty(), Quantity.ZERO, Double.NaN);
    }

    private static void expectRefused(OrderIntent change, String text) {
        Script script = script(change);
        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .singleElement()
                .isInstanceOfSatisfying(OrderEvent.CancelRejected.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
                    assertThat(refused.text()).isEqualTo(text);
                    assertThat(refused.request()).isEqualTo(change);
                });
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactlyElementsOf(script.orderEvents);
    }

    @Test
    void changesOfOrdersThatDoNotWorkAreRefused() {
        expectRefused(OrderIntent.cancel(unknown()), "order must be working to be cancelled");
        expectRefused(OrderIntent.replace(unknown()).withLimit(Price.of(51)), "order must be working to be replaced");
    }

    @Test
    void ordersOfAnotherStrategyCannotBeCancelled() {
        List<Order> seen = new ArrayList<>();
        Script owner = script(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50)));
        owner.onOrder = (event, context) -> seen.add(event.order());
        Script thief = new Script();
        thief.decide = context -> seen.isEmpty() ? List.of() : List.of(OrderIntent.cancel(seen.get(0)));
        Venue venue = new Venue();
        Runs.over(Runs.data(minutes(AAPL, HUNDREDS)), venue)
                .strategy("owner", owner, Runs.CAPITAL, RiskLimits.NONE)
                .strategy("thief", thief, Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(venue.resting).hasSize(1);
        assertThat(thief.orderEvents)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event).isInstanceOf(OrderEvent.CancelRejected.class));
    }

    @Test
    void replacingAnOrderThatIsBeingCancelledIsRefusedAndNoError() {
        Script script = new Script();
        script.decide = context -> switch (script.decisions) {
            case 1 -> List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50)).withTag("x"));
            case 2 -> {
                Order order = context.orders().find("x").orElseThrow();
                yield List.of(
                        OrderIntent.cancel(order), OrderIntent.replace(order).withLimit(Price.of(60)));
            }
            default -> List.of();
        };
        Venue venue = new Venue();
        venue.slow = true;

        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.calls).contains("CancelRejected s-1", "Cancelled s-1");
    }

    @Test
    void anOrderIsReplacedAnewOnceTheReplacementBeforeIsAnswered() {
        Function<Context, List<OrderIntent>> cheaper = context -> {
            Order order = context.orders().working().get(0);
            return List.of(OrderIntent.replace(order)
                    .withLimit(order.price().orElseThrow().minus(Price.of(1))));
        };
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50))),
                cheaper,
                context -> List.of(),
                cheaper);
        Venue venue = new Venue();
        venue.slow = true;

        run(script, venue, minutes(AAPL, 100, 100, 100, 100, 100, 100, 40, 40));

        assertThat(script.orderEvents)
                .extracting(
                        event -> event.getClass().getSimpleName(),
                        event -> event.order().price().orElseThrow())
                .containsExactly(
                        tuple("Accepted", Price.of(50)),
                        tuple("Replaced", Price.of(49)),
                        tuple("Replaced", Price.of(48)),
                        tuple("Filled", Price.of(48)));
    }

    @Test
    void whatACancelFreesIsFreeBeforeTheVenueHasAnswered() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(
                        OrderIntent.sell(AAPL, 10).atLimit(Price.of(500)).withTimeInForce(TimeInForce.GTC),
                        OrderIntent.buy(AAPL, 80).atLimit(Price.of(99)).withTimeInForce(TimeInForce.GTC)),
                context -> List.of(
                        OrderIntent.close(AAPL),
                        OrderIntent.buy(AAPL, 90).atLimit(Price.of(50)).withTimeInForce(TimeInForce.GTC)));
        Venue venue = new Venue();
        venue.slow = true;

        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents).noneMatch(OrderEvent.Rejected.class::isInstance);
        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .extracting(booked -> booked.position().toString())
                .containsExactly("10", "0");
    }

    @Test
    void closingTwiceSellsOnce() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(OrderIntent.sell(AAPL, 4), OrderIntent.close(AAPL), OrderIntent.close(AAPL)));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .noneMatch(OrderEvent.Rejected.class::isInstance)
                .noneMatch(OrderEvent.Cancelled.class::isInstance);
        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .extracting(booked -> booked.position().toString())
                .containsExactly("10", "6", "0");
    }

    @Test
    void closingCancelsAMarketOrderThatWouldOpen() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 10)),
                context -> List.of(OrderIntent.buy(AAPL, 5), OrderIntent.close(AAPL)));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .extracting(booked -> booked.position().toString())
                .containsExactly("10", "0");
    }

    @Test
    void closeCancelsWhatRestsAndSellsWhatIsHeld() {
        Script script = Script.of(
                context -> List.of(
                        OrderIntent.buy(AAPL, 5), OrderIntent.buy(AAPL, 5).atLimit(Price.of(1))),
                context -> List.of(),
                context -> List.of(OrderIntent.close(AAPL)));
        Venue venue = new Venue();
        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(venue.resting).isEmpty();
    }

    @Test
    void aRefusedCancelHoldsBackWhatItHadFreed() {
        List<Double> power = new ArrayList<>();
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 80).atLimit(Price.of(50))),
                context -> List.of(OrderIntent.cancelAll(AAPL)));
        script.onMarket = context -> power.add(context.portfolio().buyingPower());
        script.onOrder = (event, context) -> power.add(context.portfolio().buyingPower());
        Venue venue = new Venue();
        venue.slow = true;
        venue.refusesCancels = true;

        run(script, venue, minutes(AAPL, 100, 100, 100));

        assertThat(power).containsExactly(10_000.0, 6_000.0, 6_000.0, 6_000.0, 6_000.0);
        assertThat(script.orderEvents).last().isInstanceOf(OrderEvent.CancelRejected.class);
    }

    @Test
    void aConfirmedReplacementIsNoLongerPending() {
        Script script = new Script();
        List<OrderStatus> seen = new ArrayList<>();
        script.decide = context -> {
            context.orders().find("x").ifPresent(order -> seen.add(order.status()));
            return switch (script.decisions) {
                case 1 -> List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50)).withTag("x"));
                case 2 ->
                    List.of(OrderIntent.replace(context.orders().find("x").orElseThrow())
                            .withLimit(Price.of(60)));
                default -> List.of();
            };
        };
        Venue venue = new Venue();
        venue.slow = true;

        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(seen).containsOnly(OrderStatus.SUBMITTED);
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactlyElementsOf(script.orderEvents);
    }

    @Test
    void nothingIsSentForAReplacementThatChangesNothing() {
        Script script = new Script();
        script.decide = context -> switch (script.decisions) {
            case 1 -> List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50)).withTag("x"));
            case 2 -> List.of(OrderIntent.replace(context.orders().find("x").orElseThrow()));
            default -> List.of();
        };
        run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents).hasSize(1);
    }

    @Test
    void aReplacementThatCostsTooMuchLeavesTheOrderAsItIs() {
        Script script = new Script();
        List<Double> power = new ArrayList<>();
        script.decide = context -> {
            power.add(context.portfolio().buyingPower());
            return switch (script.decisions) {
                case 1 ->
                    List.of(OrderIntent.buy(AAPL, 100).atLimit(Price.of(50)).withTag("x"));
                case 2 ->
                    List.of(OrderIntent.replace(context.orders().find("x").orElseThrow())
                            .withQuantity(Quantity.of(201)));
                case 3 ->
                    List.of(OrderIntent.replace(context.orders().find("x").orElseThrow())
                            .withQuantity(Quantity.of(200)));
                case 4 -> List.of(OrderIntent.cancelAll(AAPL));
                default -> List.of();
            };
        };
        run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(power).containsExactly(10_000.0, 5_000.0, 5_000.0, 0.0, 10_000.0, 10_000.0);
        assertThat(script.calls).contains("CancelRejected s-1", "Replaced s-1", "Cancelled s-1");
    }

    /** Either may fill until the venue has answered: 9,000 dollars of 10,000 stay set aside for the dearer one. */
    @Test
    void whatAReplacementFreesIsFreeWhenItIsThere() {
        assertThat(eventsAround(false)).containsExactly("2 Rejected", "2 Replaced", "3 Accepted");
    }

    @Test
    void whatAReplacementWouldHaveFreedIsSetAsideWhenItIsRefused() {
        assertThat(eventsAround(true)).containsExactly("2 Rejected", "2 CancelRejected", "3 Rejected");
    }

    /** A resting buy becomes a small one; another of 8,100 dollars is tried before and after the answer. */
    private static List<String> eventsAround(boolean refused) {
        Venue venue = new Venue();
        venue.slow = true;
        venue.refusesCancels = refused;
        NewOrder second = OrderIntent.buy(AAPL, 90).atLimit(Price.of(90));
        List<String> events = new ArrayList<>();
        Script script = new Script();
        script.decide = context -> switch (script.decisions) {
            case 1 -> List.of(OrderIntent.buy(AAPL, 100).atLimit(Price.of(90)));
            case 2 ->
                List.of(OrderIntent.replace(context.orders().working().get(0)).withQuantity(Quantity.of(1)), second);
            case 3 -> List.of(second);
            default -> List.of();
        };
        script.onOrder = (event, context) -> {
            if (script.decisions > 1 && script.decisions < 4) {
                events.add(script.decisions + " " + event.getClass().getSimpleName());
            }
        };
        run(script, venue, minutes(AAPL, HUNDREDS));
        return events;
    }
}
