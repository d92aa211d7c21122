package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists, positions, assets, calendar and activities. */
class TradingApiTests {
    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final Client client = new Client(alpaca);

    @BeforeEach
    void quoteShares() {
        alpaca.quote("AAPL", "100", "101");
        alpaca.quote("MSFT", "200", "201");
    }

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        client.get("/v2/orders" + query)
                .body()
                .forEach(order -> ids.add(order.path("client_order_id").asString()));
        return ids;
    }

    private void sendOrders() {
        client.order("a", "buy 1 AAPL limit_price=50");
        client.order("b", "buy 1 MSFT");
        client.order("c", "buy 2 AAPL limit_price=51");
        client.order("d", "sell 1 MSFT limit_price=300");
    }

    @Test
    void ordersAreListedNewestFirstAndOpenOnesUnlessAskedOtherwise() {
        sendOrders();

        assertThat(ids("")).containsExactly("d", "c", "a");
        assertThat(ids("?status=closed")).containsExactly("b");
        assertThat(ids("?status=all&direction=asc")).containsExactly("a", "b", "c", "d");
        assertThat(ids("?status=all&limit=2")).containsExactly("d", "c");
        assertThat(ids("?status=all&symbols=MSFT,SPY")).containsExactly("d", "b");
        assertThat(ids("?status=all&side=sell")).containsExactly("d");
        assertThat(ids("?status=all&asset_class=crypto")).isEmpty();
    }

    @Test
    void pagesGoBySubmissionTimeExclusiveOrByOrder() {
        sendOrders();
        String second =
                client.get("/v2/orders:by_client_order_id?client_order_id=b").text("submitted_at");
        String id = alpaca.order("b").id();

        assertThat(ids("?status=all&direction=asc&after=" + second)).containsExactly("c", "d");
        assertThat(ids("?status=all&direction=asc&until=" + second)).containsExactly("a");
        assertThat(ids("?status=all&direction=asc&after_order_id=" + id)).containsExactly("c", "d");
        assertThat(ids("?status=all&direction=asc&before_order_id=" + id)).containsExactly("a");
    }

    @Test
    void legsAreListedWithTheirParentOrBesideIt() {
        client.order(
                "a",
                "buy 1 AAPL limit_price=50 order_class=bracket take_profit={\"limit_price\":\"60\"} "
                        + "stop_loss={\"stop_price\":\"40\"}");

        assertThat(ids("?nested=true")).containsExactly("a");
        assertThat(client.get("/v2/orders?nested=true").body().path(0).path("legs"))
                .hasSize(2);
        assertThat(ids("")).hasSize(3);
        assertThat(client.get("/v2/orders").body().path(2).path("legs").isNull())
                .isTrue();
    }

    @Test
    void allOrdersAreCancelledAtOnce() {
        sendOrders();

        Client.Answer answer = client.send("DELETE", "/v2/orders", "");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body()).hasSize(3);
        assertThat(answer.body().path(0).path("status").intValue()).isEqualTo(200);
        assertThat(ids("")).isEmpty();
    }

    @Test
    void aPositionIsWorthItsLastPrice() {
        client.order("a", "buy 2 AAPL");
        alpaca.trade("AAPL", "110");

        JsonNode position = client.get("/v2/positions/AAPL").body();

        assertThat(position.path("qty").asString()).isEqualTo("2");
        assertThat(position.path("avg_entry_price").asString()).isEqualTo("101");
        assertThat(position.path("market_value").asString()).isEqualTo("220");
        assertThat(position.path("cost_basis").asString()).isEqualTo("202");
        assertThat(position.path("unrealized_pl").asString()).isEqualTo("18");
        assertThat(position.path("side").asString()).isEqualTo("long");
        assertThat(client.get("/v2/account").text("equity")).isEqualTo("100018");
        assertThat(client.get("/v2/account").text("long_market_value")).isEqualTo("220");
    }

    @Test
    void aShortPositionIsNegative() {
        client.order("a", "sell 2 AAPL");

        JsonNode position = client.get("/v2/positions/AAPL").body();

        assertThat(position.path("qty").asString()).isEqualTo("-2");
        assertThat(position.path("qty_available").asString()).isEqualTo("-2");
        assertThat(position.path("side").asString()).isEqualTo("short");
        assertThat(position.path("avg_entry_price").asString()).isEqualTo("100");
        assertThat(client.get("/v2/account/activities")
                        .body()
                        .path(0)
                        .path("side")
                        .asString())
                .isEqualTo("sell_short");
        assertThat(client.order("b", "buy 3 AAPL").status()).isEqualTo(403);
    }

    @Test
    void aPositionIsClosedInPartOrWhole() {
        client.order("a", "buy 10 AAPL");

        Client.Answer part = client.send("DELETE", "/v2/positions/AAPL?percentage=50", "");
        Client.Answer more = client.send("DELETE", "/v2/positions/AAPL?qty=2", "");
        Client.Answer tooMuch = client.send("DELETE", "/v2/positions/AAPL?qty=4", "");
        Client.Answer rest = client.send("DELETE", "/v2/positions/AAPL", "");

        assertThat(part.text("qty")).isEqualTo("5");
        assertThat(part.text("side")).isEqualTo("sell");
        assertThat(part.text("position_intent")).isEqualTo("sell_to_close");
        assertThat(more.text("qty")).isEqualTo("2");
        assertThat(tooMuch.status()).isEqualTo(403);
        assertThat(rest.text("qty")).isEqualTo("3");
        assertThat(alpaca.account().positions()).isEmpty();
    }

    @Test
    void allPositionsAreClosedAfterTheirOrdersAreCancelled() {
        client.order("a", "buy 10 AAPL");
        client.order("b", "sell 10 AAPL limit_price=150");
        client.order("c", "buy 1 MSFT");

        Client.Answer held = client.send("DELETE", "/v2/positions", "");
        Client.Answer answer = client.send("DELETE", "/v2/positions?cancel_orders=true", "");

        assertThat(held.status()).isEqualTo(207);
        assertThat(held.body().path(0).path("status").intValue()).isEqualTo(403);
        assertThat(held.body().path(1).path("status").intValue()).isEqualTo(200);
        assertThat(answer.body()).hasSize(1);
        assertThat(answer.body().path(0).path("body").path("symbol").asString()).isEqualTo("AAPL");
        assertThat(alpaca.account().positions()).isEmpty();
    }

    @Test
    void openOrdersHoldBuyingPower() {
        client.order("a", "buy 100 AAPL limit_price=90");

        assertThat(client.get("/v2/account").text("buying_power")).isEqualTo("191000");
        client.send("DELETE", "/v2/orders", "");
        assertThat(client.get("/v2/account").text("buying_power")).isEqualTo("200000");
    }

    @Test
    void fillsAreActivitiesThatArePagedByTheLastOne() {
        client.order("a", "buy 1 AAPL");
        client.order("b", "buy 4 MSFT limit_price=150");
        alpaca.fill("b", "1", "149");
        alpaca.fill("b", "3", "148");

        JsonNode first = client.get("/v2/account/activities?activity_types=FILL&direction=asc&page_size=2")
                .body();
        String token = first.path(1).path("id").asString();
        JsonNode second = client.get("/v2/account/activities/FILL?direction=asc&page_size=2&page_token=" + token)
                .body();

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        JsonNode last = second.path(0);
        assertThat(last.path("type").asString()).isEqualTo("fill");
        assertThat(last.path("qty").asString()).isEqualTo("3");
        assertThat(last.path("cum_qty").asString()).isEqualTo("4");
        assertThat(last.path("leaves_qty").asString()).isEqualTo("0");
        assertThat(last.path("order_id").asString()).isEqualTo(alpaca.order("b").id());
        assertThat(last.has("client_order_id")).isFalse();
        assertThat(token).startsWith("20260601100000");
        assertThat(first.path(1).path("order_status").asString()).isEqualTo("partially_filled");
        assertThat(client.get("/v2/account/activities")
                        .body()
                        .path(0)
                        .path("cum_qty")
                        .asString())
                .isEqualTo("4");
    }

    @Test
    void assetsAreFoundByAnyOfTheirNames() {
        JsonNode pair = client.get("/v2/assets/BTC%2FUSD").body();
        JsonNode share = client.get("/v2/assets/AAPL").body();

        assertThat(pair.path("class").asString()).isEqualTo("crypto");
        assertThat(pair.path("min_trade_increment").asString()).isEqualTo("0.000000001");
        assertThat(client.get("/v2/assets/BTCUSD").body()).isEqualTo(pair);
        assertThat(client.get("/v2/assets/" + share.path("id").asString()).body())
                .isEqualTo(share);
        assertThat(client.get("/v2/assets?asset_class=crypto").body()).hasSize(2);
    }

    @Test
    void theCalendarHasHalfDays() {
        JsonNode days =
                client.get("/v2/calendar?start=2026-11-26&end=2026-11-30").body();

        assertThat(days).hasSize(2);
        assertThat(days.path(0).toString())
                .isEqualTo("{\"date\":\"2026-11-27\",\"open\":\"09:30\",\"close\":\"13:00\",\"session_open\":\"0400\","
                        + "\"session_close\":\"2000\",\"settlement_date\":\"2026-11-30\"}");
    }

    @Test
    void theHistoryHasWhatTheAccountIsWorthNow() {
        JsonNode history = client.get("/v2/account/portfolio/history?period=1D").body();

        assertThat(history.path("equity").path(0).intValue()).isEqualTo(100_000);
        assertThat(history.path("base_value").isNumber()).isTrue();
    }

    @Test
    void olderAccountsHaveTheFieldsOfPatternDayTrading() {
        AlpacaRules rules = AlpacaRules.builder().legacyPatternDayTrading(true).build();
        try (AlpacaSimulator old = AlpacaSimulator.builder().rules(rules).start()) {
            assertThat(new Client(old).get("/v2/account").body().has("pattern_day_trader"))
                    .isTrue();
        }
    }

    @Test
    void requestsAreRememberedWithoutKeys() {
        client.order("a", "buy 1 AAPL");

        ReceivedRequest request =
                alpaca.awaitRequests(1, its -> its.status() == 200).get(0);

        assertThat(request.target()).isEqualTo("POST /v2/orders");
        assertThat(request.body()).contains("\"client_order_id\":\"a\"");
        assertThat(alpaca.requests().toString()).doesNotContain(alpaca.secret());
    }

    @Test
    void activitiesMayNameTheExecutionsOfTheStream() {
        AlpacaRules rules = AlpacaRules.builder().activitiesNameExecutions(true).build();
        try (AlpacaSimulator naming = AlpacaSimulator.builder().rules(rules).start()) {
            Client client = new Client(naming);
            Client.Stream stream = client.stream().listening();
            client.order("a", "buy 1 AAPL limit_price=100");
            naming.fill("a", "1", "100");
            stream.next();

            String execution = stream.next().path("data").path("execution_id").asString();

            assertThat(client.get("/v2/account/activities")
                            .body()
                            .path(0)
                            .path("id")
                            .asString())
                    .endsWith("::" + execution);
        }
    }

    @Test
    void aRefusalMayKeepToItselfHowMuchThereIs() {
        AlpacaRules rules = AlpacaRules.builder().quantityDetails(false).build();
        try (AlpacaSimulator brief = AlpacaSimulator.builder()
                .rules(rules)
                .position("AAPL", "4", "90")
                .start()) {
            Client.Answer answer = new Client(brief).order("a", "sell 5 AAPL");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().has("available")).isFalse();
        }
    }

    @Test
    void idsAreTheSameForASeedAndASequenceOfRequests() {
        assertThat(idsOf(7)).isEqualTo(idsOf(7)).isNotEqualTo(idsOf(8));
    }

    private static List<String> idsOf(long seed) {
        try (AlpacaSimulator seeded = AlpacaSimulator.builder().seed(seed).start()) {
            Client client = new Client(seeded);
            client.order("a", "buy 1 AAPL limit_price=100");
            client.order("b", "buy 1 AAPL limit_price=100");
            return seeded.orders().stream().map(AlpacaOrder::id).toList();
        }
    }
}
