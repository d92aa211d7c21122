package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MarketStreamTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final Instrument BITCOIN = Instrument.crypto("BTC/USD", "0.01", "0.000000001");
    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private final AlpacaSimulator alpaca = AlpacaSimulator.builder()
            .rules(AlpacaRules.builder()
                    .authenticationTime(Duration.ofMillis(700))
                    .deadSessions(Duration.ofMillis(500))
                    .build())
            .start();

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private static Bar bar(Instrument instrument, int minute, double close) {
        Instant open = START.plusSeconds(60L * minute);
        return new Bar(
                instrument,
                Timeframe.MINUTE,
                Clock.epochNanosOf(open),
                Clock.epochNanosOf(open.plusSeconds(60)),
                close,
                close + 1,
                close - 0.5,
                close,
                200);
    }

    private MarketClient iex() {
        return new MarketClient(alpaca, "/v2/iex").authenticated();
    }

    @Test
    void aClientIsGreetedAuthenticatedAndToldWhatItIsSubscribedTo() {
        MarketClient client = new MarketClient(alpaca, "/v2/iex");

        assertThat(client.line()).isEqualTo("[{'T':'success','msg':'connected'}]");
        client.authenticate();
        assertThat(client.line()).isEqualTo("[{'T':'success','msg':'authenticated'}]");
        client.say("{'action':'subscribe','trades':['AAPL'],'bars':['*']}");
        assertThat(client.line())
                .isEqualTo("[{'T':'subscription','trades':['AAPL'],'quotes':[],'bars':['*'],'updatedBars':[],"
                        + "'dailyBars':[],'statuses':[],'lulds':[],'corrections':['AAPL'],'cancelErrors':['AAPL']}]");
    }

    @Test
    void subscriptionsAddUpAndAreTakenBackOneByOne() {
        MarketClient client = iex().subscribed("'bars':['AAPL']").subscribed("'bars':['MSFT']");

        client.say("{'action':'unsubscribe','bars':['AAPL']}");

        assertThat(client.next().get(0).path("bars").toString()).isEqualTo("[\"MSFT\"]");
    }

    @Test
    void barsOfOneMinuteComeInOneFrameAndOnlyThoseThatAreSubscribedTo() {
        MarketClient client = iex().subscribed("'bars':['AAPL','SPY']");

        alpaca.slice(List.of(bar(AAPL, 0, 190), bar(MSFT, 0, 400), bar(Instrument.equity("SPY"), 0, 500)));

        assertThat(client.line())
                .isEqualTo("[{'T':'b','S':'AAPL','t':'2026-06-01T14:00:00Z','o':190,'h':191,'l':189.5,'c':190,'v':200,"
                        + "'n':2,'vw':190.166667},{'T':'b','S':'SPY','t':'2026-06-01T14:00:00Z','o':500,'h':501,"
                        + "'l':499.5,'c':500,'v':200,'n':2,'vw':500.166667}]");
    }

    @Test
    void framesHaveAsManyMessagesAsTheRulesLetThem() {
        try (AlpacaSimulator small = AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().messagesInFrame(2).build())
                .start()) {
            MarketClient client =
                    new MarketClient(small, "/v2/iex").authenticated().subscribed("'bars':['*']");

            small.slice(List.of(bar(AAPL, 0, 190), bar(MSFT, 0, 400), bar(Instrument.equity("SPY"), 0, 500)));
            small.slice(List.of(bar(AAPL, 1, 190), bar(MSFT, 1, 400)));

            assertThat(List.of(
                            client.next().size(),
                            client.next().size(),
                            client.next().size()))
                    .containsExactly(2, 1, 2);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaRules.builder().messagesInFrame(0))
                .withMessage("messages in a frame must be 1 or more, was 0");
    }

    @Test
    void messagePackHasTimestampsOfItsOwn() {
        MarketClient client = new MarketClient(alpaca, "/v2/iex", "application/msgpack")
                .authenticated()
                .subscribed("'bars':['AAPL']");

        alpaca.bar(bar(AAPL, 0, 190));

        JsonNode message = client.next().get(0);
        assertThat(MarketClient.isTimestamp(message.path("t"))).isTrue();
        assertThat(message.path("h").doubleValue()).isEqualTo(191);
        assertThat(client.textFrames).hasValue(0);
    }

    @Test
    void quotesAndTradesCarryWhatIsPlayed() {
        MarketClient client = iex().subscribed("'quotes':['AAPL'],'trades':['AAPL']");

        alpaca.quote("AAPL", "189.98", "190.02");
        alpaca.trade("AAPL", "190.01");

        assertThat(client.line()).contains("'T':'q'", "'bp':189.98", "'ap':190.02", "'bs':100", "'c':['R']");
        assertThat(client.line()).contains("'T':'t'", "'p':190.01", "'s':100", "'i':1", "'x':'V'");
    }

    @Test
    void correctionsAndCancelsComeToThoseWhoHaveTrades() {
        MarketClient trades = iex().subscribed("'trades':['AAPL']");
        Trade trade = new Trade(AAPL, Clock.epochNanosOf(START), 190, 100);

        alpaca.marketData().correct(trade, new Trade(AAPL, Clock.epochNanosOf(START), 191, 50));
        alpaca.marketData().cancel(trade);

        assertThat(trades.line()).contains("'T':'c'", "'op':190", "'cp':191", "'cs':50");
        assertThat(trades.line()).contains("'T':'x'", "'p':190", "'a':'C'");
    }

    @Test
    void updatedBarsRunningDaysHaltsAndLimitsAreShown() {
        MarketClient client =
                iex().subscribed("'updatedBars':['AAPL'],'dailyBars':['AAPL'],'statuses':['*'],'lulds':['*']");

        alpaca.bar(bar(AAPL, 0, 190));
        alpaca.bar(bar(AAPL, 1, 195));
        alpaca.marketData().update(bar(AAPL, 1, 196));
        alpaca.marketData().status("AAPL", "H", "Trading Halt");
        alpaca.marketData().limits("AAPL", "180.5", "200");

        assertThat(client.line()).contains("'T':'d'", "'t':'2026-06-01T04:00:00Z'", "'h':191", "'v':200");
        assertThat(client.line()).contains("'T':'d'", "'h':196", "'v':400");
        assertThat(client.line()).contains("'T':'u'", "'t':'2026-06-01T14:01:00Z'", "'c':196");
        assertThat(client.line()).contains("'T':'s'", "'sc':'H'");
        assertThat(client.line()).contains("'T':'l'", "'d':180.5", "'u':200");
    }

    @Test
    void pairsHaveAStreamOfTheirOwn() {
        MarketClient crypto = new MarketClient(alpaca, "/v1beta3/crypto/us")
                .authenticated()
                .subscribed("'bars':['*'],'quotes':['BTC/USD']");

        alpaca.slice(List.of(bar(AAPL, 0, 190), bar(BITCOIN, 0, 60_000)));
        alpaca.quote("BTC/USD", "60000", "60010");

        assertThat(crypto.line()).contains("'S':'BTC/USD'").doesNotContain("AAPL");
        assertThat(crypto.line()).contains("'bs':1").doesNotContain("'z'");
    }

    @Test
    void whoDoesNotAuthenticateInTimeIsSentAway() {
        MarketClient client = new MarketClient(alpaca, "/v2/iex");
        client.next();

        assertThat(client.line()).isEqualTo("[{'T':'error','code':404,'msg':'auth timeout'}]");
        alpaca.awaitSessions(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/iex | {'action':'subscribe','bars':['AAPL']} | 401",
                "/v2/iex | {'action':'auth','key':'PKWRONG','secret':'wrong'} | 402",
                "/v2/iex | {'action':'dance'} | 400",
                "/v2/sip | {'action':'auth','key':'KEY','secret':'SECRET'} | 409",
            })
    void whatAClientDoesWrongBeforeItIsAuthenticatedHasACode(String path, String message, int code) {
        MarketClient client = new MarketClient(alpaca, path);
        client.next();

        client.say(message.replace("KEY", alpaca.keyId()).replace("SECRET", alpaca.secret()));

        assertThat(client.next().get(0).path("code").asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'auth','key':'x','secret':'y'} | 403",
                "{'action':'subscribe','bars':['aapl']} | 400",
                "{'action':'subscribe','bars':['BTC/USD']} | 400",
                "{'action':'subscribe','orderbooks':['AAPL']} | 410",
            })
    void whatAClientDoesWrongLaterHasACodeAndChangesNothing(String message, int code) {
        MarketClient client = iex().subscribed("'bars':['AAPL']");

        client.say(message);

        assertThat(client.next().get(0).path("code").asInt()).isEqualTo(code);
        alpaca.bar(bar(AAPL, 0, 190));
        assertThat(client.line()).contains("'S':'AAPL'");
    }

    @Test
    void thirtySymbolsAreFree() {
        MarketClient client = iex();
        String thirty = IntStream.range(0, 30)
                .mapToObj(i -> "'A" + (char) ('A' + i % 26) + i / 26 + "'")
                .collect(Collectors.joining(","));

        client.subscribed("'bars':[" + thirty + "],'quotes':['AA0']");
        client.say("{'action':'subscribe','bars':['MORE']}");

        assertThat(client.line()).isEqualTo("[{'T':'error','code':405,'msg':'symbol limit exceeded'}]");
    }

    @Test
    void thereIsOneConnectionForEachFeedAndAHalfDeadOneCountsForAWhile() throws InterruptedException {
        MarketClient first = iex();
        MarketClient second = new MarketClient(alpaca, "/v2/iex");
        second.next();
        second.authenticate();
        assertThat(second.line()).contains("'code':406");

        alpaca.silenceSessions();
        first.abort();
        MarketClient early = new MarketClient(alpaca, "/v2/iex");
        early.next();
        early.authenticate();

        assertThat(early.line()).contains("'code':406");
        Thread.sleep(600);
        assertThat(iex().subscribed("'bars':['*']").poll(10)).isNull();
    }

    @Test
    void messagesAreLostDoubledReorderedAndGarbledAsFaultsSay() {
        MarketClient client = iex().subscribed("'bars':['*']");
        alpaca.faults()
                .next(Fault.EVENT_LOST, "bars")
                .next(Fault.EVENT_DUPLICATED, "bars")
                .next(Fault.FRAME_MALFORMED, "bars")
                .next(Fault.EVENT_REORDERED, "bars");

        for (int minute = 0; minute < 5; minute++) {
            alpaca.bar(bar(AAPL, minute, 190 + minute));
        }

        List<Integer> closes = IntStream.range(0, 4)
                .mapToObj(i -> client.next())
                .flatMap(JsonNode::valueStream)
                .map(message -> message.path("c").intValue())
                .toList();
        assertThat(closes).containsExactly(191, 191, 192, 194, 193);
        assertThat(client.unreadable).hasValue(1);
    }

    @Test
    void errorsAndAnyTextAreSentOnDemand() {
        MarketClient client = iex();

        alpaca.marketData().fail(407);
        alpaca.marketData().send("[{\"T\":\"zz\"}]");

        assertThat(client.line()).isEqualTo("[{'T':'error','code':407,'msg':'slow client'}]");
        assertThat(client.line()).isEqualTo("[{'T':'zz'}]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alpaca.marketData().fail(418))
                .withMessageContaining("was 418");
    }
}
