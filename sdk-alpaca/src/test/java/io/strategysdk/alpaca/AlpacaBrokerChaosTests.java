package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything goes wrong at random, and in the end the run knows what the venue knows. */
@Timeout(120)
final class AlpacaBrokerChaosTests {
    private static final int ORDERS = 30;
    private static final Instant START = Instant.parse("2026-11-20T15:30:00Z");

    private final ToldReports told = new ToldReports();
    private final Set<OrderId> cancels = new HashSet<>();
    private final Map<OrderId, Integer> replacements = new HashMap<>();

    private static OrderId id(int number) {
        return new OrderId("chaos.m1", number);
    }

    private static NewOrder order() {
        return OrderIntent.buy(AAPL, 20).atLimit(Price.of("150")).withTimeInForce(TimeInForce.GTC);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverGoesWrongNothingIsLostOrDoubled(long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        try (SimulatedBrokerage venue = new SimulatedBrokerage(rules -> rules.replacementKeepsFills(seed % 2 == 0))) {
            AlpacaBroker broker = venue.started(told);
            Set<Fault> pausing = EnumSet.of(Fault.TOO_MANY_REQUESTS, Fault.TOO_MANY_REQUESTS_BARE); // for a second each
            EnumSet.complementOf(EnumSet.copyOf(pausing))
                    .forEach(fault -> venue.alpaca.faults().rate(fault, 0.02));
            for (int i = 1; i <= ORDERS; i++) {
                broker.submit(id(i), order());
                Thread.sleep(random.nextInt(60));
                act(venue, broker, id(1 + random.nextInt(i)), random);
            }
            Thread.sleep(500);
            venue.alpaca.faults().clear();

            try {
                told.await("what is true", () -> isTrue(venue));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", not answered: " + unanswered() + venue.alpaca.orders(), e);
            }
            assertTruth(venue, broker);
        }
    }

    private void act(SimulatedBrokerage venue, AlpacaBroker broker, OrderId id, SplittableRandom random) {
        Optional<AlpacaOrder> open = open(venue, id);
        switch (random.nextInt(4)) {
            case 0, 1 ->
                open.filter(AlpacaOrder::isOpen)
                        .ifPresent(order -> fill(venue, order, 1 + random.nextInt(8), 140 + random.nextInt(10)));
            case 2 -> {
                if (told.of(id).contains("accepted " + id)) {
                    Order seen =
                            new Order(id, order(), OrderStatus.SUBMITTED, Quantity.of(20), Quantity.ZERO, Double.NaN);
                    replacements.merge(id, 1, Integer::sum);
                    broker.replace(OrderIntent.replace(seen).withQuantity(Quantity.of(20 + random.nextInt(9))));
                }
            }
            default -> {
                if (told.of(id).contains("accepted " + id) && cancels.add(id)) {
                    broker.cancel(id);
                }
            }
        }
    }

    private static void fill(SimulatedBrokerage venue, AlpacaOrder order, int qty, int price) {
        BigDecimal leaves = order.qty().orElseThrow().subtract(order.filledQty());
        String length = leaves.min(BigDecimal.valueOf(qty)).toPlainString();
        try {
            venue.alpaca.fill(order.clientOrderId(), length, Integer.toString(price));
        } catch (IllegalArgumentException | IllegalStateException overtaken) {
            assertThat(overtaken).hasMessageContaining("must");
        }
    }

    private static Optional<AlpacaOrder> open(SimulatedBrokerage venue, OrderId id) {
        return of(venue, id).stream()
                .filter(order -> order.isOpen() && !order.status().startsWith("pending"))
                .reduce((one, other) -> other);
    }

    private static List<AlpacaOrder> of(SimulatedBrokerage venue, OrderId id) {
        return venue.alpaca.orders().stream()
                .filter(order -> OrderCodec.idOf(order.clientOrderId())
                        .filter(id::equals)
                        .isPresent())
                .toList();
    }

    private BigDecimal toldOf(OrderId id) {
        return told.fills().stream()
                .filter(fill -> fill.orderId().equals(id))
                .map(fill -> fill.lastQty().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<String> unanswered() {
        List<String> unanswered = new ArrayList<>();
        replacements.forEach((id, asked) -> {
            long answers = told.of(id).stream()
                    .filter(line -> line.startsWith("replaced") || line.startsWith("replace rejected"))
                    .count();
            if (answers != asked) {
                unanswered.add(answers + " of " + asked + " replacements of " + id);
            }
        });
        cancels.stream()
                .filter(id -> told.of(id).stream()
                        .noneMatch(line -> line.startsWith("cancelled") || line.startsWith("cancel rejected")))
                .forEach(id -> unanswered.add("cancel of " + id));
        return unanswered;
    }

    private boolean isTrue(SimulatedBrokerage venue) {
        BigDecimal held = venue.alpaca.account().positions().getOrDefault("AAPL", BigDecimal.ZERO);
        if (held.compareTo(told.filled()) != 0) {
            return false;
        }
        if (!unanswered().isEmpty()) {
            return false;
        }
        for (int i = 1; i <= ORDERS; i++) {
            if (!isTrue(venue, id(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isTrue(SimulatedBrokerage venue, OrderId id) {
        List<AlpacaOrder> orders = of(venue, id);
        if (orders.isEmpty()) {
            return told.has("rejected " + id + " ");
        }
        boolean isOpen = orders.stream().anyMatch(AlpacaOrder::isOpen);
        boolean isCancelled = orders.stream().anyMatch(order -> order.status().equals("canceled"));
        return isOpen || isCancelled == told.of(id).contains("cancelled " + id);
    }

    private static Set<OrderId> workingOf(AlpacaBroker broker) {
        return broker.account().working().stream().map(Order::id).collect(Collectors.toSet());
    }

    private static Set<OrderId> openAt(SimulatedBrokerage venue) {
        return venue.alpaca.orders().stream()
                .filter(AlpacaOrder::isOpen)
                .map(order -> OrderCodec.idOf(order.clientOrderId()).orElseThrow())
                .collect(Collectors.toSet());
    }

    private void assertTruth(SimulatedBrokerage venue, AlpacaBroker broker) {
        assertThat(told.fills()).extracting(Fill::execId).doesNotHaveDuplicates();
        told.await(
                "an account with the orders that are open",
                () -> workingOf(broker).equals(openAt(venue))); // the last cancels may still be on their way
        assertThat(broker.account().working())
                .allSatisfy(
                        order -> assertThat(order.cumQty().toBigDecimal()).isEqualByComparingTo(toldOf(order.id())));
        assertThat(broker.fillsSince(START)).containsExactlyInAnyOrderElementsOf(told.fills());
        for (int i = 1; i <= ORDERS; i++) {
            OrderId id = id(i);
            long first = venue.alpaca.orders().stream()
                    .filter(order -> order.clientOrderId().equals(id.toString()))
                    .count();
            assertThat(first).as("orders of id %s", id).isLessThanOrEqualTo(1);
            assertThat(told.of(id).stream().filter(line -> line.equals("accepted " + id)))
                    .as("acceptances of %s", id)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
