package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
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
import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A cash account of 10,000 dollars; every bar costs 100. */
final class OrderValidatorTests {
    private static final double[] HUNDREDS = {100, 100, 100, 100, 100, 100};
    private static final long CENT = 1_000_000;

    private static Script script(OrderIntent... intents) {
        return Script.of(context -> List.of(intents));
    }

    private static OrderEvent.Rejected refusal(Script script) {
        return (OrderEvent.Rejected) script.orderEvents.get(0);
    }

    private static OrderEvent.Rejected refusalOf(Script script) {
        return script.orderEvents.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void expect(OrderIntent intent, RejectReason reason, String text) {
        expect(RiskLimits.NONE, intent, reason, text);
    }

    private static void expect(RiskLimits limits, OrderIntent intent, RejectReason reason, String text) {
        Script script = script(intent);
        Venue venue = new Venue();

        RunResult result = run(script, venue, limits, minutes(AAPL, HUNDREDS));

        assertThat(refusal(script).reason()).isEqualTo(reason);
        assertThat(refusal(script).text()).isEqualTo(text);
        assertThat(refusal(script).order().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10000");
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactly(refusal(script));
    }

    @Nested
    class Refusals {
        @Test
        void unknownInstruments() {
            expect(
                    OrderIntent.buy(MSFT, 1),
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "instrument must be part of the run [AAPL], was MSFT");
            expect(
                    OrderIntent.targetQuantity(MSFT, 5),
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "instrument must be part of the run [AAPL], was MSFT");
            expect(
                    OrderIntent.close(MSFT),
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "instrument must be part of the run [AAPL], was MSFT");
            expect(
                    OrderIntent.targetWeight(MSFT, 0.5),
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "instrument must be part of the run [AAPL], was MSFT");
        }

        @Test
        void costsBeyondTheCash() {
            expect(
                    OrderIntent.buy(AAPL, 101),
                    RejectReason.BUYING_POWER,
                    "cost 10100.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
            expect(
                    OrderIntent.buyNotional(AAPL, "10000.01"),
                    RejectReason.BUYING_POWER,
                    "cost 10000.01 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
            expect(
                    OrderIntent.buy(AAPL, 50).atStop(Price.of(201)),
                    RejectReason.BUYING_POWER,
                    "cost 10050.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
        }

        @Test
        void costsBeyondAnyNumberAreRefusedAndDoNotStopTheStrategy() {
            Script script = script(OrderIntent.buy(AAPL, 10_000_000_000_000L));

            RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

            assertThat(result.strategies().get(0).failure()).isEmpty();
            assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
            assertThat(refusal(script).text())
                    .isEqualTo("amount must fit 64 bits of the currency's scale, was 10000000000000 quantity units"
                            + " times 10000000000 price units (AAPL, order s-1)");
        }

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
        void pastExpiries() {
            Instant now = Clock.instantOf(START + Runs.MINUTE);
            expect(
                    OrderIntent.buy(AAPL, 1).withExpiry(now),
                    RejectReason.MARKET_CLOSED,
                    "expiry must lie in the future (AAPL, order s-1)");
        }

        @Test
        void ordersBeyondTheStrategysOwnLimits() {
            Script script = script(OrderIntent.buy(AAPL, 6));
            script.riskLimits = RiskLimits.NONE.withMaxOrderNotional(500);

            run(script, new Venue(), minutes(AAPL, HUNDREDS));

            assertThat(refusal(script).text())
                    .isEqualTo("order value must be at most 500.0, was 600.0 (AAPL, order s-1)");
        }

        @Test
        void ordersAndValuesBeyondTheLimits() {
            RiskLimits none = RiskLimits.NONE;
            expect(
                    none.withMaxOrderNotional(500),
                    OrderIntent.buy(AAPL, 6),
                    RejectReason.QUANTITY_LIMIT,
                    "order value must be at most 500.0, was 600.0 (AAPL, order s-1)");
            expect(
                    none.withMinOrderNotional(500),
                    OrderIntent.buy(AAPL, 4),
                    RejectReason.QUANTITY_LIMIT,
                    "order value must be at least 500.0, was 400.0 (AAPL, order s-1)");
            expect(
                    none.withMaxPositionWeight(0.1),
                    OrderIntent.buy(AAPL, 11),
                    RejectReason.POSITION_LIMIT,
                    "position must not exceed 0.1 of equity 10000.0, would be 1100.0 (AAPL, order s-1)");
            expect(
                    none.withMaxLeverage(0.2),
                    OrderIntent.buy(AAPL, 21),
                    RejectReason.LEVERAGE_LIMIT,
                    "positions and open orders must not exceed 0.2 times equity 10000.0, would be 2100.0"
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
            assertThat(refusalOf(heavy).text()).contains("would be 1200.0");
            assertThat(refusalOf(geared).reason()).isEqualTo(RejectReason.LEVERAGE_LIMIT);
            assertThat(refusalOf(geared).text()).contains("would be 2100.0");
        }

        @Test
        void proceedsPayForBuysOfTheSameStepLessTheirFee() {
            Script script = Script.of(
                    context -> List.of(OrderIntent.buy(AAPL, 99)),
                    context -> List.of(),
                    context -> List.of(OrderIntent.sell(AAPL, 10), OrderIntent.buy(AAPL, 11)));
            Venue venue = new Venue();
            venue.fee = 20 * 100 * CENT;

            run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(refusalOf(script).text())
                    .isEqualTo("cost 1120.00 must fit what is free of cash, 1060.00 (AAPL, order s-3)");
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
        void amountsWhoseFeeDoesNotFitTheCash() {
            Script script = script(OrderIntent.buyNotional(AAPL, "10000"));
            Venue venue = new Venue();
            venue.fee = CENT;

            run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(refusal(script).reason()).isEqualTo(RejectReason.BUYING_POWER);
            assertThat(refusal(script).text())
                    .isEqualTo("cost 10000.01 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
        }

        @Test
        void weightsThatAskForMoreThanCanBeCounted() {
            Instrument coin = Instrument.crypto("TINY", "0.00000001", "0.00000001");
            Script script = script(OrderIntent.targetWeight(coin, 0.5));

            RunResult result = run(script, new Venue(), minutes(coin, 0.00000001, 0.00000001));

            assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
            assertThat(refusal(script).text())
                    .isEqualTo("a weight must ask for a quantity below 9000000000000000 steps of 1e-8, was weight 0.5"
                            + " (TINY)");
            assertThat(result.strategies().get(0).failure()).isEmpty();
        }

        @Test
        void salesThatBringLessThanTheirFeeWhenNothingElseIsLeft() {
            Script script = Script.of(
                    context -> List.of(OrderIntent.buy(AAPL, 100)), context -> List.of(OrderIntent.sell(AAPL, 1)));
            Venue venue = new Venue();
            script.onPosition = context -> venue.fee = 101 * 100 * CENT;

            run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(RejectReason.BUYING_POWER);
                assertThat(rejected.text())
                        .isEqualTo("cost at the fill must fit the cash 0.00000000, was 1.00000000 (AAPL, order s-2)");
            });
        }

        @Test
        void limitsHoldForAmountsToo() {
            RiskLimits none = RiskLimits.NONE;
            expect(
                    none.withMaxOrderNotional(500),
                    OrderIntent.buyNotional(AAPL, "600"),
                    RejectReason.QUANTITY_LIMIT,
                    "order value must be at most 500.0, was 600.0 (AAPL, order s-1)");
            expect(
                    none.withMaxPositionWeight(0.1),
                    OrderIntent.buyNotional(AAPL, "1100"),
                    RejectReason.POSITION_LIMIT,
                    "position must not exceed 0.1 of equity 10000.0, would be 1100.0 (AAPL, order s-1)");
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

        @Test
        void instrumentsWithoutAPrice() {
            Script script = script(OrderIntent.buy(MSFT, 1));
            run(script, new Venue(), minutes(AAPL, 100, 100), minutes(MSFT, Double.NaN, 100));

            assertThat(refusal(script).reason()).isEqualTo(RejectReason.NO_PRICE);
            assertThat(refusal(script).text())
                    .isEqualTo("there must have been a price before an order (MSFT, order s-1)");
        }

        @Test
        void quantitiesBeyondTheInstrumentsLargest() {
            Instrument small = AAPL.withMaxOrderQty("5");
            Script script = script(OrderIntent.buy(small, 6));
            run(script, new Venue(), minutes(small, HUNDREDS));

            assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
            assertThat(refusal(script).text()).isEqualTo("quantity must not exceed 5, was 6 (AAPL, order s-1)");
        }

        @Test
        void ordersOfKindsThatAreNotTaken() {
            NewOrder buy = OrderIntent.buy(AAPL, 1);
            expect(
                    buy.withStopLoss(Price.of(90)),
                    RejectReason.UNSUPPORTED,
                    "bracket orders are not taken by this version");
            expect(
                    OrderIntent.oneCancelsOther(buy, buy),
                    RejectReason.UNSUPPORTED,
                    "one-cancels-other orders are not taken by this version");
            expect(
                    OrderIntent.oneTriggersOther(buy, buy),
                    RejectReason.UNSUPPORTED,
                    "one-triggers-other orders are not taken by this version");
        }

        @Test
        void ordersThatTheVenueRefusesBeforeAcceptingThemAreInTheJournal() {
            Script script =
                    script(OrderIntent.buy(AAPL, 1), OrderIntent.buy(AAPL, 2).atLimit(Price.of(50)));
            Venue venue = new Venue();
            venue.refuses = true;

            RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(result.journal().entries(JournalEntry.Reported.class))
                    .extracting(JournalEntry.Reported::event)
                    .containsExactlyElementsOf(script.orderEvents);
            assertThat(script.orderEvents)
                    .hasSize(2)
                    .allSatisfy(event ->
                            assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.BROKER));
        }
    }

    @Nested
    class Changes {
        private Order unknown() {
            NewOrder request = OrderIntent.buy(AAPL, 1).atLimit(Price.of(50));
            return new Order(
                    new OrderId("s", 99),
                    request,
                    OrderStatus.SUBMITTED,
                    request.orderQty(),
                    Quantity.ZERO,
                    Double.NaN);
        }

        private void expectRefused(OrderIntent change, String text) {
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
        void ofOrdersThatDoNotWork() {
            expectRefused(OrderIntent.cancel(unknown()), "order must be working to be cancelled");
            expectRefused(
                    OrderIntent.replace(unknown()).withLimit(Price.of(51)), "order must be working to be replaced");
        }

        @Test
        void ofAnotherStrategysOrders() {
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
                            OrderIntent.cancel(order),
                            OrderIntent.replace(order).withLimit(Price.of(60)));
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
                    case 1 ->
                        List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(50)).withTag("x"));
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
    }

    @Nested
    class Reservations {
        @Test
        void failure27OpenOrdersTakeFromBuyingPower() {
            Script script = script(
                    OrderIntent.buy(AAPL, 60),
                    OrderIntent.buy(AAPL, 40).atLimit(Price.of("90.00")),
                    OrderIntent.buy(AAPL, 5));
            run(script, new Venue(), minutes(AAPL, HUNDREDS));

            assertThat(script.orderEvents)
                    .filteredOn(OrderEvent.Rejected.class::isInstance)
                    .extracting(event -> ((OrderEvent.Rejected) event).text())
                    .containsExactly("cost 500.00 must fit what is free of cash, 400.00 (AAPL, order s-3)");
        }

        @Test
        void aPartialFillGivesBackItsShareOfTheReservation() {
            Script script = script(OrderIntent.buy(AAPL, 90));
            List<Double> power = new ArrayList<>();
            script.onMarket = context -> power.add(context.portfolio().buyingPower());
            Venue venue = new Venue();
            venue.perBar = 30;
            run(script, venue, minutes(AAPL, 100, 50, 100, 100));

            // 9,000 set aside; 30 at 50, then 30 and 30 at 100
            assertThat(power).containsExactly(10_000.0, 2_500.0, 2_500.0, 2_500.0);
        }

        @Test
        void feesAreReservedToo() {
            Venue venue = new Venue();
            venue.fee = 100 * CENT;
            Script script = script(OrderIntent.buy(AAPL, 100));
            run(script, venue, minutes(AAPL, HUNDREDS));

            assertThat(refusal(script).text())
                    .isEqualTo("cost 10001.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
        }

        @Test
        void failure27CashNeverGoesBelowZeroWhenThePriceRises() {
            Script script = script(OrderIntent.buy(AAPL, 100));
            RunResult result = run(script, new Venue(), minutes(AAPL, 100, 101, 101));

            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10000");
            assertThat(script.orderEvents.get(1))
                    .isInstanceOfSatisfying(
                            OrderEvent.Rejected.class,
                            rejected -> assertThat(rejected.text())
                                    .isEqualTo("cost at the fill must fit the cash 10000.00000000, was 10100.00000000"
                                            + " (AAPL, order s-1)"));
        }

        @Test
        void expectedProceedsOfMarketSellsPayForLaterBuysOfTheSameStep() {
            Script script = Script.of(
                    context -> List.of(OrderIntent.buy(AAPL, 100)),
                    context -> List.of(),
                    context -> List.of(OrderIntent.sell(AAPL, 100), OrderIntent.buy(MSFT, 200)));
            RunResult result =
                    run(script, new Venue(), minutes(AAPL, 100, 100, 100, 100, 100), minutes(MSFT, 50, 50, 50, 50, 50));

            assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(MSFT, Quantity.of(200)));
            assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("0");
        }

        @Test
        void proceedsOfLimitSellsAndOfEarlierStepsDoNot() {
            Script script = Script.of(
                    context -> List.of(OrderIntent.buy(AAPL, 100)),
                    context -> List.of(),
                    context -> List.of(
                            OrderIntent.sell(AAPL, 100).atLimit(Price.of(200)).withTimeInForce(TimeInForce.GTC),
                            OrderIntent.buy(MSFT, 1)));
            run(script, new Venue(), minutes(AAPL, 100, 100, 100, 100), minutes(MSFT, 50, 50, 50, 50));

            assertThat(script.orderEvents)
                    .filteredOn(OrderEvent.Rejected.class::isInstance)
                    .extracting(event -> ((OrderEvent.Rejected) event).text())
                    .containsExactly("cost 50.00 must fit what is free of cash, 0.00 (MSFT, order s-3)");
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

    @Nested
    class Targets {
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
                    .extracting(
                            event -> event.order().side() + " " + event.order().orderQty())
                    .startsWith("BUY 10");
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
                    .extracting(
                            event -> event.order().side() + " " + event.order().instrument())
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

        @Test
        void strangersAmongWeightsAreRefusedInTheSameOrderEveryTime() {
            for (char c = 'B'; c <= 'Z'; c++) {
                Instrument other = Instrument.equity("" + c);
                Script script = Script.of(
                        context -> List.of(OrderIntent.targetWeights(Map.of(Instrument.equity("A"), 0.5, other, 0.5))));
                run(script, new Venue(), minutes(AAPL, 100, 100));

                assertThat(refusal(script).order().instrument().symbol()).isEqualTo("A");
            }
        }
    }

    @Test
    void equalInstrumentsWithOtherZerosCountAlike() {
        Instrument padded = Instrument.equity("AAPL").withLotSize("1.00").withTickSize("0.0100000000");
        assertThat(padded).isEqualTo(AAPL);
        Script script = script(
                OrderIntent.buy(padded, 10),
                OrderIntent.buy(padded, 10).atLimit(Price.of(100)),
                OrderIntent.targetQuantity(padded, 30));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(40)));
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("6000");
    }

    @Test
    void theClocksFirstAndLastYearsAreExpiriesLikeAnyOther() {
        Instant first = Instant.parse("1678-01-01T00:00:00Z");
        Instant last = Clock.instantOf(Long.MAX_VALUE);
        Script script = script(
                OrderIntent.buy(AAPL, 1).atLimit(Price.of(1)).withExpiry(last),
                OrderIntent.buy(AAPL, 1).atLimit(Price.of(1)).withExpiry(first));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.calls).contains("Accepted s-1", "Rejected s-2");
        assertThat(result.journal().entries(JournalEntry.Intended.class))
                .extracting(entry -> ((NewOrder) entry.intent()).expireTime().orElseThrow())
                .containsExactly(last, first);
    }
}
