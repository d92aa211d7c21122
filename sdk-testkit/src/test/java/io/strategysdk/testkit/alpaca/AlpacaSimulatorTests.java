package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void whatIsLongOverIsForgottenWhereItIsAskedFor() {
        Bar early = bar(Instant.parse("2026-06-01T14:00:00Z"));
        try (AlpacaSimulator brief =
                AlpacaSimulator.builder().remember(Duration.ofDays(2)).start()) {
            Client its = new Client(brief);
            brief.bar(early);
            its.order("done", "buy 2 AAPL");
            its.order("rests", "buy 2 AAPL type=limit limit_price=100 time_in_force=gtc");
            brief.bar(bar(Instant.parse("2026-06-01T14:01:00Z")));
            assertThat(brief.order("done").status()).isEqualTo("filled");

            brief.now(Instant.parse("2026-06-03T19:59:00Z"));
            assertThat(brief.orders()).hasSize(2);
            brief.now(Instant.parse("2026-06-03T20:00:00Z"));

            assertThat(brief.orders()).extracting(AlpacaOrder::clientOrderId).containsExactly("rests");
            assertThat(its.get("/v2/orders:by_client_order_id?client_order_id=done")
                            .status())
                    .isEqualTo(404);
            assertThat(its.get("/v2/account/activities/FILL").body()).isEmpty();
            assertThat(its.get("/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start=2026-06-01&feed=iex")
                            .body()
                            .path("bars"))
                    .isEmpty();
            assertThat(brief.account().positions()).containsOnlyKeys("AAPL");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaSimulator.builder().remember(Duration.ofHours(23)))
                .withMessage("what is over must be remembered for a day at least, was PT23H");
    }

    private static Bar bar(Instant open) {
        long start = Clock.epochNanosOf(open);
        return new Bar(
                Instrument.equity("AAPL"), Timeframe.MINUTE, start, start + 60_000_000_000L, 190, 191, 189, 190, 1000);
    }
}
