package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.load.LoadException;
import io.strategysdk.backtest.load.LoadListener;
import io.strategysdk.backtest.load.LoadRules;
import io.strategysdk.backtest.load.PagedDataSource;
import io.strategysdk.backtest.load.RateLimit;
import io.strategysdk.backtest.store.AddResult;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import io.strategysdk.testkit.alpaca.ReceivedRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaHistoryTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final Instrument BITCOIN = Instrument.crypto("BTC/USD", "0.01", "0.000000001");
    private static final Instant FROM = Instant.parse("2026-05-20T00:00:00Z");
    private static final int POINTS = 12_000;

    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final AlpacaHistory history = AlpacaHistory.of(Minutes.settings(alpaca), List.of(AAPL, MSFT, BITCOIN));

    @AfterEach
    void stop() {
        history.close();
        alpaca.close();
    }

    private static int minuteOf(Instant time) {
        return (int) ((time.getEpochSecond() - Minutes.START.getEpochSecond()) / 60);
    }

    private void giveBitcoin(int from, int to) {
        int first = minuteOf(FROM);
        alpaca.marketData()
                .history(IntStream.range(from, to)
                        .mapToObj(i -> Minutes.bar(BITCOIN, first + i, 60_000 + i % 100))
                        .toList());
    }

    private static Instant after(int minutes) {
        return FROM.plusSeconds(60L * minutes);
    }

    private PagedDataSource source() {
        return PagedDataSource.of(history, TradingCalendars.alwaysOpen(), RateLimit.perMinute(60_000));
    }

    private List<ReceivedRequest> barRequests() {
        return alpaca.requests().stream()
                .filter(request -> request.path().endsWith("/bars"))
                .toList();
    }

    private static PagedBars.Request minutes(Instrument instrument) {
        return new PagedBars.Request(instrument, Timeframe.MINUTE, FROM, Minutes.START);
    }

    @Test
    void aStoreIsFilledPageByPageAndThenGrowsByWhatIsNew(@TempDir Path folder) {
        StoredSeries series = StoredSeries.bars(BITCOIN, Timeframe.MINUTE, PriceMode.RAW);
        List<LoadListener.Progress> pages = new ArrayList<>();
        List<Long> stored = new ArrayList<>();
        DataSource source = source().listener(new LoadListener() {
            @Override
            public void onPage(Progress progress) {
                pages.add(progress);
            }
        });
        giveBitcoin(0, POINTS);

        AddResult first;
        AddResult second;
        try (StoreWriter writer = BarStore.in(folder).writer(new Origin("Alpaca", ZoneOffset.UTC, Minutes.START))) {
            writer.onProgress(progress -> stored.add(progress.done()));
            first = writer.add(source, series, FROM, after(POINTS + 1));
            giveBitcoin(POINTS, POINTS + 60);
            second = writer.add(source, series, after(POINTS), after(POINTS + 100));
        }

        assertThat(first.added()).isEqualTo(POINTS);
        assertThat(second.added() + second.unchanged()).isLessThanOrEqualTo(61);
        assertThat(second.added()).isEqualTo(60);
        assertThat(pages).extracting(LoadListener.Progress::bars).startsWith(10_000L, 12_000L);
        assertThat(stored).contains((long) POINTS);
        assertThat(BarStore.in(folder).view().instruments()).containsExactly(BITCOIN);
    }

    @Test
    void whatBrokeOffGoesOnBehindTheLastWholePage(@TempDir Path folder, @TempDir Path checkpoints) {
        StoredSeries series = StoredSeries.bars(BITCOIN, Timeframe.MINUTE, PriceMode.RAW);
        DataSource source =
                source().checkpoints(checkpoints).rules(LoadRules.standard().withTries(1));
        giveBitcoin(0, POINTS);
        alpaca.faults().next(Fault.SLOW, "GET /v1beta3/crypto/us/bars");
        alpaca.faults().next(Fault.CUT_IN_REPLY, "GET /v1beta3/crypto/us/bars");

        try (StoreWriter writer = BarStore.in(folder).writer(new Origin("Alpaca", ZoneOffset.UTC, Minutes.START))) {
            assertThatExceptionOfType(LoadException.class)
                    .isThrownBy(() -> writer.add(source, series, FROM, after(POINTS + 1)));
            AddResult result = writer.add(source, series, FROM, after(POINTS + 1));

            assertThat(result.added()).isEqualTo(POINTS);
        }
        assertThat(barRequests()).hasSize(3);
        assertThat(barRequests().get(1).query()).contains("page_token=");
        assertThat(barRequests().get(2).query()).contains("start=2026-05-26T22%3A");
    }

    @Test
    void quotesAndTradesGoIntoAStoreInTheOrderOfTheirTime(@TempDir Path folder) {
        long time = Clock.epochNanosOf(FROM);
        alpaca.marketData()
                .history(List.of(
                        new Trade(AAPL, time, 100, 1),
                        new Quote(AAPL, time, 99, 1, 101, 1),
                        new Quote(AAPL, time + 1, 0, 0, 101, 1),
                        new Trade(AAPL, time + 2, 100.5, 2),
                        new Quote(AAPL, time + 3, 99.5, 1, 101, 1)));
        List<String> told = new ArrayList<>();

        history.ticks().ticks(AAPL, FROM, FROM.plusSeconds(1), new DataSource.TickSink() {
            @Override
            public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
                told.add("q" + (epochNanos - time) + " " + bid);
            }

            @Override
            public void trade(long epochNanos, double price, double size) {
                told.add("t" + (epochNanos - time) + " " + price);
            }
        });

        assertThat(told).containsExactly("q0 99.0", "t0 100.0", "t2 100.5", "q3 99.5");
        try (StoreWriter writer = BarStore.in(folder).writer(new Origin("Alpaca", ZoneOffset.UTC, Minutes.START))) {
            assertThat(writer.add(history.ticks(), StoredSeries.ticks(AAPL), FROM, FROM.plusSeconds(1))
                            .added())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"5m,5Min", "59m,59Min", "1h,1Hour", "23h,23Hour", "1d,1Day", "1w,1Week", "1mo,1Month", "12mo,12Month"})
    void timeframesAreAskedForInAlpacasWords(String timeframe, String word) throws InterruptedException {
        history.page(
                new PagedBars.Request(AAPL, Timeframe.parse(timeframe), FROM, Minutes.START.minusSeconds(3600)),
                Optional.empty());

        assertThat(barRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("timeframe=" + word + "&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", "60m", "24h", "2d", "2w", "4mo"})
    void timeframesThatAlpacaDoesNotHaveAreRefused(String timeframe) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.page(
                        new PagedBars.Request(AAPL, Timeframe.parse(timeframe), FROM, Minutes.START), Optional.empty()))
                .withMessageContaining("was " + timeframe);
    }

    @Test
    void feedAndAdjustmentAreAskedForAndTheEndIsExclusive() throws InterruptedException {
        alpaca.marketData().history(List.of(Minutes.bar(AAPL, -2, 400), Minutes.bar(AAPL, -1, 100)));
        alpaca.marketData().actions(List.of(new CorporateAction.Split(AAPL, LocalDate.of(2026, 6, 2), 4, 1)));
        PagedBars.Request request = new PagedBars.Request(AAPL, Timeframe.MINUTE, FROM, Minutes.START.minusSeconds(60));

        PagedBars.Page page =
                history.feed(StockFeed.IEX).adjustment(BarAdjustment.SPLIT).page(request, Optional.empty());

        assertThat(page.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.close()).isEqualTo(100));
        assertThat(barRequests().get(0).query()).contains("feed=iex", "adjustment=split");
    }

    @Test
    void whatMayPassAndWhatWillNotAreToldApartAndAskedOnce() {
        alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, "GET /v2/stocks/bars");

        PageException passing =
                catchThrowableOfType(PageException.class, () -> history.page(minutes(AAPL), Optional.empty()));
        PageException lasting =
                catchThrowableOfType(PageException.class, () -> history.page(minutes(AAPL), Optional.empty()));

        assertThat(passing.isPassing()).isTrue();
        assertThat(lasting.isPassing()).isFalse();
        assertThat(lasting).hasMessageContaining("403").hasMessageContaining("recent SIP data");
        assertThat(barRequests()).hasSize(2);
    }

    @Test
    void anInterruptEndsAsking() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> history.page(minutes(BITCOIN), Optional.empty()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInstrumentOrATokenItDoesNotKnowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.page(minutes(Instrument.equity("TSLA")), Optional.empty()))
                .withMessageContaining("was TSLA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaHistory.of(
                        Minutes.settings(alpaca), List.of(Instrument.forex("EURUSD", "USD", "0.0001"))))
                .withMessageContaining("was FOREX EURUSD");
        assertThatThrownBy(() -> history.page(minutes(BITCOIN), Optional.of("nonsense")))
                .isInstanceOf(PageException.class)
                .hasMessageContaining("400");
    }

    @Test
    void whatIssuersDidIsTranslatedAndTheRestListed() {
        LocalDate day = LocalDate.of(2026, 5, 20);
        List<CorporateAction> known = List.of(
                new CorporateAction.Split(AAPL, day, 4, 1),
                new CorporateAction.Split(MSFT, day, 1, 10),
                new CorporateAction.Dividend(AAPL, day.plusDays(1), new BigDecimal("0.25"), day.plusDays(9)),
                new CorporateAction.StockDividend(MSFT, day.plusDays(1), 1, 20),
                new CorporateAction.CashMerger(AAPL, day.plusDays(2), new BigDecimal("25.5")),
                new CorporateAction.ShareMerger(
                        MSFT, day.plusDays(2), Instrument.equity("NEW"), 3, 2, new BigDecimal("1.5")),
                new CorporateAction.SymbolChange(AAPL, day.plusDays(3), Instrument.equity("APPL")),
                new CorporateAction.Delisting(MSFT, day.plusDays(4), true));
        alpaca.marketData().actions(known);
        alpaca.marketData().actions(List.of(new CorporateAction.SpinOff(AAPL, day.plusDays(5), new BigDecimal("4"))));

        AlpacaActions actions = history.actions(day, day.plusDays(30));

        assertThat(actions.known()).containsExactlyElementsOf(known);
        assertThat(actions.others()).containsExactly("spin_offs of AAPL on 2026-05-25");
        assertThat(history.actions(day.plusDays(1), day.plusDays(1)).known()).hasSize(2);
    }

    @Test
    void barsOfPairsAreOfThePairAskedFor() throws InterruptedException {
        giveBitcoin(0, 3);

        PagedBars.Page page = history.page(minutes(BITCOIN), Optional.empty());

        assertThat(page.rows()).hasSize(3);
        assertThat(page.next()).isEmpty();
        Bar bar = Minutes.bar(BITCOIN, minuteOf(FROM), 60_000);
        assertThat(page.rows().get(0))
                .isEqualTo(new PagedBars.Row(
                        bar.openEpochNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
    }
}
