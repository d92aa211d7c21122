package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MarketDataApiTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final Instrument BITCOIN = Instrument.crypto("BTC/USD", "0.01", "0.000000001");
    private static final String DAY = "start=2026-05-29T13:30:00Z&end=2026-05-29T20:00:00Z";

    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final Client client = new Client(alpaca);

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private static Bar bar(Instrument instrument, Timeframe timeframe, String open, double close) {
        Instant start = Instant.parse(open);
        return new Bar(
                instrument,
                timeframe,
                Clock.epochNanosOf(start),
                Clock.epochNanosOf(start.plus(timeframe.isIntraday() ? timeframe.duration() : Duration.ofMinutes(390))),
                close,
                close + 1,
                close - 1,
                close,
                100);
    }

    /** Minutes of Friday, from 13:30Z. */
    private static List<Bar> minutes(Instrument instrument, int count) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String open =
                    Instant.parse("2026-05-29T13:30:00Z").plusSeconds(60L * i).toString();
            bars.add(bar(instrument, Timeframe.MINUTE, open, 100 + i));
        }
        return bars;
    }

    private JsonNode get(String path) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void pagesCountPointsOfAllSymbolsSortedBySymbolThenTime() {
        alpaca.marketData().history(minutes(MSFT, 3));
        alpaca.marketData().history(minutes(AAPL, 3));
        String path = "/v2/stocks/bars?symbols=MSFT,AAPL&timeframe=1Min&limit=2&" + DAY;
        List<String> pages = new ArrayList<>();

        JsonNode page = get(path);
        while (true) {
            StringBuilder text = new StringBuilder();
            page.path("bars")
                    .properties()
                    .forEach(symbol -> symbol.getValue()
                            .forEach(bar -> text.append(symbol.getKey())
                                    .append(bar.path("c").asString())
                                    .append(' ')));
            pages.add(text.toString().strip());
            if (page.path("next_page_token").isNull()) {
                break;
            }
            String token = page.path("next_page_token").asString();
            page = get(path + "&page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        }

        assertThat(pages).containsExactly("AAPL100 AAPL101", "AAPL102 MSFT100", "MSFT101 MSFT102");
    }

    @Test
    void startAndEndAreInclusiveAndSortTurnsItAround() {
        alpaca.marketData().history(minutes(AAPL, 5));

        JsonNode body = get("/v2/stocks/AAPL/bars?timeframe=1Min&start=2026-05-29T13:31:00Z&end=2026-05-29T13:33:00Z"
                + "&sort=desc&limit=2");

        assertThat(body.path("symbol").asString()).isEqualTo("AAPL");
        assertThat(body.path("bars").valueStream().map(bar -> bar.path("t").asString()))
                .containsExactly("2026-05-29T13:33:00Z", "2026-05-29T13:32:00Z");
        assertThat(body.path("next_page_token").isNull()).isFalse();
    }

    @Test
    void longerBarsAreMadeOfMinutesAndLabelledByTheirStart() {
        alpaca.marketData().history(minutes(AAPL, 31));

        JsonNode half = get("/v2/stocks/bars?symbols=AAPL&timeframe=30Min&" + DAY)
                .path("bars")
                .path("AAPL");
        JsonNode day = get("/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=2026-05-29&end=2026-05-30")
                .path("bars")
                .path("AAPL");

        assertThat(half).hasSize(2);
        assertThat(half.get(0).toString())
                .isEqualTo("{\"t\":\"2026-05-29T13:30:00Z\",\"o\":100,\"h\":130,\"l\":99,\"c\":129,\"v\":3000,\"n\":30,"
                        + "\"vw\":114.5}");
        assertThat(day.get(0).path("t").asString()).isEqualTo("2026-05-29T04:00:00Z");
        assertThat(day.get(0).path("c").intValue()).isEqualTo(130);
    }

    @Test
    void nothingIsKnownOfTheFuture() {
        alpaca.marketData().history(List.of(bar(AAPL, Timeframe.MINUTE, "2026-06-01T14:00:00Z", 100)));
        String path = "/v2/stocks/bars?symbols=AAPL&timeframe=1Min";

        JsonNode before = get(path);
        alpaca.now(Instant.parse("2026-06-01T14:01:00Z"));

        assertThat(before.path("bars").isEmpty()).isTrue();
        assertThat(get(path).path("bars").path("AAPL")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"raw,400,396,100,100", "split,100,99,100,400", "dividend,396,396,100,100", "all,99,99,100,400"})
    void pricesAreAdjustedForWhatIssuersDid(String adjustment, double first, double second, double third, int volume) {
        alpaca.marketData()
                .history(List.of(
                        bar(AAPL, Timeframe.DAY, "2026-05-26T13:30:00Z", 400),
                        bar(AAPL, Timeframe.DAY, "2026-05-27T13:30:00Z", 396),
                        bar(AAPL, Timeframe.DAY, "2026-05-28T13:30:00Z", 100)));
        alpaca.marketData()
                .actions(List.of(
                        new CorporateAction.Dividend(AAPL, LocalDate.of(2026, 5, 27), new BigDecimal("4")),
                        new CorporateAction.Split(AAPL, LocalDate.of(2026, 5, 28), 4, 1)));

        JsonNode bars = get("/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=2026-05-01&adjustment=" + adjustment)
                .path("bars")
                .path("AAPL");

        assertThat(bars.valueStream().map(bar -> bar.path("c").doubleValue())).containsExactly(first, second, third);
        assertThat(bars.get(0).path("v").intValue()).isEqualTo(volume);
    }

    @Test
    void recentPricesOfAllExchangesArePaidFor() {
        alpaca.marketData().history(minutes(AAPL, 3));
        String path = "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&feed=sip&start=2026-05-29T13:30:00Z";

        Client.Answer recent = client.get(path + "&end=2026-06-01T13:50:00Z");

        assertThat(recent.status()).isEqualTo(403);
        assertThat(recent.text("message")).isEqualTo("subscription does not permit querying recent SIP data");
        assertThat(client.get("/v2/stocks/trades/latest?symbols=AAPL&feed=sip").status())
                .isEqualTo(403);
        assertThat(get(path + "&end=2026-06-01T13:40:00Z").path("bars").path("AAPL"))
                .hasSize(3);
        assertThat(get(path).path("bars").path("AAPL")).hasSize(3);
    }

    @Test
    void quotesTradesAndSnapshotsShowWhatIsPlayed() {
        alpaca.marketData().history(minutes(AAPL, 2));
        alpaca.quote("AAPL", "189.98", "190.02");
        alpaca.trade("AAPL", "190.01");
        alpaca.trade("AAPL", "190.02");

        assertThat(get("/v2/stocks/quotes?symbols=AAPL")
                        .path("quotes")
                        .path("AAPL")
                        .get(0)
                        .path("bp")
                        .doubleValue())
                .isEqualTo(189.98);
        assertThat(get("/v2/stocks/AAPL/trades?limit=1")
                        .path("trades")
                        .get(0)
                        .path("i")
                        .intValue())
                .isEqualTo(1);
        assertThat(get("/v2/stocks/AAPL/trades/latest").path("trade").path("p").doubleValue())
                .isEqualTo(190.02);
        assertThat(get("/v2/stocks/quotes/latest?symbols=AAPL,MSFT")
                        .path("quotes")
                        .size())
                .isEqualTo(1);
        JsonNode snapshot = get("/v2/stocks/snapshots?symbols=AAPL").path("AAPL");
        assertThat(snapshot.path("latestTrade").path("p").doubleValue()).isEqualTo(190.02);
        assertThat(snapshot.path("minuteBar").path("c").intValue()).isEqualTo(101);
        assertThat(snapshot.path("dailyBar").path("t").asString()).isEqualTo("2026-05-29T04:00:00Z");
        assertThat(get("/v2/stocks/AAPL/snapshot").path("symbol").asString()).isEqualTo("AAPL");
    }

    @Test
    void tradesOfOneMomentAreCutBetweenPagesWithoutLossOrDouble() {
        long moment = Clock.epochNanosOf(Instant.parse("2026-06-01T13:30:00Z"));
        alpaca.marketData()
                .history(List.of(
                        new Trade(AAPL, moment, 1, 1), new Trade(AAPL, moment, 2, 1), new Trade(AAPL, moment, 3, 1)));
        String path = "/v2/stocks/trades?symbols=AAPL&limit=2";

        JsonNode first = get(path);
        JsonNode second =
                get(path + "&page_token=" + first.path("next_page_token").asString());

        assertThat(first.path("trades")
                        .path("AAPL")
                        .valueStream()
                        .map(its -> its.path("p").intValue()))
                .containsExactly(1, 2);
        assertThat(second.path("trades")
                        .path("AAPL")
                        .valueStream()
                        .map(its -> its.path("p").intValue()))
                .containsExactly(3);
    }

    @Test
    void cryptoNeedsNoKeysAndHasItsOwnPathsAndMidnight() throws Exception {
        alpaca.marketData().history(List.of(bar(BITCOIN, Timeframe.MINUTE, "2026-05-31T00:00:00Z", 60_000)));
        alpaca.marketData().history(List.of(new Quote(BITCOIN, 1, 59_999, 0.5, 60_001, 0.25)));
        Client.Answer open = client.exchange(
                client.request("GET", "/v1beta3/crypto/us/bars?symbols=BTC%2FUSD&timeframe=1Day&start=2026-05-31", "")
                        .build());

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.body().path("bars").path("BTC/USD").get(0).path("t").asString())
                .isEqualTo("2026-05-31T00:00:00Z");
        assertThat(get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC%2FUSD")
                        .path("orderbooks")
                        .path("BTC/USD")
                        .path("a")
                        .get(0)
                        .path("s")
                        .doubleValue())
                .isEqualTo(0.25);
        assertThat(get("/v1beta3/crypto/us/snapshots?symbols=BTC/USD")
                        .path("snapshots")
                        .has("BTC/USD"))
                .isTrue();
        Client.Answer noSlash = client.get("/v1beta3/crypto/us/bars?symbols=BTCUSD&timeframe=1Day");
        assertThat(noSlash.status()).isEqualTo(400);
        assertThat(noSlash.text("message")).isEqualTo("invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/stocks/bars?symbols=aapl&timeframe=1Min",
                "/v2/stocks/bars?timeframe=1Min",
                "/v2/stocks/bars?symbols=AAPL&timeframe=60Min",
                "/v2/stocks/bars?symbols=AAPL",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&limit=10001",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&sort=up",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start=yesterday",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start=2026-05-02&end=2026-05-01",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&adjustment=some",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&feed=xyz",
                "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&page_token=nonsense",
            })
    void whatIsAskedWronglyIsABadRequest(String path) {
        assertThat(client.get(path).status()).isEqualTo(400);
    }

    @Test
    void corporateActionsAreListedByKindInPages() {
        alpaca.marketData()
                .actions(List.of(
                        new CorporateAction.Split(AAPL, LocalDate.of(2026, 5, 4), 4, 1),
                        new CorporateAction.Split(MSFT, LocalDate.of(2026, 5, 5), 1, 10),
                        new CorporateAction.Dividend(
                                AAPL, LocalDate.of(2026, 5, 11), new BigDecimal("0.25"), LocalDate.of(2026, 5, 14))));

        JsonNode first = get("/v1/corporate-actions?symbols=AAPL&start=2026-05-01&limit=1");
        JsonNode second = get("/v1/corporate-actions?symbols=AAPL&start=2026-05-01&limit=1&page_token="
                + first.path("next_page_token").asString());

        assertThat(first.path("corporate_actions")
                        .path("forward_splits")
                        .get(0)
                        .path("new_rate")
                        .intValue())
                .isEqualTo(4);
        JsonNode dividend =
                second.path("corporate_actions").path("cash_dividends").get(0);
        assertThat(dividend.path("rate").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(dividend.path("payable_date").asString()).isEqualTo("2026-05-14");
        assertThat(second.path("next_page_token").isNull()).isTrue();
        assertThat(get("/v1/corporate-actions?types=reverse_split")
                        .path("corporate_actions")
                        .has("reverse_splits"))
                .isTrue();
    }

    @Test
    void requestsBeyondTheLimitAreRefusedInTheWordsOfMarketData() {
        alpaca.faults().next(Fault.TOO_MANY_REQUESTS, "GET /v2/stocks/*");

        Client.Answer answer = client.get("/v2/stocks/quotes?symbols=AAPL");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().toString()).isEqualTo("{\"message\":\"too many requests.\"}");
    }
}
