package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ManyClientsTests {
    private static final int CLIENTS = 8;
    private static final int ORDERS = 25;

    @Test
    void allOfThemSeeOneOrderOfThings() throws Exception {
        AlpacaRules rules = AlpacaRules.builder().requestsPerMinute(0).build();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder().rules(rules).start()) {
            Client.Stream stream = new Client(alpaca).stream().listening();
            alpaca.quote("AAPL", "100", "101");
            List<Future<Integer>> done = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                String name = "c" + c + "-";
                done.add(threads.submit(() -> trade(new Client(alpaca), name)));
            }
            int filled = 0;
            for (Future<Integer> client : done) {
                filled += client.get(60, TimeUnit.SECONDS);
            }

            assertThat(filled).isEqualTo(CLIENTS * ORDERS);
            assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("200");
            assertFillsAddUp(stream);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int trade(Client client, String name) {
        int taken = 0;
        for (int i = 0; i < ORDERS; i++) {
            taken += client.order(name + i, "buy 1 AAPL").status() == 200 ? 1 : 0;
        }
        return taken;
    }

    private static void assertFillsAddUp(Client.Stream stream) {
        Set<String> known = new HashSet<>();
        int position = 0;
        for (int i = 0; i < 2 * CLIENTS * ORDERS; i++) {
            JsonNode data = stream.next().path("data");
            String id = data.path("order").path("id").asString();
            if (data.path("event").asString().equals("new")) {
                assertThat(known.add(id)).isTrue();
            } else {
                assertThat(known).contains(id);
                assertThat(data.path("position_qty").asString()).isEqualTo(Integer.toString(++position));
            }
        }
    }
}
