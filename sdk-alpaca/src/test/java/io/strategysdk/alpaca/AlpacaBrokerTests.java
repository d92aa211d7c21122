package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(15)
final class AlpacaBrokerTests {
    private static final OrderId ID = new OrderId("trend.m1", 1);
    private static final Instant START = Instant.parse("2026-11-20T15:30:00Z");

    private final ToldReports told = new ToldReports();
    private SimulatedBrokerage venue = new SimulatedBrokerage();

    @AfterEach
    void close() {
        venue.close();
    }

    private static NewOrder resting(long shares) {
        return OrderIntent.buy(AAPL, shares).atLimit(Price.of("150")).withTimeInForce(TimeInForce.GTC);
    }

    private AlpacaBroker working(long shares) {
        AlpacaBroker broker = venue.started(told);
        broker.submit(ID, resting(shares));
        told.await("accepted " + ID);
        venue.alpaca.awaitOrder(ID.toString(), "new");
        return broker;
    }

    private List<String> clientIds() {
        return venue.alpaca.orders().stream().map(AlpacaOrder::clientOrderId).toList();
    }

    private static Order seen(long shares, long filled) {
        OrderStatus status = filled == 0 ? OrderStatus.SUBMITTED : OrderStatus.PARTIALLY_FILLED;
        return new Order(ID, resting(shares), status, Quantity.of(shares), Quantity.of(filled), Double.NaN);
    }

    private static void letPass() throws InterruptedException {
        Thread.sleep(150);
    }

