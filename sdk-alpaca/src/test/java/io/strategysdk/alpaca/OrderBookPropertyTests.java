package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is lost, doubled or overtaken on the way, the book ends with what is true at the broker. */
final class OrderBookPropertyTests {
    private static final int LIVES = 3_000;
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final OrderId ID = new OrderId("trend.m1", 7);

    private final ToldReports told = new ToldReports();
    private final OrderBook book = new OrderBook(new Instruments(List.of(AAPL)), told);

    @Test
    void eventsLostDoubledAndReorderedAndReadingsOldAndNewEndWithTheTruth() {
        for (int seed = 0; seed < LIVES; seed++) {
            new OrderBookPropertyTests().live(seed, true);
        }
    }

    @Test
    void whatNoActivityTellsIsInferredFromTheOrder() {
        for (int seed = 0; seed < LIVES; seed++) {
            new OrderBookPropertyTests().live(seed, false);
        }
    }

    private void live(int seed, boolean hasActivities) {
        SplittableRandom random = new SplittableRandom(seed);
        // without an activity nothing tells of a replacement that is seen late whether it began with nothing filled
        VenueScript truth = VenueScript.random(ID.toString(), random, !hasActivities || random.nextBoolean());
        long qty = truth.books.get(0).qty.longValueExact();
        book.expect(ID, OrderIntent.buy(AAPL, qty).withTimeInForce(TimeInForce.GTC));
        List<Runnable> news = new ArrayList<>();
        for (JsonNode event : truth.events) {
            int copies = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4) / 3;
            for (int i = 0; i < copies; i++) {
                news.add(() -> book.event(event));
            }
        }
        for (JsonNode reading : truth.readings) {
            if (random.nextInt(4) == 0) {
                news.add(() -> book.see(OrderCodec.read(reading)));
            }
        }
        if (hasActivities) {
            truth.executions.stream()
                    .filter(each -> random.nextInt(3) == 0)
                    .forEach(each -> news.add(() -> execute(each)));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(news, new Random(seed));
        }
        news.forEach(Runnable::run);

        reconcile(truth, hasActivities);
        reconcile(truth, hasActivities); // changes nothing more

        assertTruth("seed " + seed + ", told " + told.lines() + " of " + truth.events, truth, hasActivities);
    }

    private void execute(VenueScript.Execution each) {
        book.execute(each.orderId(), each.cumQty(), each.qty(), each.price(), each.time());
    }

    private void reconcile(VenueScript truth, boolean hasActivities) {
        truth.orders().forEach(order -> book.see(OrderCodec.read(order)));
        if (hasActivities) {
            truth.executions.forEach(this::execute);
        }
        book.inferMissingFills();
    }

    private void assertTruth(String where, VenueScript truth, boolean isExact) {
        assertThat(told.filled()).as("filled, %s", where).isEqualByComparingTo(truth.filled());
        assertThat(told.value())
                .as("value of fills, %s", where)
                .isCloseTo(truth.value(), Offset.offset(new BigDecimal("0.0001")));
        assertThat(told.fills())
                .as("executions, %s", where)
                .extracting(Fill::execId)
                .doesNotHaveDuplicates();
        if (isExact) {
            assertThat(told.fills())
                    .as("executions, %s", where)
                    .extracting(Fill::execId)
                    .containsExactlyInAnyOrderElementsOf(truth.executions.stream()
                            .map(each -> OrderBook.execId(each.orderId(), each.cumQty()))
                            .toList());
        }
        assertThat(told.lines().get(0)).as("first report, %s", where).startsWith("accepted");
        assertThat(told.count("accepted")).as("acceptances, %s", where).isEqualTo(1);
        List<String> ends = told.lines().stream()
                .filter(line ->
                        line.startsWith("cancelled") || line.startsWith("expired") || line.startsWith("rejected"))
                .toList();
        String status = truth.last().status;
        assertThat(ends)
                .as("ends, %s", where)
                .isEqualTo(
                        switch (status) {
                            case "canceled" -> List.of("cancelled " + ID);
                            case "expired" -> List.of("expired " + ID);
                            case "filled" ->
                                heardOf(truth).compareTo(truth.filled()) > 0 ? List.of("cancelled " + ID) : List.of();
                            default -> List.of();
                        });
        TrackedOrder tracked = book.find(ID).orElseThrow();
        assertThat(tracked.current().orElseThrow().seen.word())
                .as("status, %s", where)
                .isEqualTo(status);
        assertThat(tracked.ordered()).as("ordered in all, %s", where).isEqualByComparingTo(totalOf(truth));
    }

    /** Quantity that the listener has heard of last. */
    private BigDecimal heardOf(VenueScript truth) {
        String restated = "restated " + ID + " ";
        return told.lines().stream()
                .filter(line -> line.startsWith(restated))
                .reduce((one, other) -> other)
                .map(line -> new BigDecimal(line.substring(restated.length())))
                .orElse(truth.books.get(0).qty);
    }

    /** Filled by the earlier orders, and what the last would fill. */
    private static BigDecimal totalOf(VenueScript truth) {
        VenueScript.Book last = truth.last();
        BigDecimal own = truth.executions.stream()
                .filter(each -> each.orderId().equals(last.id))
                .map(VenueScript.Execution::qty)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return truth.filled().subtract(own).add(last.qty.subtract(last.filled)).add(own);
    }
}
