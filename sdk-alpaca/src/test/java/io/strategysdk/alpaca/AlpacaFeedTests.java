package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.FeedProvider;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.config.Adapters;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlpacaFeedTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final Instrument BITCOIN = Instrument.crypto("BTC/USD", "0.01", "0.000000001");
    private static final Timeframe TICKS = Timeframe.seconds(1);

    private final AlpacaSimulator alpaca = AlpacaSimulator.builder()
            .rules(AlpacaRules.builder().deadSessions(Duration.ofMillis(1500)).build())
            .start();
    private final Heard heard = new Heard();
    private final List<AlpacaFeed> feeds = new ArrayList<>();

    @AfterEach
    void stop() {
        feeds.forEach(AlpacaFeed::close);
        alpaca.close();
    }

    private AlpacaFeed live(int history, Frames frames, Timeframe timeframe, Instrument... instruments) {
        AlpacaFeed feed = AlpacaFeed.of(Minutes.settings(alpaca), StockFeed.IEX, history, frames);
        feeds.add(feed);
        feed.start(List.of(instruments), timeframe, heard);
        heard.awaitLives(1);
        return feed;
    }

    private AlpacaFeed live(Instrument... instruments) {
        return live(0, Frames.JSON, Timeframe.MINUTE, instruments);
    }

    private void play(int minute, Instrument... instruments) {
        List<Bar> bars = new ArrayList<>();
        for (Instrument instrument : instruments) {
            bars.add(Minutes.bar(instrument, minute, 100 + minute));
        }
        alpaca.slice(bars);
    }

    /** Cuts the connection off and keeps it away until {@link #comeBack}. */
    private void cutOff() {
        alpaca.faults().rate(Fault.UPGRADE_REFUSED, 1);
        alpaca.cutSessions();
        heard.await(() -> heard.states().stream().anyMatch(state -> state.startsWith("DOWN")));
    }

    private void comeBack() {
        alpaca.faults().rate(Fault.UPGRADE_REFUSED, 0);
        heard.awaitLives(2);
    }

    @ParameterizedTest
    @EnumSource(Frames.class)
    void barsOfAMinuteOpenWhenTheyAreLabelledAndCloseAMinuteLater(Frames frames) {
        List<Bar> bars = new ArrayList<>();
        AlpacaFeed feed = AlpacaFeed.of(Minutes.settings(alpaca), StockFeed.IEX, 0, frames);
        feeds.add(feed);
        Heard keeping = new Heard() {
            @Override
            public synchronized void onEvent(io.strategysdk.api.event.MarketEvent event) {
                bars.add((Bar) event);
                super.onEvent(event);
            }
        };
        feed.start(List.of(AAPL), Timeframe.MINUTE, keeping);
        keeping.awaitLives(1);

        play(0, AAPL);

        keeping.awaitEvents(1);
        assertThat(bars).containsExactly(Minutes.bar(AAPL, 0, 100));
        assertThat(keeping.states()).first().asString().startsWith("CONNECTING");
    }

    @ParameterizedTest
    @EnumSource(Frames.class)
    void whatWasMissedWhileTheConnectionWasLostComesInTheOrderOfTimeOnceEach(Frames frames) {
        AlpacaFeed feed = live(0, frames, Timeframe.MINUTE, AAPL, MSFT);
        play(0, AAPL, MSFT);
        heard.awaitEvents(2);

        cutOff();
        play(1, AAPL, MSFT);
        play(2, MSFT);
        play(3, AAPL, MSFT);
        comeBack();
        play(4, AAPL, MSFT);

        heard.awaitEvents(9);
        assertThat(heard.events())
                .containsExactly(
                        "AAPL 0 100.0",
                        "MSFT 0 100.0",
                        "AAPL 1 101.0",
                        "MSFT 1 101.0",
                        "MSFT 2 102.0",
                        "AAPL 3 103.0",
                        "MSFT 3 103.0",
                        "AAPL 4 104.0",
                        "MSFT 4 104.0");
        assertThat(heard.gaps()).isEmpty();
        assertThat(feed.counts().filled()).isEqualTo(5);
        assertThat(feed.counts().losses()).isPositive();
    }

    @Test
    void whatWasMissedBeforeTheFirstBarIsReadToo() {
        live(AAPL);

        cutOff();
        play(0, AAPL);
        comeBack();
        play(1, AAPL);

        heard.awaitEvents(2);
        assertThat(heard.events()).containsExactly("AAPL 0 100.0", "AAPL 1 101.0");
    }

    @Test
    void whatCouldNotBeHadIsAGapAndIsHadWithTheNextBarAfterAll() {
        live(AAPL);
        play(0, AAPL);
        heard.awaitEvents(1);

        cutOff();
        play(1, AAPL);
        play(2, AAPL);
        play(3, AAPL);
        for (int i = 0; i < 5; i++) {
            alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, "GET /v2/stocks/bars");
        }
        comeBack();

        assertThat(heard.gaps()).hasSize(1);
        assertThat(heard.gaps().get(0)).contains("bars of AAPL", "could not be had", "500");
        play(4, AAPL);
        heard.awaitEvents(5);
        assertThat(heard.events())
                .containsExactly("AAPL 0 100.0", "AAPL 1 101.0", "AAPL 2 102.0", "AAPL 3 103.0", "AAPL 4 104.0");
    }

    @Test
    void historyComesFirstAndMeetsTheLiveBarsWithoutHoleOrDouble() {
        alpaca.marketData()
                .history(IntStream.range(-10, 0)
                        .mapToObj(minute -> Minutes.bar(AAPL, minute, 100 + minute))
                        .toList());
        alpaca.marketData().history(List.of(Minutes.bar(MSFT, -3, 97)));

        AlpacaFeed feed = live(3, Frames.JSON, Timeframe.MINUTE, AAPL, MSFT);
        play(0, AAPL, MSFT);

        heard.awaitEvents(6);
        assertThat(heard.events())
                .containsExactly(
                        "AAPL -3 97.0", "MSFT -3 97.0", "AAPL -2 98.0", "AAPL -1 99.0", "AAPL 0 100.0", "MSFT 0 100.0");
        assertThat(feed.counts().filled()).isEqualTo(4);
        assertThat(feed.counts().duplicates()).isZero();
    }

    @Test
    void whatWasNotYetKnownWhenHistoryWasReadComesBeforeTheFirstLiveBar() {
        alpaca.marketData().history(List.of(Minutes.bar(AAPL, -2, 98)));
        live(5, Frames.JSON, Timeframe.MINUTE, AAPL);
        heard.awaitEvents(1);

        alpaca.marketData().history(List.of(Minutes.bar(AAPL, -1, 99)));
        play(0, AAPL);

        heard.awaitEvents(3);
        assertThat(heard.events()).containsExactly("AAPL -2 98.0", "AAPL -1 99.0", "AAPL 0 100.0");
    }

    @Test
    void aBarThatComesTwiceIsTakenOnceAndOneThatComesTooLateIsAGap() {
        AlpacaFeed feed = live(AAPL);
        alpaca.faults().next(Fault.EVENT_DUPLICATED, "bars").next(Fault.EVENT_REORDERED, "bars");

        play(0, AAPL);
        play(1, AAPL);
        play(2, AAPL);

        heard.await(() -> !heard.gaps().isEmpty());
        assertThat(heard.events()).containsExactly("AAPL 0 100.0", "AAPL 2 102.0");
        assertThat(heard.gaps()).hasSize(1);
        assertThat(heard.gaps().get(0)).contains("bar of AAPL from 2026-06-01T14:01:00Z came after a later one");
        assertThat(feed.counts().duplicates()).isEqualTo(1);
        assertThat(feed.counts().late()).isEqualTo(1);
    }

    @Test
    void anUpdatedBarIsTakenOnlyWhereNothingWasOfItsMinuteOrALaterOne() {
        AlpacaFeed feed = live(AAPL);
        play(0, AAPL);

        alpaca.marketData().update(Minutes.bar(AAPL, 0, 90));
        alpaca.marketData().update(Minutes.bar(AAPL, 1, 91));
        play(2, AAPL);

        heard.awaitEvents(3);
        assertThat(heard.events()).containsExactly("AAPL 0 100.0", "AAPL 1 91.0", "AAPL 2 102.0");
        assertThat(feed.counts().revised()).isEqualTo(1);
    }

    @Test
    void sharesAndCryptoComeTogetherAndAreLiveWhenBothAre() {
        alpaca.faults().next(Fault.UPGRADE_REFUSED, "/v1beta3/crypto/us");

        live(AAPL, BITCOIN);
        play(0, AAPL, BITCOIN);

        heard.awaitEvents(2);
        assertThat(heard.events()).containsExactlyInAnyOrder("AAPL 0 100.0", "BTC/USD 0 100.0");
        assertThat(heard.states().stream().filter(state -> state.startsWith("DOWN")))
                .singleElement()
                .asString()
                .contains("crypto", "429");
    }

    @Test
    void quotesAndTradesComeInTheOrderOfTheirTimeAndWhatIsMissedIsRead() {
        AlpacaFeed feed = live(0, Frames.MESSAGE_PACK, TICKS, AAPL);
        alpaca.quote("AAPL", "99", "101");
        alpaca.trade("AAPL", "100");
        heard.awaitEvents(2);

        cutOff();
        alpaca.quote("AAPL", "98", "102");
        alpaca.trade("AAPL", "98");
        alpaca.trade("AAPL", "98");
        comeBack();
        alpaca.quote("AAPL", "97", "103");

        heard.awaitEvents(6);
        assertThat(heard.events())
                .containsExactly(
                        "AAPL q 99.0 101.0",
                        "AAPL t 100.0",
                        "AAPL q 98.0 102.0",
                        "AAPL t 98.0",
                        "AAPL t 98.0",
                        "AAPL q 97.0 103.0");
        assertThat(heard.gaps()).isEmpty();
        assertThat(feed.counts().filled()).isEqualTo(3);
    }

    @Test
    void ticksThatComeTooLateOneSidedQuotesCorrectionsAndCancelsAreCounted() {
        AlpacaFeed feed = live(0, Frames.JSON, TICKS, AAPL);
        long time = Clock.epochNanosOf(Minutes.START.plusSeconds(5));
        Trade trade = new Trade(AAPL, time, 100, 10);
        alpaca.marketData().trade(trade);

        alpaca.marketData().correct(trade, new Trade(AAPL, time, 101, 10));
        alpaca.marketData().cancel(trade);
        alpaca.marketData()
                .send(
                        "[{\"T\":\"q\",\"S\":\"AAPL\",\"bp\":0,\"bs\":0,\"ap\":101,\"as\":1,\"t\":\"2026-06-01T14:00:06Z\"},"
                                + "{\"T\":\"t\",\"S\":\"AAPL\",\"p\":99,\"s\":1,\"i\":7,\"x\":\"V\",\"t\":\"2026-06-01T14:00:01Z\"}]");
        alpaca.marketData().quote(new Quote(AAPL, time + 1, 99, 1, 101, 1));

        heard.awaitEvents(2);
        assertThat(heard.events()).containsExactly("AAPL t 100.0", "AAPL q 99.0 101.0");
        assertThat(feed.counts().corrections()).isEqualTo(1);
        assertThat(feed.counts().cancels()).isEqualTo(1);
        assertThat(feed.counts().oneSided()).isEqualTo(1);
        assertThat(feed.counts().late()).isEqualTo(1);
    }

    @Test
    void aFrameAndAMessageThatNobodyCanReadAreCountedAndTheNextOnesTaken() {
        AlpacaFeed feed = live(AAPL);
        alpaca.faults().next(Fault.FRAME_MALFORMED, "bars");

        play(0, AAPL);
        alpaca.marketData()
                .send("[{\"T\":\"b\",\"S\":\"AAPL\",\"t\":\"2026-06-01T14:01:00Z\",\"o\":\"" + alpaca.secret()
                        + "\"}]");
        play(2, AAPL);

        heard.awaitEvents(2);
        assertThat(heard.events()).containsExactly("AAPL 0 100.0", "AAPL 2 102.0");
        assertThat(feed.counts().malformed()).isEqualTo(2);
        assertThat(heard.gaps()).hasSize(2).noneMatch(gap -> gap.contains(alpaca.secret()));
    }

    @Test
    void aSessionThatFallsSilentIsNoticedAndItsPlaceWaitedFor() {
        live(AAPL);
        play(0, AAPL);
        heard.awaitEvents(1);

        alpaca.silenceSessions();
        play(1, AAPL);
        heard.awaitLives(2);
        play(2, AAPL);

        heard.awaitEvents(3);
        assertThat(heard.events()).containsExactly("AAPL 0 100.0", "AAPL 1 101.0", "AAPL 2 102.0");
        assertThat(heard.states()).anyMatch(state -> state.contains("406"));
    }

    @Test
    void whatWillNotPassIsAFailure() {
        List<Instrument> many = IntStream.range(0, 31)
                .mapToObj(i -> Instrument.equity("A" + (char) ('A' + i % 26) + (char) ('A' + i / 26)))
                .toList();
        try (AlpacaSimulator wide = AlpacaSimulator.builder().instruments(many).start()) {
            AlpacaFeed feed = AlpacaFeed.of(Minutes.settings(wide));
            feeds.add(feed);

            feed.start(many, Timeframe.MINUTE, heard);

            heard.await(() -> !heard.failures().isEmpty());
            assertThat(heard.failures()).singleElement().asString().contains("405 symbol limit exceeded");
            wide.awaitSessions(0);
        }
    }

    @Test
    void whatItCannotDoIsRefusedWithWhatItCan() {
        AlpacaFeed feed = AlpacaFeed.of(Minutes.settings(alpaca), StockFeed.IEX, 10);
        feeds.add(feed);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.start(List.of(AAPL), Timeframe.minutes(5), heard))
                .withMessageContaining("must be 1m")
                .withMessageContaining("was 5m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.start(List.of(AAPL), TICKS, heard))
                .withMessageContaining("history must be of bars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.start(List.of(Instrument.crypto("BTCUSD", "1", "1")), Timeframe.MINUTE, heard))
                .withMessageContaining("with a slash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.start(List.of(AAPL, AAPL), Timeframe.MINUTE, heard))
                .withMessageContaining("each once");
    }

    @Test
    void aWrongKeyIsToldAtTheStart() {
        AlpacaSettings wrong = AlpacaSettings.builder()
                .key(AlpacaKey.of("PKWRONGWRONG", "wrong-secret-text"))
                .address(alpaca.address())
                .build();

        assertThatThrownBy(() -> AlpacaFeed.of(wrong).start(List.of(AAPL), Timeframe.MINUTE, heard))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("wrong-secret-text");
    }

    @Test
    void configurationFindsItByItsName() {
        FeedProvider provider = Adapters.installed().feed("alpaca").orElseThrow();
        Map<String, String> settings = Map.of(
                "api_key",
                alpaca.keyId(),
                "api_secret",
                alpaca.secret(),
                "address",
                alpaca.address().toString());

        AlpacaFeed feed = (AlpacaFeed) provider.create("", settings);
        feeds.add(feed);
        feed.start(List.of(AAPL), Timeframe.MINUTE, heard);

        heard.awaitLives(1);
        assertThatThrownBy(() -> provider.create("otc", settings))
                .hasMessageContaining("must be iex or sip, was 'otc'");
        assertThatThrownBy(() -> provider.create("sip", Map.of("history", "-1")))
                .hasMessageContaining("history of alpaca must be a number of bars from 0, was '-1'");
    }
}
