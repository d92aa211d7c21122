package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlpacaSimulatorTests {
    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final Client client = new Client(alpaca);

    @AfterEach
    void stop() {
        alpaca.close();
    }

    @Test
    void aPaperAccountBeginsWithAHundredThousandDollars() {
        JsonNode account = client.get("/v2/account").body();

        assertThat(account.path("cash").asString()).isEqualTo("100000");
        assertThat(account.path("buying_power").asString()).isEqualTo("200000");
        assertThat(account.has("pattern_day_trader")).isFalse();
    }

    @Test
    void theClockIsThatOfNewYork() {
        JsonNode clock = client.get("/v2/clock").body();

        assertThat(clock.path("timestamp").asString()).startsWith("2026-06-01T10:00:00");
        assertThat(clock.path("is_open").booleanValue()).isTrue();
        assertThat(clock.path("next_open").asString()).isEqualTo("2026-06-02T09:30:00-04:00");
        assertThat(clock.path("next_close").asString()).isEqualTo("2026-06-01T16:00:00-04:00");
    }

    @Test
    void aQuoteFillsAMarketOrderAndTheStreamTellsOfIt() {
        Client.Stream stream = client.stream().listening();
        alpaca.quote("AAPL", "189.98", "190.02");

        Client.Answer answer = client.order("c-1", "buy 2 AAPL");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("pending_new");
        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("fill c-1 2@190.02");
        assertThat(client.get("/v2/orders:by_client_order_id?client_order_id=c-1")
                        .text("filled_avg_price"))
                .isEqualTo("190.02");
        assertThat(alpaca.account().cash()).isEqualByComparingTo("99619.96");
    }
}
