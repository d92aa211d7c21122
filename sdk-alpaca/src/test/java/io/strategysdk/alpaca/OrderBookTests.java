package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class OrderBookTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final OrderId ID = new OrderId("trend.m1", 7);
    private static final Instant TIME = Instant.parse("2026-11-20T15:00:00Z");

    private final ToldReports told = new ToldReports();
    private final OrderBook book = new OrderBook(new Instruments(List.of(AAPL)), told);
    private final VenueScript venue = new VenueScript(ID.toString(), 20, true);

    private void expectAndSee() {
        book.expect(ID, OrderIntent.buy(AAPL, 20).atLimit(Price.of("10")));
        book.event(venue.events.get(0));
    }

    private ObjectNode shown(String status) {
        venue.last().status = status;
        return VenueScript.json(venue.last());
    }

    private static ObjectNode event(String name, ObjectNode order) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("event", name).put("timestamp", TIME.toString());
        event.set("order", order);
        return event;
    }

    @Test
    void failure21AReplacementOfWhatIsNotKnownIsReadWithWhatThatHadFilled() {
        venue.fill(1, "9.5");
        VenueOrder first = OrderCodec.read(shown("replaced").put("replaced_by", "id-2"));
        ObjectNode second = shown("new")
                .put("id", "id-2")
                .put("client_order_id", ID + ".r1")
                .put("replaces", first.id())
                .put("filled_qty", "0");

        book.event(event("new", second));
        List<String> toRead = book.takeToRead();
        boolean isKnownBefore = book.find(ID).isPresent();
        book.adopt(List.of(first, OrderCodec.read(second)));

        assertThat(toRead).containsExactly("id-2");
        assertThat(isKnownBefore).isFalse();
        assertThat(book.find(ID))
                .hasValueSatisfying(order -> assertThat(order.filled()).isEqualByComparingTo("1"));
    }

    @Test
    void anEndOutlivesReadingsFromBeforeItThatBearALaterTime() {
        VenueOrder ended = OrderCodec.read(shown("canceled").put("updated_at", "2026-11-20T15:00:01Z"));
        VenueOrder open = OrderCodec.read(shown("new").put("updated_at", "2026-11-20T15:00:02Z"));

        assertThat(ended.with(open).status()).isEqualTo(VenueStatus.CANCELED);
        assertThat(open.with(ended).status()).isEqualTo(VenueStatus.CANCELED);
    }

    @Test
    void fillsOfAnOlderReadingAreKeptWhenTheyAreMore() {
        venue.fill(5, "9.5");
        VenueOrder filled = OrderCodec.read(shown("partially_filled").put("updated_at", "2026-11-20T15:00:01Z"));
        VenueOrder later = OrderCodec.read(
                shown("pending_cancel").put("filled_qty", "0").put("updated_at", "2026-11-20T15:00:02Z"));

        assertThat(filled.with(later).filledQty()).isEqualByComparingTo("5");
        assertThat(filled.with(later).status()).isEqualTo(VenueStatus.PENDING_CANCEL);
    }

    @Test
    void whatNeverChangesStaysWhereALaterReadingLacksIt() {
        VenueOrder whole = OrderCodec.read(shown("new").put("replaces", "id-9"));
        VenueOrder lacking = OrderCodec.read(shown("new")
                .putNull("replaces")
                .putNull("client_order_id")
                .putNull("qty")
                .put("updated_at", "2026-11-20T15:30:00Z"));

        VenueOrder both = whole.with(lacking);

        assertThat(both.replaces()).isEqualTo("id-9");
        assertThat(both.clientId()).isEqualTo(ID.toString());
        assertThat(both.qty()).isEqualByComparingTo("20");
        assertThat(both.updatedAt()).isEqualTo(Instant.parse("2026-11-20T15:30:00Z"));
    }

    @Test
    void anExitIsAcceptedBeforeTheExecutionThatIsTheFirstNewsOfItsLife() {
        book.expect(ID, OrderIntent.buy(AAPL, 20).atLimit(Price.of("10")).withTakeProfit(Price.of("12")));
        ObjectNode entry = shown("new").put("order_class", "oto");
        ObjectNode leg = VenueScript.json(new VenueScript.Book("leg", "0123", BigDecimal.valueOf(20)))
                .put("side", "sell")
                .put("status", "held");
        entry.putArray("legs").add(leg);
        book.see(OrderCodec.read(entry));
        OrderId exit = new OrderId(ID.origin(), 8);
        assertThat(told.of(exit)).isEmpty();

        book.execute("leg", BigDecimal.valueOf(20), BigDecimal.valueOf(20), BigDecimal.valueOf(12), TIME);

        assertThat(told.of(exit)).containsExactly("accepted " + exit, "fill " + exit + " 20 at 12");
    }

    /** As the target of a bracket of which the stop has had a part, when both are seen at once. */
    @Test
    void anOrderThatIsRestatedToWhatIsFilledEndsAsCancelled() {
        expectAndSee();
        book.execute(venue.last().id, BigDecimal.valueOf(15), BigDecimal.valueOf(15), BigDecimal.TEN, TIME);

        venue.fill(15, "10");
        book.see(OrderCodec.read(shown("filled").put("qty", "15")));

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "fill " + ID + " 15 at 10", "cancelled " + ID);
    }

    @Test
    void whatIsUnknownIsTakenByItsStateAndTheOrderWorksOn() {
        expectAndSee();

        book.event(event("reticulated", shown("reticulating")));

        assertThat(told.lines()).containsExactly("accepted " + ID);
        assertThat(book.find(ID).orElseThrow().isEnded).isFalse();
    }

    @Test
    void anExecutionThatIsChangedAfterwardsIsNamedOnceAndStaysAsItWas() {
        expectAndSee();
        venue.fill(4, "9");
        book.event(venue.events.get(1));

        book.event(event("trade_bust", shown("partially_filled").put("filled_qty", "0")));

        assertThat(book.takeChanged()).singleElement().asString().startsWith("trade_bust of " + ID);
        assertThat(book.takeChanged()).isEmpty();
        assertThat(told.of(ID)).containsExactly("accepted " + ID, "fill " + ID + " 4 at 9");
    }

    @Test
    void anEventWithoutItsOrderIsAnError() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> book.event(Json.MAPPER.createObjectNode().put("event", "fill")));
    }

    @Test
    void ordersOfOthersAreNoNews() {
        book.event(event("new", shown("new").put("client_order_id", "by hand").put("id", "other")));

        assertThat(told.lines()).isEmpty();
    }

    @Test
    void anInferredFillMakesTheAverageRightAndItsExecutionsAreDroppedLater() {
        expectAndSee();
        venue.fill(4, "9");
        venue.fill(6, "10");
        book.see(OrderCodec.read(venue.orders().get(0)));
        assertThat(book.isMissingFills()).isTrue();

        book.inferMissingFills();
        venue.executions.forEach(
                each -> book.execute(each.orderId(), each.cumQty(), each.qty(), each.price(), each.time()));

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "fill " + ID + " 10 at 9.600000000");
        assertThat(book.isMissingFills()).isFalse();
    }

    @Test
    void failure26WhatComesAfterTheEndOfAnOrderIsNoOtherEnd() {
        expectAndSee();
        book.find(ID).orElseThrow().isCancelAsked = true;
        book.event(event("canceled", shown("canceled").put("updated_at", "2026-11-20T15:00:01Z")));

        book.event(event("order_cancel_rejected", shown("canceled").put("updated_at", "2026-11-20T15:00:02Z")));
        book.event(event("rejected", shown("rejected").put("updated_at", "2026-11-20T15:00:03Z")));
        book.event(event("pending_cancel", shown("pending_cancel").put("updated_at", "2026-11-20T15:00:04Z")));

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "cancelled " + ID);
    }

    @Test
    void whatIsFilledIsToldBeforeTheEnd() {
        expectAndSee();
        venue.fill(4, "9");
        venue.end("canceled");

        book.event(venue.events.get(2));
        assertThat(told.of(ID)).containsExactly("accepted " + ID);
        book.event(venue.events.get(1));

        assertThat(told.of(ID)).containsExactly("accepted " + ID, "fill " + ID + " 4 at 9", "cancelled " + ID);
    }

    @Test
    void aRestatedQuantityIsToldInAll() {
        expectAndSee();
        venue.fill(4, "9");
        book.event(venue.events.get(1));
        venue.last().qty = BigDecimal.valueOf(12);

        book.event(event("restated", shown("partially_filled")));

        assertThat(told.lines()).last().isEqualTo("restated " + ID + " 12");
    }

    /** github.com/alpacahq/Alpaca-API issue 165: a replacement that has the whole quantity anew. */
    @Test
    void aReplacementThatWouldFillMoreThanItWasAskedForIsNamed() {
        NewOrder request = OrderIntent.buy(AAPL, 20).atLimit(Price.of("10"));
        expectAndSee();
        venue.fill(4, "9");
        book.event(venue.events.get(1));
        TrackedOrder order = book.find(ID).orElseThrow();
        Order seen = new Order(ID, request, OrderStatus.PARTIALLY_FILLED, Quantity.of(20), Quantity.of(4), Double.NaN);
        order.replacing = new TrackedOrder.Replacement(
                ID + ".r1", OrderIntent.replace(seen).withQuantity(Quantity.of(10)));
        venue.replace(10);
        venue.last().qty = BigDecimal.TEN;
        venue.last().filled = BigDecimal.ZERO;
        venue.last().status = "new";
        venue.orders().forEach(each -> book.see(OrderCodec.read(each)));

        assertThat(told.lines()).contains("replaced " + ID, "restated " + ID + " 14");
        assertThat(book.takeExcessive()).containsExactly(order);
        assertThat(order.excess()).isEqualByComparingTo("4");
    }

    @Test
    void anOrderThatWasRefusedAndIsThereAfterAllIsAccepted() {
        TrackedOrder order = book.expect(ID, OrderIntent.buy(AAPL, 20).atLimit(Price.of("10")))
                .orElseThrow();
        book.refuse(order, RejectReason.NOT_CONNECTED, "it did not arrive");

        book.event(venue.events.get(0));

        assertThat(told.lines()).hasSize(2).last().isEqualTo("accepted " + ID);
    }

    /** An order of its own that is filled at a time. */
    private ObjectNode filled(OrderId id, Instant time) {
        book.expect(id, OrderIntent.buy(AAPL, 20).atLimit(Price.of("10")));
        VenueScript its = new VenueScript(id.toString(), 20, true);
        its.fill(20, "10");
        ObjectNode order = VenueScript.json(its.last()).put("id", "venue-" + id.sequence());
        order.put("updated_at", time.toString()).put("filled_at", time.toString());
        ObjectNode event = event("fill", order).put("qty", "20").put("price", "10");
        book.event(event);
        return event;
    }

    @Test
    void ofManyOrdersThoseAreForgottenThatEndedDaysAgo() {
        ObjectNode first = filled(new OrderId("trend.m1", 1), TIME);
        for (int i = 2; i <= 1_500; i++) {
            filled(new OrderId("trend.m1", i), TIME.plusSeconds(i));
        }
        assertThat(book.find(new OrderId("trend.m1", 1))).isPresent();

        filled(new OrderId("trend.m1", 1_501), TIME.plus(Duration.ofDays(3)));

        assertThat(book.find(new OrderId("trend.m1", 1))).isEmpty();
        assertThat(book.findByVenueId("venue-1")).isEmpty();
        assertThat(book.fill("venue-1:20")).isEmpty();
        assertThat(book.find(new OrderId("trend.m1", 501))).isEmpty();
        assertThat(book.find(new OrderId("trend.m1", 502))).isPresent();
        assertThat(book.fill("venue-502:20")).isPresent();
        assertThat(book.countFills()).isEqualTo(1_501);
        book.event(first);
        assertThat(told.fills()).hasSize(1_501);
    }

    @Test
    void refusedOrdersAreForgottenAsOthersAre() {
        filled(new OrderId("trend.m1", 1), TIME);
        for (int i = 2; i <= 1_002; i++) {
            OrderId id = new OrderId("trend.m1", i);
            book.expect(id, OrderIntent.buy(AAPL, 20).atLimit(Price.of("10")));
            book.refuse(book.find(id).orElseThrow(), RejectReason.BROKER, "no");
        }

        filled(new OrderId("trend.m1", 1_003), TIME.plus(Duration.ofDays(3)));

        assertThat(book.find(new OrderId("trend.m1", 3))).isEmpty();
        assertThat(book.find(new OrderId("trend.m1", 4))).isPresent();
    }

    @Test
    void anEntryIsRememberedAsLongAsItsExitsWork() {
        OrderId entry = new OrderId("trend.m1", 1);
        filled(entry, TIME);
        TrackedOrder exit = new TrackedOrder(new OrderId("trend.m1", 2), AAPL, null, false);
        book.find(entry).orElseThrow().add(exit);
        for (int i = 3; i <= 1_100; i++) {
            filled(new OrderId("trend.m1", i), TIME.plusSeconds(i));
        }

        filled(new OrderId("trend.m1", 1_101), TIME.plus(Duration.ofDays(3)));
        assertThat(book.find(entry)).isPresent();
        assertThat(book.find(new OrderId("trend.m1", 3))).isEmpty();

        exit.isEnded = true;
        filled(new OrderId("trend.m1", 1_102), TIME.plus(Duration.ofDays(3)));
        assertThat(book.find(entry)).isEmpty();
    }
}
