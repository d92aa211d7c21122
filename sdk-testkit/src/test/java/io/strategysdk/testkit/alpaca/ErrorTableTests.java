package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Alpaca refuses, by status, code and text. */
class ErrorTableTests {
    private static AlpacaSimulator.Builder usual() {
        return AlpacaSimulator.builder()
                .instruments(List.of(
                        Instrument.equity("AAPL"),
                        Instrument.equity("PENNY"),
                        Instrument.crypto("BTC/USD", "0.01", "0.000000001")))
                .asset(AlpacaAsset.of(Instrument.equity("HARD")).notShortable())
                .asset(AlpacaAsset.of(Instrument.equity("WHOLE")).notFractionable())
                .asset(AlpacaAsset.of(Instrument.equity("OLD")).inactive())
                .asset(AlpacaAsset.of(Instrument.equity("HALT")).notTradable());
    }

    private static AlpacaSimulator withPositions() {
        AlpacaSimulator alpaca = usual().position("AAPL", "4", "90")
                .position("BTC/USD", "0.5", "60000")
                .start();
        alpaca.quote("AAPL", "99.98", "100.02");
        alpaca.quote("PENNY", "0.50", "0.51");
        alpaca.quote("HARD", "10", "10.02");
        alpaca.quote("WHOLE", "10", "10.02");
        alpaca.quote("BTC/USD", "60000", "60010");
        return alpaca;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        buy 0 AAPL                                              | 422 | 40010001 | qty must be > 0
        buy -1 AAPL                                             | 422 | 40010001 | qty must be > 0
        buy x AAPL                                              | 422 | 40010001 | invalid qty
        buy 1 AAPL notional=5                                   | 422 | 40010001 | only one of qty or notional is accepted
        buy 1 AAPL type=limit                                   | 422 | 40010001 | limit orders require a limit price
        buy 1 AAPL type=stop                                    | 422 | 40010001 | stop orders require a stop price
        buy 1 AAPL type=stop_limit limit_price=10               | 422 | 40010001 | stop limit orders require both stop and limit price
        buy 1 AAPL type=market limit_price=10                   | 422 | 40010001 | market orders require no stop or limit price
        buy 1 AAPL type=market stop_price=10                    | 422 | 40010001 | market orders require no stop or limit price
        buy 1 AAPL type=trailing_stop                           | 422 | 40010001 | trailing stop orders must specify one of trail_price or trail_percent
        buy 1 AAPL type=trailing_stop trail_price=1 trail_percent=1 | 422 | 40010001 | trailing stop orders must specify one of trail_price or trail_percent
        buy 1 AAPL type=trailing_stop trail_percent=100         | 422 | 40010001 | trail must be > 0, and a trail_percent < 100
        buy 1 AAPL type=trailing_stop trail_price=0             | 422 | 40010001 | trail must be > 0, and a trail_percent < 100
        buy 1e30 PENNY                                          | 422 | 40010001 | invalid qty
        buy 0.1234567891 AAPL                                   | 422 | 40010001 | invalid qty
        buy 1 BTC/USD limit_price=1.1234567891 time_in_force=gtc | 422 | 40010001 | invalid limit_price
        buy 1 AAPL type=iceberg                                 | 422 | 40010001 | invalid order type
        hold 1 AAPL                                             | 422 | 40010001 | invalid side
        buy 1 AAPL time_in_force=gtd                            | 422 | 40010001 | invalid time_in_force
        buy 1 AAPL time_in_force=ever                           | 422 | 40010001 | invalid time_in_force
        buy 1 AAPL order_class=pair                             | 422 | 40010001 | invalid order_class
        buy 1 AAPL limit_price=290.123                          | 422 | 42210000 | invalid limit_price 290.123. sub-penny increment does not fulfill minimum pricing criteria
        sell 1 AAPL type=stop stop_price=90.001                 | 422 | 42210000 | invalid stop_price 90.001. sub-penny increment does not fulfill minimum pricing criteria
        buy 1 PENNY limit_price=0.12345                         | 422 | 42210000 | invalid limit_price 0.12345. sub-penny increment does not fulfill minimum pricing criteria
        buy 0.5 AAPL time_in_force=gtc                          | 422 | 42210000 | fractional orders must be DAY orders
        buy $50 AAPL time_in_force=gtc                          | 422 | 42210000 | fractional orders must be DAY orders
        buy 0.5 AAPL type=trailing_stop trail_price=1           | 422 | 42210000 | fractional orders must be market, limit, stop, or stop_limit orders
        buy 0.5 AAPL order_class=bracket take_profit={"limit_price":"120"} stop_loss={"stop_price":"80"} | 422 | 42210000 | fractional orders must be simple orders
        sell 0.5 PENNY                                          | 422 | 42210000 | fractional orders cannot be sold short
        buy 1 AAPL extended_hours=true                          | 422 | 42210000 | extended hours order must be DAY or GTC limit orders
        buy 1 AAPL limit_price=1 time_in_force=ioc extended_hours=true | 422 | 42210000 | extended hours order must be DAY or GTC limit orders
        buy 1 BTC/USD time_in_force=day                         | 422 | 42210000 | invalid crypto time_in_force
        buy 1 BTC/USD time_in_force=fok                         | 422 | 42210000 | invalid crypto time_in_force
        buy 1 NOPE                                              | 422 | 42210000 | asset "NOPE" not found
        buy 1 OLD                                               | 422 | 42210000 | asset OLD is not active
        buy 1 HALT                                              | 422 | 42210000 | asset HALT is not tradable
        sell 1 HARD                                             | 422 | 42210000 | asset "HARD" cannot be sold short
        buy 0.5 WHOLE                                           | 403 | 40310000 | asset "WHOLE" is not fractionable
        buy 10000 AAPL                                          | 403 | 40310000 | insufficient buying power
        sell 5 AAPL                                             | 403 | 40310000 | insufficient qty available for order (requested: 5, available: 4)
        sell 0.6 BTC/USD time_in_force=gtc                      | 403 | 40310000 | insufficient balance for BTC (requested: 0.6, available: 0.5)
        buy $0.5 AAPL                                           | 403 | 40310000 | cost basis must be >= minimal amount of order 1
        buy 0.0001 BTC/USD time_in_force=gtc                    | 403 | 40310000 | cost basis must be >= minimal amount of order 10
        buy 1 AAPL time_in_force=opg                            | 403 | 40310000 | opg orders must be submitted after 7:00pm and before 9:28am
        buy 1 AAPL type=stop stop_price=110 time_in_force=ioc   | 422 | 42210000 | stop orders must be DAY or GTC orders
        buy 1 AAPL order_class=oco limit_price=1 stop_loss={"stop_price":"80"} type=market | 422 | 40010001 | market orders require no stop or limit price
        buy 1 AAPL order_class=bracket take_profit={"limit_price":"120"} | 422 | 40010001 | bracket orders require take_profit.limit_price and stop_loss.stop_price
        sell 1 AAPL order_class=bracket take_profit={"limit_price":"80"} stop_loss={"stop_price":"120"} | 422 | 42210000 | bracket orders must be entry orders
        sell 1 AAPL order_class=oto stop_loss={"stop_price":"120"} | 422 | 42210000 | oto orders must be entry orders
        buy 1 AAPL order_class=oto                              | 422 | 40010001 | oto orders require one of take_profit or stop_loss
        buy 1 AAPL limit_price=100 order_class=bracket take_profit={"limit_price":"120"} stop_loss={"stop_price":"100"} | 422 | 42210000 | stop_loss.stop_price must be <= base_price - 0.01
        buy 1 AAPL limit_price=100 order_class=bracket take_profit={"limit_price":"100"} stop_loss={"stop_price":"90"} | 422 | 42210000 | take_profit.limit_price must be >= base_price + 0.01
        """)
    void anOrderThatBreaksARuleIsRefused(String words, int status, int code, String message) {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client.Answer answer = new Client(alpaca).order("c-1", words);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().path("code").intValue()).isEqualTo(code);
            assertThat(answer.text("message")).isEqualTo(message);
            assertThat(alpaca.orders()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /v2/orders/none                              | 404 | 40410000 | order not found for none
        GET    | /v2/orders:by_client_order_id?client_order_id=x | 404 | 40410000 | order not found for x
        DELETE | /v2/orders/none                              | 404 | 40410000 | order not found for none
        GET    | /v2/positions/PENNY                          | 404 | 40410000 | position does not exist
        DELETE | /v2/positions/PENNY                          | 404 | 40410000 | position does not exist
        GET    | /v2/assets/NOPE                              | 404 | 40410000 | symbol not found: NOPE
        GET    | /v2/nothing                                  | 404 | 40410000 | endpoint not found
        PUT    | /v2/orders                                   | 404 | 40410000 | endpoint not found
        """)
    void whatIsNotThereIsNotFound(String method, String path, int status, int code, String message) {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client.Answer answer = new Client(alpaca).send(method, path, "");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().path("code").intValue()).isEqualTo(code);
            assertThat(answer.text("message")).isEqualTo(message);
        }
    }

    @Test
    void aBodyThatIsNoJsonCannotBeDecoded() {
        try (AlpacaSimulator alpaca = usual().start()) {
            Client.Answer answer = new Client(alpaca).post("{\"symbol\":");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("code").intValue()).isEqualTo(40010000);
        }
    }

    @Test
    void wrongKeysAreUnauthorizedWithoutACode() throws IOException {
        try (AlpacaSimulator alpaca = usual().start()) {
            Client client = new Client(alpaca);

            Client.Answer none =
                    client.exchange(client.request("GET", "/v2/account", "").build());
            Client.Answer wrong = client.exchange(client.request("GET", "/v2/account", "")
                    .header("APCA-API-KEY-ID", alpaca.keyId())
                    .header("APCA-API-SECRET-KEY", "wrong")
                    .build());

            assertThat(none.status()).isEqualTo(401);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body().toString()).isEqualTo("{\"message\":\"unauthorized.\"}");
        }
    }

    @Test
    void aClientOrderIdIsTakenForEver() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", "buy 1 AAPL limit_price=50");
            client.send("DELETE", "/v2/orders/" + alpaca.order("c-1").id(), "");

            Client.Answer again = client.order("c-1", "buy 1 AAPL limit_price=50");

            assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.body().path("code").intValue()).isEqualTo(40010001);
            assertThat(again.text("message")).isEqualTo("client_order_id must be unique");
        }
    }

    @Test
    void aClientOrderIdHasAHundredAndTwentyEightCharacters() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);

            assertThat(client.order("c".repeat(128), "buy 1 AAPL").status()).isEqualTo(200);
            assertThat(client.order("c".repeat(129), "buy 1 AAPL").text("message"))
                    .isEqualTo("client_order_id must be no more than 128 characters");
        }
    }

    @Test
    void whatIsMissingIsSaidInTheBody() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", "sell 3 AAPL limit_price=150");

            Client.Answer shares = client.order("c-2", "sell 2 AAPL limit_price=150");
            Client.Answer coins = client.order("c-3", "sell 1 BTC/USD limit_price=90000 time_in_force=gtc");
            Client.Answer power = client.order("c-4", "buy 3000 AAPL limit_price=100");

            assertThat(shares.text("available")).isEqualTo("1");
            assertThat(shares.text("existing_qty")).isEqualTo("4");
            assertThat(shares.text("held_for_orders")).isEqualTo("3");
            assertThat(shares.text("symbol")).isEqualTo("AAPL");
            assertThat(coins.text("balance")).isEqualTo("0.5");
            assertThat(coins.text("symbol")).isEqualTo("BTC");
            assertThat(power.text("cost_basis")).isEqualTo("300000");
            assertThat(power.text("buying_power")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY limit_price=0.45                       | 200
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY limit_price=0.40                       | 403
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY                                        | 403
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY type=stop stop_price=0.30              | 403
        buy 1 PENNY type=stop stop_price=0.60 | sell 1 PENNY limit_price=0.70                | 403
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY type=stop_limit stop_price=0.30 limit_price=0.29 | 403
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY type=trailing_stop trail_price=0.1     | 200
        buy 1 PENNY limit_price=0.40   | sell 1 PENNY limit_price=0.40 order_class=oto take_profit={"limit_price":"0.30"} | 200
        buy 1 PENNY limit_price=0.40   | sell 1 HARD limit_price=11                          | 422
        """)
    void ordersThatWouldMeetEachOtherAreAWashTrade(String resting, String coming, int status) {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", resting);

            Client.Answer answer = client.order("c-2", coming);

            assertThat(answer.status()).as(answer.text("message")).isEqualTo(status);
            if (status == 403) {
                assertThat(answer.text("message")).isEqualTo("potential wash trade detected. use complex orders");
                assertThat(answer.text("existing_order_id"))
                        .isEqualTo(alpaca.order("c-1").id());
                assertThat(answer.text("reject_reason")).startsWith("opposite side ");
            }
        }
    }

    @Test
    void shortSalesNeedEquityAndTheAccountsConsent() {
        try (AlpacaSimulator poor = usual().cash("1999").start();
                AlpacaSimulator rich = usual().start()) {
            Client client = new Client(rich);
            client.send("PATCH", "/v2/account/configurations", "{\"no_shorting\":true}");

            assertThat(new Client(poor)
                            .order("c-1", "sell 1 AAPL limit_price=10")
                            .text("message"))
                    .isEqualTo("account is not allowed to short");
            assertThat(client.order("c-1", "sell 1 AAPL limit_price=10").text("message"))
                    .isEqualTo("account is not allowed to short");
        }
    }

    @Test
    void theAccountMaySwitchTradingAndFractionsOff() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.send("PATCH", "/v2/account/configurations", "{\"fractional_trading\":false}");
            Client.Answer fraction = client.order("c-1", "buy 0.5 AAPL");
            client.send("PATCH", "/v2/account/configurations", "{\"suspend_trade\":true}");
            Client.Answer any = client.order("c-2", "buy 1 AAPL");

            assertThat(fraction.text("message")).isEqualTo("fractional trading is disabled for this account");
            assertThat(any.status()).isEqualTo(403);
            assertThat(any.text("message")).startsWith("account not authorized to trade");
        }
    }

    @Test
    void theClosingAuctionTakesOrdersUntilTenToFour() {
        try (AlpacaSimulator alpaca =
                usual().time(Instant.parse("2026-06-01T19:49:59Z")).start()) {
            Client client = new Client(alpaca);

            Client.Answer early = client.order("c-1", "buy 1 AAPL time_in_force=cls");
            alpaca.now(Instant.parse("2026-06-01T19:50:00Z"));
            Client.Answer late = client.order("c-2", "buy 1 AAPL time_in_force=cls");

            assertThat(early.status()).isEqualTo(200);
            assertThat(late.status()).isEqualTo(403);
            assertThat(late.text("message")).isEqualTo("cls orders must be submitted before 15:50");
        }
    }

    @Test
    void aCancelOfAnEndedOrderSaysWhereItIs() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", "buy 1 AAPL");
            client.order("c-2", "buy 1 AAPL limit_price=50");
            String canceled = "/v2/orders/" + alpaca.order("c-2").id();
            client.send("DELETE", canceled, "");

            Client.Answer filled =
                    client.send("DELETE", "/v2/orders/" + alpaca.order("c-1").id(), "");

            assertThat(filled.status()).isEqualTo(422);
            assertThat(filled.body().path("code").intValue()).isEqualTo(42210000);
            assertThat(filled.text("message")).isEqualTo("order is already in \"filled\" state");
            assertThat(client.send("DELETE", canceled, "").status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        buy 4 AAPL limit_price=50                 | {"limit_price":"50"}              | order parameters are not changed
        buy 4 AAPL limit_price=50                 | {"limit_price":"50.001"}          | invalid limit_price 50.001. sub-penny increment does not fulfill minimum pricing criteria
        buy 0.5 AAPL limit_price=50               | {"qty":"0.7"}                     | qty cannot be changed for fractional orders
        buy $50 AAPL limit_price=50               | {"limit_price":"51"}              | notional orders cannot be replaced
        buy 1 AAPL                                | {"qty":"2"}                       | unable to replace order, order is not open
        buy 4 AAPL limit_price=50 order_class=oto stop_loss={"stop_price":"40"} | {"qty":"5"} | qty cannot be changed for advanced orders
        """)
    void aReplacementThatCannotBeIsRefused(String words, String changes, String message) {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", words);

            Client.Answer answer =
                    client.send("PATCH", "/v2/orders/" + alpaca.order("c-1").id(), changes);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().path("code").intValue()).isEqualTo(42210000);
            assertThat(answer.text("message")).isEqualTo(message);
        }
    }

    @Test
    void aReplacementMustLeaveSomethingAndBeTheFirst() {
        try (AlpacaSimulator alpaca = withPositions()) {
            Client client = new Client(alpaca);
            client.order("c-1", "buy 4 AAPL limit_price=50");
            String path = "/v2/orders/" + alpaca.order("c-1").id();
            alpaca.fill("c-1", "2", "50");

            Client.Answer small = client.send("PATCH", path, "{\"qty\":\"2\"}");
            client.send("PATCH", path, "{\"qty\":\"3\"}");
            Client.Answer second = client.send("PATCH", path, "{\"qty\":\"5\"}");

            assertThat(small.text("message")).isEqualTo("qty must be > filled_qty");
            assertThat(second.text("message")).isEqualTo("order already replaced");
        }
    }

    @Test
    void anOrderThatWaitsForTheOpeningCannotBeReplaced() {
        try (AlpacaSimulator alpaca =
                usual().time(Instant.parse("2026-06-01T10:00:00Z")).start()) {
            Client client = new Client(alpaca);
            client.order("c-1", "buy 4 AAPL limit_price=50");

            Client.Answer answer =
                    client.send("PATCH", "/v2/orders/" + alpaca.order("c-1").id(), "{\"qty\":\"2\"}");

            assertThat(answer.text("message")).isEqualTo("cannot replace order in accepted status");
        }
    }

    @Test
    void moreRequestsThanAllowedAreTooMany() {
        AlpacaRules rules = AlpacaRules.builder().requestsPerMinute(3).build();
        try (AlpacaSimulator alpaca = usual().rules(rules).start()) {
            Client client = new Client(alpaca);
            int refused = 0;
            Client.Answer last = client.get("/v2/clock");
            for (int i = 0; i < 7; i++) {
                last = client.get("/v2/clock");
                refused += last.status() == 429 ? 1 : 0;
            }

            assertThat(refused).isBetween(2, 5);
            assertThat(last.response().headers().firstValue("X-RateLimit-Limit"))
                    .contains("3");
            assertThat(last.response().headers().firstValue("X-Request-ID")).isPresent();
        }
    }
}