    /** Issue 6: nothing lost, nothing doubled, whatever happens to the request. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "TIMEOUT_BEFORE",
                "TIMEOUT_AFTER",
                "CUT_BEFORE",
                "CUT_AFTER",
                "CUT_IN_REPLY",
                "CUT_AFTER_REPLY",
                "TOO_MANY_REQUESTS_BARE",
                "SERVER_ERROR_BEFORE",
                "SERVER_ERROR_AFTER",
                "SLOW",
                "MALFORMED_BODY",
                "EVENTS_FIRST"
            })
    void failure24AnOrderArrivesOnceWhateverHappensToItsRequest(Fault fault) throws InterruptedException {
        AlpacaBroker broker = venue.started(told);
        venue.alpaca.faults().next(fault, "POST /v2/orders");
        venue.alpaca.faults().next(Fault.EVENT_LOST, "new");

        broker.submit(ID, resting(10));
        told.await("accepted " + ID);
        letPass();

        assertThat(clientIds()).containsExactly(ID.toString());
        assertThat(told.of(ID)).containsExactly("accepted " + ID);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "TIMEOUT_BEFORE",
                "TIMEOUT_AFTER",
                "CUT_BEFORE",
                "CUT_AFTER",
                "CUT_IN_REPLY",
                "TOO_MANY_REQUESTS_BARE",
                "SERVER_ERROR_BEFORE",
                "SERVER_ERROR_AFTER",
                "MALFORMED_BODY",
                "EVENTS_FIRST"
            })
    void failure24AReplacementArrivesOnceWhateverHappensToItsRequest(Fault fault) throws InterruptedException {
        AlpacaBroker broker = working(10);
        venue.alpaca.faults().next(fault, "PATCH /v2/orders/*");
        venue.alpaca.faults().next(Fault.EVENT_LOST, "replaced");

        broker.replace(OrderIntent.replace(seen(10, 0)).withLimit(Price.of("151")));
        told.await("replaced " + ID);
        letPass();

        assertThat(clientIds()).containsExactly(ID.toString(), ID + ".r1");
        assertThat(told.of(ID)).containsExactly("accepted " + ID, "replaced " + ID);
        assertThat(venue.alpaca.order(ID + ".r1").limitPrice())
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("151"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "TIMEOUT_BEFORE",
                "TIMEOUT_AFTER",
                "CUT_BEFORE",
                "CUT_AFTER",
                "TOO_MANY_REQUESTS_BARE",
                "SERVER_ERROR_BEFORE",
                "SERVER_ERROR_AFTER"
            })
    void aCancelArrivesWhateverHappensToItsRequest(Fault fault) throws InterruptedException {
        AlpacaBroker broker = working(10);
        venue.alpaca.faults().next(fault, "DELETE /v2/orders/*");
        venue.alpaca.faults().next(Fault.EVENT_LOST, "canceled");

        broker.cancel(ID);
        told.await("cancelled " + ID);
        letPass();

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "cancelled " + ID);
        assertThat(venue.alpaca.order(ID.toString()).status()).isEqualTo("canceled");
    }

    @Test
    void failure23AFillThatAHealthyStreamDoesNotTellIsFound() {
        AlpacaBroker broker = working(10);
        venue.alpaca.faults().next(Fault.EVENT_LOST, "partial_fill");

        venue.alpaca.fill(ID.toString(), "4", "150");
        told.await("fill");
        venue.alpaca.fill(ID.toString(), "6", "149.5");
        told.await("both fills", () -> told.count("fill") == 2);

        assertThat(told.of(ID))
                .containsExactly("accepted " + ID, "fill " + ID + " 4 at 150", "fill " + ID + " 6 at 149.5");
        assertThat(broker.fillsSince(START)).isEqualTo(told.fills());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "EVENT_LOST",
                "EVENT_DUPLICATED",
                "EVENT_REORDERED",
                "EVENT_DELAYED",
                "FRAME_MALFORMED",
                "SESSION_HALF_DEAD",
                "SESSION_CLOSED",
                "SESSION_CUT"
            })
    void failure21FillsAreToldOnceWhateverHappensToTheirEvents(Fault fault) throws InterruptedException {
        AlpacaBroker broker = working(10);
        for (String event : List.of("partial_fill", "partial_fill", "fill")) {
            venue.alpaca.faults().next(fault, event);
        }

        venue.alpaca.fill(ID.toString(), "3", "150");
        venue.alpaca.fill(ID.toString(), "3", "149");
        venue.alpaca.fill(ID.toString(), "4", "148");
        told.await("all fills", () -> told.filled().intValueExact() == 10);
        letPass();

        assertThat(told.fills()).extracting(Fill::execId).doesNotHaveDuplicates();
        assertThat(told.value()).isEqualByComparingTo("1489");
        assertThat(broker.fillsSince(START)).containsExactlyInAnyOrderElementsOf(told.fills());
    }

    @Test
    void failure23ASessionThatFallsSilentIsLostAndFoundAgain() {
        working(10);
        venue.alpaca.silenceSessions();
        venue.alpaca.fill(ID.toString(), "4", "150");

        told.await("DOWN");
        told.await("second LIVE", () -> told.count("LIVE") == 2);

        List<String> lines = told.lines();
        assertThat(lines.indexOf("fill " + ID + " 4 at 150"))
                .as("place of the fill, before the connection counts as live in %s", lines)
                .isBetween(0, lines.lastIndexOf("LIVE order updates come in and orders are as read") - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplacementOfAPartlyFilledOrderIsForWhatIsLeftHoweverAlpacaCounts(boolean keepsFills)
            throws InterruptedException {
        reopen(rules -> rules.replacementKeepsFills(keepsFills));
        AlpacaBroker broker = working(10);
        venue.alpaca.fill(ID.toString(), "4", "150");
        told.await("fill");

        broker.replace(OrderIntent.replace(seen(10, 4)).withQuantity(Quantity.of(7)));
        told.await("replaced " + ID);
        assertThat(broker.account().working()).singleElement().satisfies(order -> {
            assertThat(order.orderQty()).isEqualTo(Quantity.of(7));
            assertThat(order.cumQty()).isEqualTo(Quantity.of(4));
        });
        venue.alpaca.fill(ID + ".r1", "3", "149");
        told.await("the rest", () -> told.count("fill") == 2);
        letPass();

        assertThat(told.of(ID))
                .containsExactly(
                        "accepted " + ID, "fill " + ID + " 4 at 150", "replaced " + ID, "fill " + ID + " 3 at 149");
        assertThat(broker.account().working()).isEmpty();
    }

    private void reopen(UnaryOperator<AlpacaRules.Builder> rules) {
        venue.close();
        venue = new SimulatedBrokerage(rules);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondReplacementIsForTheWholeQuantityToo(boolean keepsFills) throws InterruptedException {
        reopen(rules -> rules.replacementKeepsFills(keepsFills));
        AlpacaBroker broker = working(10);
        venue.alpaca.fill(ID.toString(), "4", "150");
        told.await("fill");
        broker.replace(OrderIntent.replace(seen(10, 4)).withQuantity(Quantity.of(8)));
        told.await("replaced " + ID);
        venue.alpaca.fill(ID + ".r1", "1", "150");
        told.await("second fill", () -> told.count("fill") == 2);

        broker.replace(OrderIntent.replace(seen(10, 5)).withQuantity(Quantity.of(9)));
        told.await("second replacement", () -> told.count("replaced") == 2);
        letPass();

        assertThat(told.has("restated")).isFalse();
        assertThat(broker.account().working()).singleElement().satisfies(order -> {
            assertThat(order.orderQty()).isEqualTo(Quantity.of(9));
            assertThat(order.leavesQty()).isEqualTo(Quantity.of(4));
        });
    }

    @Test
    void replacementsFollowOneAnother() {
        AlpacaBroker broker = working(10);
        for (int i = 1; i <= 3; i++) {
            int number = i;
            broker.replace(OrderIntent.replace(seen(10, 0)).withLimit(Price.of(150 - i)));
            told.await("replacement " + i, () -> told.count("replaced") == number);
        }
        broker.cancel(ID);
        told.await("cancelled " + ID);

        assertThat(clientIds()).containsExactly(ID.toString(), ID + ".r1", ID + ".r2", ID + ".r3");
        assertThat(venue.alpaca.order(ID + ".r3").status()).isEqualTo("canceled");
    }

    @Test
    void aCancelWaitsForTheReplacementBeforeIt() {
        reopen(rules -> rules.answersReplacements(false));
        AlpacaBroker broker = working(10);
        broker.replace(OrderIntent.replace(seen(10, 0)).withLimit(Price.of("151")));
        venue.alpaca.awaitOrder(ID + ".r1");
        broker.cancel(ID);

        venue.alpaca.replace(ID + ".r1");
        told.await("cancelled " + ID);

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "replaced " + ID, "cancelled " + ID);
    }

    @Test
    void aReplacementThatTheVenueRefusesLeavesTheOrder() {
        reopen(rules -> rules.answersReplacements(false));
        AlpacaBroker broker = working(10);
        broker.replace(OrderIntent.replace(seen(10, 0)).withLimit(Price.of("151")));
        venue.alpaca.awaitOrder(ID + ".r1");

        venue.alpaca.refuseReplacement(ID + ".r1");
        told.await("replace rejected " + ID);

        assertThat(broker.account().working())
                .singleElement()
                .satisfies(order -> assertThat(order.price()).contains(Price.of("150")));
    }

    @Test
    void failure26AReplacementThatAFillOvertakesIsRefused() {
        reopen(rules -> rules.answersReplacements(false));
        AlpacaBroker broker = working(10);
        broker.replace(OrderIntent.replace(seen(10, 0)).withLimit(Price.of("151")));
        venue.alpaca.awaitOrder(ID + ".r1");

        venue.alpaca.fill(ID.toString(), "10", "150");
        told.await("replace rejected " + ID);
        told.await("fill");

        assertThat(told.of(ID)).hasSize(3).contains("fill " + ID + " 10 at 150");
        assertThat(broker.account().working()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFillBetweenAReplacementAndItsEndCountsOnce(boolean keepsFills) throws InterruptedException {
        reopen(rules -> rules.answersReplacements(false).replacementKeepsFills(keepsFills));
        AlpacaBroker broker = working(10);
        broker.replace(OrderIntent.replace(seen(10, 0)).withQuantity(Quantity.of(8)));
        venue.alpaca.awaitOrder(ID + ".r1");
        venue.alpaca.fill(ID.toString(), "3", "150");
        told.await("fill");

        venue.alpaca.replace(ID + ".r1");
        told.await("replaced " + ID);
        letPass();

        assertThat(broker.account().working()).singleElement().satisfies(order -> {
            assertThat(order.orderQty()).isEqualTo(Quantity.of(8));
            assertThat(order.cumQty()).isEqualTo(Quantity.of(3));
        });
        assertThat(told.filled()).isEqualByComparingTo("3");
    }

    @Test
    void aCancelThatTheVenueRefusesLeavesTheOrder() {
        reopen(rules -> rules.answersCancels(false));
        AlpacaBroker broker = working(10);
        broker.cancel(ID);
        venue.alpaca.awaitOrder(ID.toString(), "pending_cancel");

        venue.alpaca.refuseCancel(ID.toString());
        told.await("cancel rejected " + ID);

        assertThat(broker.account().working()).hasSize(1);
    }

    @Test
    void failure26AFillThatOvertakesACancelIsTold() {
        reopen(rules -> rules.answersCancels(false));
        AlpacaBroker broker = working(10);
        broker.cancel(ID);
        venue.alpaca.awaitOrder(ID.toString(), "pending_cancel");

        venue.alpaca.fill(ID.toString(), "10", "150");
        told.await("fill");
        told.await("cancel rejected " + ID);

        assertThat(told.has("cancelled")).isFalse();
    }

    @Test
    void anExecutionThatIsTakenBackIsToldUntilSomebodyStartsAgain() throws InterruptedException {
        AlpacaBroker broker = working(10);
        venue.alpaca.fill(ID.toString(), "4", "150");
        told.await("fill");

        venue.alpaca.bust(ID.toString());
        told.await(
                "DEGRADED Alpaca has changed an execution afterwards, which is booked as it was: trade_bust of " + ID);
        assertThat(broker.account().positions()).isEmpty();
        venue.alpaca.cutSessions();
        told.await("second loss", () -> told.count("DOWN") == 1);
        told.await("the same again", () -> told.count("DEGRADED") == 2);
        letPass();

        assertThat(told.count("LIVE")).isEqualTo(1);
        assertThat(told.count("fill")).isEqualTo(1);
    }

    @Test
    void anExecutionWhosePriceIsCorrectedIsTold() {
        working(10);
        venue.alpaca.fill(ID.toString(), "10", "150");
        told.await("fill");

        venue.alpaca.correct(ID.toString(), "149");

        told.await("DEGRADED Alpaca has changed an execution afterwards, which is booked as it was: trade_correct of");
        assertThat(told.value()).isEqualByComparingTo("1500");
    }

    @Test
    void failure23ALegsCancelThatIsNeverStreamedIsFound() {
        reopen(rules -> rules.legCancelsAreTold(false));
        AlpacaBroker broker = venue.started(told);
        broker.submit(ID, resting(10).withTakeProfit(Price.of("230")).withStopLoss(Price.of("120")));
        told.await("accepted " + ID);
        venue.alpaca.fill(ID.toString(), "10", "150");
        OrderId target = new OrderId(ID.origin(), 2);
        OrderId stop = new OrderId(ID.origin(), 3);
        told.await("accepted " + target);
        told.await("accepted " + stop);

        venue.alpaca.fill(legOf("limit").clientOrderId(), "10", "230");
        told.await("cancelled " + stop);

        assertThat(told.of(target)).containsExactly("accepted " + target, "fill " + target + " 10 at 230");
    }

    private AlpacaOrder legOf(String type) {
        return venue.alpaca.orders().stream()
                .filter(order -> order.side().equals("sell") && order.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTargetComesBeforeTheStopWhicheverIsGivenFirst() {
        AlpacaBroker broker = venue.started(told);
        broker.submit(ID, resting(10).withStopLoss(Price.of("120")).withTakeProfit(Price.of("230")));
        told.await("accepted " + ID);
        venue.alpaca.fill(ID.toString(), "10", "150");
        OrderId target = new OrderId(ID.origin(), 2);
        told.await("accepted " + target);

        assertThat(broker.find(target))
                .hasValueSatisfying(order -> assertThat(order.price()).contains(Price.of("230")));
    }

    @Test
    void failure22AnotherRunFindsWhatOneLeft() {
        AlpacaBroker first = working(10);
        venue.alpaca.fill(ID.toString(), "4", "150");
        told.await("fill");
        first.replace(OrderIntent.replace(seen(10, 4)).withQuantity(Quantity.of(8)));
        told.await("replaced " + ID);
        first.close();

        ToldReports later = new ToldReports();
        AlpacaBroker second = venue.started(later);
        BrokerAdapter.Account account = second.account();
        assertThat(account.working()).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo(ID);
            assertThat(order.orderQty()).isEqualTo(Quantity.of(8));
            assertThat(order.cumQty()).isEqualTo(Quantity.of(4));
        });
        assertThat(second.fillsSince(START)).isEqualTo(told.fills());
        venue.alpaca.fill(ID + ".r1", "4", "149");
        later.await("fill");
        assertThat(later.fills()).extracting(fill -> fill.lastQty().toString()).containsExactly("4");
        assertThat(second.find(ID)).hasValueSatisfying(order -> {
            assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(order.cumQty()).isEqualTo(Quantity.of(8));
        });
    }

    @Test
    void anotherRunFindsExitsByTheirEntryWhicheverCameFirst() {
        NewOrder entry = resting(10);
        for (NewOrder bracket : List.of(
                entry.withTakeProfit(Price.of("230")).withStopLoss(Price.of("120")),
                entry.withStopLoss(Price.of("120")).withTakeProfit(Price.of("230")))) {
            reopen(rules -> rules);
            ToldReports before = new ToldReports();
            AlpacaBroker first = venue.started(before);
            first.submit(ID, bracket);
            before.await("accepted " + ID);
            venue.alpaca.fill(ID.toString(), "10", "150");
            OrderId stop = new OrderId(ID.origin(), 3);
            before.await("accepted " + stop);
            first.close();

            ToldReports later = new ToldReports();
            AlpacaBroker second = venue.started(later);
            assertThat(second.account().working())
                    .extracting(Order::id)
                    .containsExactlyInAnyOrder(new OrderId(ID.origin(), 2), stop);
            venue.alpaca.fill(legOf("stop").clientOrderId(), "10", "120");
            later.await("fill");

            assertThat(later.fills()).extracting(Fill::orderId).containsExactly(stop);
            assertThat(second.find(stop))
                    .hasValueSatisfying(order -> assertThat(order.isFilled()).isTrue());
            second.close();
            AlpacaBroker third = venue.started(new ToldReports());
            assertThat(third.fillsSince(START)).extracting(Fill::orderId).containsExactly(ID, stop);
        }
    }

    @Test
    void anotherRunsOrderCanBeCancelled() {
        working(10).close();
        ToldReports later = new ToldReports();

        venue.started(later).cancel(ID);

        later.await("cancelled " + ID);
    }

    @Test
    void failure24AnOrderThatAnotherRunSentIsNotDoubled() throws InterruptedException {
        working(10).close();
        venue.alpaca.cancel(ID.toString());
        ToldReports later = new ToldReports();
        AlpacaBroker second = venue.started(later);

        second.submit(ID, resting(10));
        later.await("cancelled " + ID);
        letPass();

        assertThat(clientIds()).containsExactly(ID.toString());
        assertThat(later.of(ID)).containsExactly("accepted " + ID, "cancelled " + ID);
    }

    @Test
    void ordersOfOthersAreLinesInTheAccount() {
        AlpacaBroker broker = venue.started(told);
        try (AlpacaRest other = new AlpacaRest(venue.settings().build())) {
            var body = OrderCodec.write(ID, resting(10)).put("client_order_id", "by hand");
            other.command(
                    "POST", other.url(AlpacaHttp.Service.TRADING, "v2/orders").build(), body);
        }

        BrokerAdapter.Account account = broker.account();

        assertThat(account.working()).isEmpty();
        assertThat(account.otherOrders())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("by hand"));
        assertThat(told.lines()).noneMatch(line -> line.startsWith("accepted"));
    }

    @Test
    void theAccountHasMoreOrdersThanAPage() {
        venue.alpaca.run(1);
        AlpacaBroker broker = venue.started(told);
        int orders = 620;
        for (int i = 1; i <= orders; i++) {
            broker.submit(new OrderId("many", i), resting(1));
        }
        told.await("all acceptances", () -> told.count("accepted") == orders);

        assertThat(broker.account().working()).hasSize(orders);
    }

    @Test
    void fillsAreMoreThanAPage() {
        AlpacaBroker broker = working(250);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 230; i++) {
            venue.alpaca.now(START.plusMillis(i));
            venue.alpaca.fill(ID.toString(), "1", "150");
            expected.add(Integer.toString(i));
        }
        told.await("all fills", () -> told.count("fill") == 230);

        assertThat(broker.fillsSince(START))
                .extracting(fill -> fill.execId().substring(fill.execId().lastIndexOf(':') + 1))
                .isEqualTo(expected);
    }

    @Test
    void fractionsAndAmountsAreTradedExactly() {
        Instrument fractional = AAPL.withLotSize("0.000000001");
        AlpacaBroker broker = venue.started(told, fractional);
        broker.submit(ID, OrderIntent.buy(fractional, fractional.quantity("0.0101")));
        told.await("fill " + ID + " 0.0101 at 190.02");
        broker.submit(new OrderId("trend.m1", 2), OrderIntent.buyNotional(fractional, "100"));

        told.await("both fills", () -> told.count("fill") == 2);
        told.await("cancelled trend.m1-2");

        BrokerAdapter.Holding held = broker.account().positions().getOrDefault(fractional, BrokerAdapter.Holding.NONE);
        assertThat(held.quantity().toBigDecimal()).isEqualByComparingTo(told.filled());
    }

    @Test
    void cryptoIsHeldUnderTheNameOfTheRun() {
        Instrument bitcoin = Instrument.crypto("BTC/USD", "0.01", "0.000000001");
        venue.alpaca.quote("BTC/USD", "90000", "90010");
        AlpacaBroker broker = venue.started(told, bitcoin);

        broker.submit(ID, OrderIntent.buy(bitcoin, bitcoin.quantity("0.01")));
        told.await("fill");

        assertThat(broker.account().positions()).containsOnlyKeys(bitcoin);
        assertThat(told.fills()).extracting(Fill::instrument).containsExactly(bitcoin);
    }

    @Test
    void anInstrumentThatAlpacaDoesNotHaveEndsTheStart() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> venue.started(told, AAPL, Instrument.equity("NOSUCH")))
                .withMessageContaining("must be tradable at Alpaca, were not: NOSUCH");
    }

    @Test
    void aWrongKeyEndsTheStartAndIsNotShown() {
        String secret = "a-secret-that-is-wrong";
        AlpacaBroker broker =
                AlpacaBroker.of(venue.settings(venue.alpaca.address(), secret).build());

        SdkException failure = catchThrowableOfType(SdkException.class, () -> broker.start(List.of(AAPL), told));

        assertThat(failure).hasMessageContaining("401").hasMessageNotContaining(secret);
        assertThat(told.lines()).noneMatch(line -> line.contains(secret));
        assertThat(broker.toString()).doesNotContain(secret).doesNotContain(venue.alpaca.keyId());
    }

    @Test
    void anOrderThatCannotBeWrittenForAlpacaIsRefusedAtOnce() {
        AlpacaBroker broker = venue.started(told);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> broker.submit(ID, resting(1).withExpiry(START.plus(Duration.ofDays(1)))))
                .withMessageContaining("GTD");
    }

    @Test
    void theClocksDistanceIsMeasuredAtTheStart() {
        venue.started(told);

        told.await("clock ");
    }

    @Test
    void anOrderThatTheVenueRefusesLaterEndsAsRefused() {
        working(10);

        venue.alpaca.reject(ID.toString());

        told.await("rejected " + ID);
    }

    @Test
    void statesThatAreNoEndLeaveTheOrderWorking() {
        AlpacaBroker broker = working(10);

        venue.alpaca.doneForDay(ID.toString());
        venue.alpaca.suspend(ID.toString());

        assertThat(broker.account().working()).hasSize(1);
        assertThat(told.of(ID)).containsExactly("accepted " + ID);
    }

    @Test
    void questionsThatStayUnansweredDegradeTheConnectionUntilTheyAreAnsweredAgain() {
        venue.started(told);
        venue.alpaca.faults().rate(Fault.SERVER_ERROR_BEFORE, 1);
        told.await("DEGRADED order updates come in, but questions are not answered");

        venue.alpaca.faults().clear();

        told.await("second LIVE", () -> told.count("LIVE") == 2);
    }

    @Test
    void anAccountThatMayNotTradeDegradesTheConnection() {
        venue.started(told);
        try (AlpacaRest other = new AlpacaRest(venue.settings().build())) {
            other.command(
                    "PATCH",
                    other.url(AlpacaHttp.Service.TRADING, "v2/account/configurations")
                            .build(),
                    Json.MAPPER.createObjectNode().put("suspend_trade", true));
        }

        told.await("DEGRADED the account has trade_suspended_by_user");
    }

    @Test
    void failure22AnAccountThatCannotBeReadWholeIsNone() {
        AlpacaBroker broker = working(10);
        for (String path : List.of("/v2/orders", "/v2/account", "/v2/positions")) {
            for (int i = 0; i < 5; i++) {
                venue.alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, "GET " + path);
            }
            assertThatExceptionOfType(SdkException.class).isThrownBy(broker::account);
            venue.alpaca.faults().clear();
        }
        assertThat(broker.account().working()).hasSize(1);
    }

    @Test
    void failure24AnOrderThatNeverArrivesIsNotSentWhenItIsLate() throws InterruptedException {
        AlpacaBroker broker = venue.started(told);
        for (int i = 0; i < 100; i++) {
            venue.alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, "POST /v2/orders");
        }

        broker.submit(ID, resting(10));
        told.await("rejected " + ID + " NOT_CONNECTED");
        venue.alpaca.faults().clear();
        letPass();

        assertThat(clientIds()).isEmpty();
    }

    /** The first try has arrived and takes the buying power that the second one is refused for. */
    @Test
    void failure24ARefusalOfTheSecondTryIsNoRefusalOfTheFirst() throws Exception {
        try (GarblingLine line = new GarblingLine(venue.alpaca.address(), new Mutations(1, ""))) {
            AlpacaBroker broker = venue.started(line.address(), told);
            AtomicInteger tries = new AtomicInteger();
            AtomicInteger looks = new AtomicInteger();
            line.script(request -> {
                boolean isFirstLooks =
                        request.getTarget().contains("by_client_order_id") && looks.incrementAndGet() <= 4;
                boolean isSecondTry = request.getTarget().equals("/v2/orders")
                        && "POST".equals(request.getMethod())
                        && tries.incrementAndGet() == 2;
                if (isFirstLooks) {
                    return new MockResponse.Builder().code(404).build();
                }
                return isSecondTry
                        ? new MockResponse.Builder()
                                .code(403)
                                .body("{\"code\":40310000,\"message\":\"insufficient\",\"buying_power\":\"0\"}")
                                .build()
                        : null;
            });
            venue.alpaca.faults().next(Fault.CUT_AFTER, "POST /v2/orders");
            venue.alpaca.faults().next(Fault.EVENT_LOST, "new");

            broker.submit(ID, resting(10));
            told.await("accepted " + ID);
            letPass();

            assertThat(tries).hasValue(2);
            assertThat(told.of(ID)).containsExactly("accepted " + ID);
        }
    }

    /** The wait is the one that the answer asks for, and no order is lost or sent twice by it. */
    @Test
    void failure25A429IsWaitedOutAndNoRefusal() {
        AlpacaBroker broker = venue.started(told);
        venue.alpaca.faults().next(Fault.TOO_MANY_REQUESTS, "POST /v2/orders");
        long start = System.nanoTime();

        broker.submit(ID, resting(10));
        told.await("accepted " + ID);

        assertThat(clientIds()).containsExactly(ID.toString());
        assertThat(told.of(ID)).containsExactly("accepted " + ID);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void whatCannotBeLookedForIsNeitherAcceptedNorRefused() throws InterruptedException {
        AlpacaBroker broker = venue.started(told);
        venue.alpaca.faults().next(Fault.CUT_AFTER, "POST /v2/orders").next(Fault.EVENT_LOST, "new");
        venue.alpaca.faults().rate(Fault.SERVER_ERROR_BEFORE, 1);
        broker.submit(ID, resting(10));
        Thread.sleep(2_500); // longer than the adapter's patience
        assertThat(told.of(ID)).isEmpty();

        venue.alpaca.faults().clear();
        told.await("accepted " + ID);

        assertThat(clientIds()).containsExactly(ID.toString());
    }
}
