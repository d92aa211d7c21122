package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Order updates and answers of the right shape with something wrong in them, and what is true among them. */
@Timeout(60)
final class OrderFuzzTests {
    private static final Path LOG = Path.of("target", "alpaca.log");
    private static final OrderId ID = new OrderId("trend.m1", 7);

    private static NewOrder order(long shares) {
        return OrderIntent.buy(AAPL, shares).atLimit(Price.of("150")).withTimeInForce(TimeInForce.GTC);
    }

    @Test
    void updatesAreTakenOrRefusedAndTheTruthIsToldBesideThem() {
        int refused = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            refused += live(seed);
        }
        assertThat(refused).as("updates that were refused").isGreaterThan(5_000);
    }

    private static int live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mutations mutations = new Mutations(seed, "echo");
        VenueScript truth = VenueScript.random(ID.toString(), random, random.nextBoolean());
        ToldReports told = new ToldReports();
        OrderBook book = new OrderBook(new Instruments(List.of(AAPL)), told);
        book.expect(ID, order(truth.books.get(0).qty.longValueExact()));
        int refused = 0;
        for (JsonNode event : truth.events) {
            for (int i = 0; i < 3; i++) {
                try {
                    book.event(mutations.of(event));
                } catch (SdkException expected) {
                    refused++;
                    assertThat(expected.getMessage()).hasSizeLessThan(1_000);
                }
            }
            book.event(event);
        }
        truth.orders().forEach(each -> book.see(OrderCodec.read(each)));
        truth.executions.forEach(
                each -> book.execute(each.orderId(), each.cumQty(), each.qty(), each.price(), each.time()));

        assertThat(told.fills())
                .as("executions of seed %d", seed)
                .extracting(Fill::execId)
                .containsExactlyInAnyOrderElementsOf(truth.executions.stream()
                        .map(each -> OrderBook.execId(each.orderId(), each.cumQty()))
                        .toList());
        assertThat(told.value()).as("value of seed %d", seed).isEqualByComparingTo(truth.value());
        assertThat(book.find(ID).orElseThrow().isEnded)
                .as("end of seed %d", seed)
                .isEqualTo(List.of("filled", "canceled", "expired").contains(truth.last().status));
        return refused;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noOrderIsLostWhateverAnswersAndUpdatesSay(long seed) throws IOException, InterruptedException {
        int orders = 12;
        ToldReports told = new ToldReports();
        try (SimulatedBrokerage venue = new SimulatedBrokerage();
                GarblingLine line = new GarblingLine(
                        venue.alpaca.address(), new Mutations(seed, venue.alpaca.secret() + venue.alpaca.keyId()))) {
            AlpacaBroker broker = venue.started(line.address(), told);
            line.rate(0.25);
            for (int i = 1; i <= orders; i++) {
                broker.submit(id(i), order(10));
                if (i % 3 == 0) {
                    ask(broker);
                }
            }
            for (int i = 1; i <= orders; i++) {
                venue.alpaca.awaitOrder(id(i).toString(), "new");
                venue.alpaca.fill(id(i).toString(), i % 2 == 0 ? "4" : "10", Integer.toString(140 + i % 7));
                if (i % 2 == 0) {
                    broker.cancel(id(i));
                }
            }
            Thread.sleep(300);
            line.rate(0);

            told.await(
                    "all acceptances, fills and cancels",
                    () -> told.count("accepted") == orders
                            && told.filled().intValueExact() == orders * 7
                            && told.count("cancelled") == orders / 2);
            assertThat(line.garbled()).isGreaterThan(10);
            assertThat(venue.alpaca.orders())
                    .extracting(AlpacaOrder::clientOrderId)
                    .doesNotHaveDuplicates();
            BigDecimal spent =
                    new BigDecimal("100000000").subtract(venue.alpaca.account().cash());
            assertThat(told.value()).isEqualByComparingTo(spent);
            assertThat(broker.account().working()).isEmpty();
            assertReported(venue.alpaca.secret());
        }
    }

    private static OrderId id(int number) {
        return new OrderId("fuzz.m1", number);
    }

    private static void ask(AlpacaBroker broker) {
        try {
            broker.account();
            broker.fillsSince(Instant.parse("2026-11-20T15:30:00Z"));
        } catch (SdkException garbled) {
            assertThat(garbled.getMessage()).isNotEmpty();
        }
    }

    /** Where the log goes to a file. */
    private static void assertReported(String secret) throws IOException {
        if (Files.exists(LOG)) {
            List<String> lines = Files.readAllLines(LOG);
            assertThat(lines).anyMatch(line -> line.contains("an order update cannot be read"));
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }
}
