package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store by configuration: the same result as over its bars in memory, and which data they were. */
class ConfiguredStoreTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ =
            Instrument.of("XYZ", ABC.assetClass(), "EUR").withTickSize("0.05");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant FIRST_ARRIVED = Instant.parse("2024-07-09T21:30:00Z");
    private static final Instant REVISED = FIRST_ARRIVED.plus(Duration.ofDays(1));
    private static final long OPEN = Clock.epochNanosOf(Instant.parse("2024-07-08T13:30:00Z"));
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 24 * 60 * MINUTE;

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("store");
    }

    /** Holds each instrument after a bar that rose. */
    @StrategyInfo(name = "rising", version = 1)
    public static final class Rising implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return context.instruments().stream()
                    .<OrderIntent>map(each -> OrderIntent.targetQuantity(each, rose(context.bars(each)) ? 20 : 0))
                    .toList();
        }

        private static boolean rose(BarSeries bars) {
            return bars.size() > 0 && bars.close(0) > bars.open(0);
        }
    }

    /** Forty minutes of each of two sessions; prices go up and down by so many dollars. */
    private static BarColumns minutes(Instrument instrument, int wave) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        for (int i = 0; i < 80; i++) {
            double open = 100 + i * 7 % wave;
            double close = 100 + (i + 1) * 7 % wave;
            long from = OPEN + (i / 40) * DAY + (i % 40) * MINUTE;
            bars.bar(from, from + MINUTE, open, Math.max(open, close), Math.min(open, close), close, 1000);
        }
        return bars.build();
    }

    private static BarColumns quoted(double spread) {
        BarColumns bids = minutes(ABC, 11);
        BarColumns.Builder asks = BarColumns.builder(ABC, Timeframe.MINUTE);
        for (int i = 0; i < bids.size(); i++) {
            asks.bar(
                    bids.openEpochNanos(i),
                    bids.epochNanos(i),
                    bids.open(i) + spread,
                    bids.high(i) + spread,
                    bids.low(i) + spread,
                    bids.close(i) + spread,
                    5);
        }
        return BarColumns.quoted(bids, asks.build());
    }

    private void add(BarColumns bars, PriceMode mode, Instant arrived) {
        try (StoreWriter writer = BarStore.in(folder).writer(new Origin("minutes of a vendor", NEW_YORK, arrived))) {
            writer.add(bars, mode);
        }
    }

    private void add(BarColumns bars) {
        add(bars, PriceMode.RAW, FIRST_ARRIVED);
    }

    private String checksum(int revision) {
        return BarStore.in(folder)
                .revisions(StoredSeries.bars(ABC, Timeframe.MINUTE, PriceMode.RAW))
                .get(revision - 1)
                .checksum();
    }

    private static String yaml(String data, String more) {
        return """
                mode: backtest
                data: {source: store, %s}
                %s
                strategies: [{name: rising, capital: 10000}]
                """.formatted(data, more);
    }

    private BacktestResult configured(String data, String more) {
        String text = yaml("path: " + folder + ", " + data, more);
        return ConfiguredRun.of(
                        ConfigLoader.withEnvironment(Map.of()).draft(text, ConfigLoader.Format.YAML, "run.yaml"))
                .strategies(StrategyRegistry.empty().register(Rising.class))
                .backtest();
    }

    private BacktestResult configured(String data) {
        return configured(data, "");
    }

    private static BacktestResult inMemory(BarColumns... bars) {
        return inMemory(MarketData.of(TradingCalendars.nyse(), bars));
    }

    private static BacktestResult inMemory(MarketData data) {
        return Backtest.of(new Rising()).on(data).cash(10_000).run();
    }

    private static void assertSame(BacktestResult found, BacktestResult wanted) {
        assertThat(wanted.fills()).isNotEmpty();
        assertThat(found.journal().firstDifference(wanted.journal())).isEmpty();
        assertThat(found.journal().hash()).isEqualTo(wanted.journal().hash());
    }

    @Test
    void barsAreThoseOfTheStore() {
        add(minutes(ABC, 11));
        add(minutes(ABC, 13), PriceMode.SPLIT_ADJUSTED, FIRST_ARRIVED);
        add(minutes(Instrument.equity("OTHER"), 13));

        assertSame(configured("instruments: [ABC], timeframe: 1m"), inMemory(minutes(ABC, 11)));
        assertSame(
                configured("instruments: [ABC], timeframe: 1m, prices: split_adjusted"),
                inMemory(
                        MarketData.of(TradingCalendars.nyse(), minutes(ABC, 13)).declared(PriceMode.SPLIT_ADJUSTED)));
    }

    @Test
    void withoutInstrumentsItIsAllThatHasSuchBars() {
        BarColumns other = minutes(Instrument.equity("OTHER").withTickSize("0.05"), 13);
        add(minutes(ABC, 11));
        add(other);
        add(minutes(Instrument.equity("ADJUSTED"), 13), PriceMode.TOTAL_RETURN, FIRST_ARRIVED);

        assertSame(configured("timeframe: 1m"), inMemory(minutes(ABC, 11), other));
    }

    @Test
    void theReportSaysOnWhichDataTheRunWas() {
        add(minutes(ABC, 11));
        add(minutes(ABC, 13), PriceMode.RAW, REVISED);

        assertThat(configured("instruments: [ABC], timeframe: 1m").report().json())
                .contains("ABC: 80 bars read as 1m bars, revision 2 of ABC 1m RAW BARS in the store " + folder
                        + ", which came from 'minutes of a vendor' and arrived 2024-07-10T21:30:00Z, SHA-256 "
                        + checksum(2) + ", 'close_time' as nanoseconds since 1970 in America/New_York labels the end of"
                        + " the bar, prices are RAW");
    }

    @Test
    void asOfAMomentIsWhatHadArrivedByThen() {
        add(minutes(ABC, 11));
        add(minutes(ABC, 13), PriceMode.RAW, REVISED);
        String data = "instruments: [ABC], timeframe: 1m, as_of: ";

        BacktestResult earlier = configured(data + FIRST_ARRIVED);

        assertSame(earlier, inMemory(minutes(ABC, 11)));
        assertThat(earlier.report().json()).contains("revision 1 of ABC").contains(checksum(1));
        assertSame(configured(data + REVISED.minusNanos(1)), inMemory(minutes(ABC, 11)));
        assertSame(configured(data + REVISED), inMemory(minutes(ABC, 13)));
        assertSame(configured("instruments: [ABC], timeframe: 1m"), inMemory(minutes(ABC, 13)));
    }

    @Test
    void bidAskBarsAndTicksAreContentsOfTheirOwn() {
        BarColumns ticks = BarColumns.ticks(List.of(
                new Quote(ABC, OPEN + 1, 100, 5, 100.5, 7),
                new Trade(ABC, OPEN + 1, 100.5, 3),
                new Trade(ABC, OPEN + 2, 100.25, 4)));
        add(minutes(ABC, 13));
        add(quoted(0.25));
        add(ticks);

        assertSame(configured("instruments: [ABC], timeframe: 1m, content: quote_bars"), inMemory(quoted(0.25)));
        ConfiguredData read = ConfiguredData.read(
                ConfigLoader.withEnvironment(Map.of()).parse(yaml("path: " + folder + ", content: ticks", "")), "run");
        assertThat(read.market().series().get(0).events(0)).isEqualTo(ticks.events(0));
        assertThat(read.market().series().get(0).size()).isEqualTo(2);
        assertThat(read.notes())
                .singleElement()
                .asString()
                .startsWith("ABC: 3 rows read as quotes and trades, revision 1 of ABC 1s RAW TICKS in the store ");
    }

    @Test
    void aRunEndsBeforeItsEndAndIsNotToldWhatCameLater() {
        add(minutes(ABC, 11));
        String data = "instruments: [ABC], timeframe: 1m";

        BacktestResult oneDay = configured(data, "clock: {end_date: 2024-07-09}");

        assertSame(oneDay, inMemory(minutes(ABC, 11).first(40)));
        assertThat(oneDay.report().json()).contains("ABC: 40 bars read as");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(data, "clock: {end_date: 2024-07-08}"))
                .withMessageContaining("clock.end_date (line 3): must come after the first bar of ABC, which closes at"
                        + " 2024-07-08T13:31:00Z, was 2024-07-08");
    }

    @Test
    void barsBeforeTheStartWarmUp() {
        add(minutes(ABC, 11));

        BacktestResult result = configured("instruments: [ABC], timeframe: 1m", "clock: {start_date: 2024-07-09}");

        assertSame(
                result,
                Backtest.of(new Rising())
                        .on(MarketData.of(TradingCalendars.nyse(), minutes(ABC, 11)))
                        .cash(10_000)
                        .from(LocalDate.of(2024, 7, 9).atStartOfDay(NEW_YORK).toInstant())
                        .run());
    }

    @Test
    void corporateActionsAdjustStoredBars() throws IOException {
        add(minutes(ABC, 11));
        Path actions = Files.writeString(
                parent.resolve("actions.csv"), "date,symbol,action,ratio\n2024-07-09,ABC,split,2:1\n");
        CorporateAction split = new CorporateAction.Split(ABC, LocalDate.of(2024, 7, 9), 2, 1);

        assertSame(
                configured(
                        "instruments: [ABC], timeframe: 1m, price_mode: split_adjusted, corporate_actions: " + actions),
                inMemory(MarketData.of(TradingCalendars.nyse(), minutes(ABC, 11))
                        .withActions(List.of(split))
                        .adjusted(PriceMode.SPLIT_ADJUSTED)));
    }

    @Test
    void aQualityPolicyTreatsStoredBarsAndNamesThem() {
        add(minutes(ABC, 11));
        String data = "instruments: [ABC], timeframe: 1m, quality: ";

        BacktestResult repaired = configured(data + "{outlier: drop_bars}");

        assertThat(repaired.report().json())
                .contains("ABC: 80 bars read as 1m bars, revision 1 of ABC 1m RAW BARS in the store ")
                .contains(checksum(1));
        assertThat(repaired.journal().hash())
                .isNotEqualTo(inMemory(minutes(ABC, 11)).journal().hash());
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> configured(data + "{outlier: refuse}"))
                .withMessageContaining("ABC: outlier (warning):");
    }

    @Test
    void doubtsAboutStoredBarsAreToldAsThoseOfFiles() {
        BarColumns all = minutes(ABC, 11);
        BarColumns.Builder gap = BarColumns.builder(ABC, Timeframe.MINUTE);
        for (int i = 0; i < all.size(); i++) {
            long later = i < 40 ? 0 : DAY;
            gap.bar(
                    all.openEpochNanos(i) + later,
                    all.epochNanos(i) + later,
                    all.open(i),
                    all.high(i),
                    all.low(i),
                    all.close(i),
                    1000);
        }
        add(gap.build());

        assertThat(configured("instruments: [ABC], timeframe: 1m").warnings())
                .contains("ABC: 1 session has no bar, the first of them 2024-07-09");
    }

    @Test
    void anInstrumentIsWhatTheStoreSaysUnlessMoreIsDeclared() {
        add(minutes(XYZ, 11));
        String data = "timeframe: 1m, instruments: ";
        String euros = "execution: {account: {currency: EUR}}";

        assertSame(configured(data + "[XYZ]", euros), inMemory(minutes(XYZ, 11)));
        assertSame(
                configured(data + "[{symbol: XYZ, currency: EUR, tick_size: 0.05}]", euros),
                inMemory(minutes(XYZ, 11)));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(data + "[{symbol: XYZ, currency: EUR, tick_size: 0.1}]", euros))
                .withMessageContaining("data.instruments[0] (line 2): must be XYZ as the store has it: equity in EUR,"
                        + " tick_size 0.05, lot_size 1, was equity in EUR, tick_size 0.1, lot_size 1");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(data + "[XYZ]"))
                .withMessageContaining("execution.account.currency")
                .withMessageContaining("must be that of the store's XYZ, EUR, nothing is converted, was USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tick_size: 0.1", "lot_size: 5", "asset_class: crypto", "currency: EUR"})
    void eachThingThatIsDeclaredMustBeAsTheStoreHasIt(String declared) {
        add(minutes(ABC.withTickSize("0.05"), 11));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("timeframe: 1m, instruments: [{symbol: ABC, " + declared + "}]"))
                .withMessageContaining("data.instruments[0] (line 2): must be ABC as the store has it: equity in USD,"
                        + " tick_size 0.05, lot_size 1, was ");
    }

    @Test
    void ofTwoInstrumentsWithOneSymbolOneMustBeSaid() {
        Instrument coarse = ABC.withTickSize("0.05");
        Instrument odd = ABC.withTickSize("0.25");
        add(minutes(coarse, 11));
        add(minutes(odd, 13));
        String which =
                "must say which of the store's ABC is meant: equity in USD, tick_size 0.05, lot_size 1 or equity in"
                        + " USD, tick_size 0.25, lot_size 1";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("timeframe: 1m, instruments: [ABC]"))
                .withMessageContaining("data.instruments[0] (line 2): " + which);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("timeframe: 1m"))
                .withMessageContaining("data.instruments (line 2): " + which);
        assertSame(
                configured("timeframe: 1m, instruments: [{symbol: ABC, tick_size: 0.25}]"), inMemory(minutes(odd, 13)));
    }

    @Test
    void aFileOfInstrumentsSaysWhichIsMeant() throws IOException {
        add(minutes(ABC, 11));
        add(minutes(ABC.withTickSize("0.25"), 13));
        Path file = parent.resolve("instruments.csv");
        String data = "timeframe: 1m, instruments_file: " + file;

        Files.writeString(file, "symbol,tick_size\nABC,0.25\n");
        assertSame(configured(data), inMemory(minutes(ABC.withTickSize("0.25"), 13)));
        assertSame(configured(data + ", instruments: [ABC]"), inMemory(minutes(ABC.withTickSize("0.25"), 13)));

        Files.writeString(file, "symbol,tick_size\nABC,0.5\n");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> configured(data))
                .withMessage("data.instruments_file must have ABC as the store has it, equity in USD, tick_size 0.01,"
                        + " lot_size 1 or equity in USD, tick_size 0.25, lot_size 1, was equity in USD, tick_size 0.5,"
                        + " lot_size 1");
    }

    @Test
    void whereAFileOfInstrumentsSaysWhichIsMeantOthersOfThatSymbolDoNotMatter() throws IOException {
        add(minutes(ABC, 11), PriceMode.SPLIT_ADJUSTED, FIRST_ARRIVED);
        add(minutes(ABC.withTickSize("0.25"), 13));
        Path file = Files.writeString(parent.resolve("instruments.csv"), "symbol,tick_size\nABC,0.25\n");

        assertSame(
                configured("timeframe: 1m, instruments: [ABC], instruments_file: " + file),
                inMemory(minutes(ABC.withTickSize("0.25"), 13)));
    }

    @Test
    void instrumentsThatAreNoListAreOneMistake() {
        add(minutes(ABC, 11));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("timeframe: 5m, instruments: ABC"))
                .satisfies(refused -> assertThat(refused.problems())
                        .singleElement()
                        .extracting(problem -> problem.path())
                        .isEqualTo("data.instruments"));
    }

    @Test
    void aFolderThatHoldsNoStoreIsRefusedAtItsPath() throws IOException {
        String makes = ", BarStore.in(folder).writer(origin) makes a store, was ";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("instruments: [ABC]"))
                .withMessageContaining(
                        "data.path (line 2): must be the folder of a store: there is no such folder" + makes);
        Files.createDirectory(folder);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("instruments: [ABC]"))
                .withMessageContaining(
                        "data.path (line 2): must be the folder of a store: the folder holds no store" + makes);
        BarStore.in(folder)
                .writer(new Origin("nothing", NEW_YORK, FIRST_ARRIVED))
                .close();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("instruments: [ABC]"))
                .withMessageContaining("data.path (line 2): must be the folder of a store that holds something");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instruments: [ABD]| data.instruments[0].symbol (line 2): must be one of the store's, which are ABC, XYZ,"
                        + " was ABD",
                "instruments: [ABC]| data.timeframe (line 2): must be what the store has: 1m of ABC, was 1d",
                "instruments: [ABC, XYZ], timeframe: 5m| data.timeframe (line 2): must be what the store has: 1m of ABC,"
                        + " 1m of XYZ, was 5m",
                "timeframe: 5m, instruments: []| data.timeframe (line 2): must be what the store has: 1m of the store, was 5m",
                "timeframe: 5m| data.timeframe (line 2): must be what the store has: 1m of the store, was 5m",
                "instruments: [ABC], timeframe: 1m, prices: total_return| data.prices (line 2): must be what the store has:"
                        + " raw and split_adjusted of ABC, was total_return",
                "instruments: [ABC], content: ticks| data.content (line 2): must be what the store has: bars of ABC, was"
                        + " ticks",
                "instruments: [ABC], content: trades| data.content (line 2): must be bars or ticks for historical data",
                "timeframe: 1m, as_of: 2024-07-09T21:29:59Z| data.as_of (line 2): must not be before anything had arrived,"
                        + " was 2024-07-09T21:29:59Z",
                "timeframe: 1m, as_of: yesterday| data.as_of (line 2): must be a moment in UTC such as"
                        + " 2023-01-31T21:30:00Z, was 'yesterday'",
                "separator: ';'| data.separator (line 2): is for data.source csv only, was ';'",
                "time_format: date| data.time_format (line 2): is for data.source csv only, was 'date'",
                "date_order: day_month_year| data.date_order (line 2): is for data.source csv only",
                "columns: {close: c}| data.columns (line 2): is for data.source csv only",
                "without_header: [date, open, high, low, close]| data.without_header (line 2): is for data.source csv only",
                "zone: UTC| data.zone (line 2): is for data.source csv only, was 'UTC'",
                "bar_label: close| data.bar_label (line 2): is for data.source csv only, was 'close'",
                "repair: [sort]| data.repair (line 2): is for files only, a store has no bad rows; data.quality treats what"
                        + " is doubtful",
            })
    void whatTheStoreDoesNotHaveIsRefusedWithPathAndLine(String data, String problem) {
        add(minutes(ABC, 11));
        add(minutes(ABC, 13), PriceMode.SPLIT_ADJUSTED, FIRST_ARRIVED);
        add(minutes(XYZ, 13));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(data))
                .withMessageContaining("  " + problem.strip());
    }

    @ParameterizedTest
    @CsvSource({"csv", "yahoo", "stooq", "alpaca", "lean"})
    void onlyAStoreIsReadAsOfAMoment(String source) {
        String text = "mode: backtest\ndata: {path: x, as_of: 2024-07-09T21:30:00Z, source: " + source + "}\n";

        assertThat(ConfigLoader.withEnvironment(Map.of())
                        .draft(text, ConfigLoader.Format.YAML, "run.yaml")
                        .problems())
                .anyMatch(problem -> problem.toString()
                        .startsWith("data.as_of (line 2): is for data.source store only, was '2024-07-09T21:30:00Z'"));
    }

    @Test
    void whatIsRealtimeHasNoStore() {
        String text = "mode: paper\ndata: {source: store, path: x, as_of: 2024-07-09T21:30:00Z}\n";

        assertThat(ConfigLoader.withEnvironment(Map.of())
                        .draft(text, ConfigLoader.Format.YAML, "run.yaml")
                        .problems())
                .extracting(problem -> problem.path() + " " + problem.rule())
                .contains("data.path is for historical data only", "data.as_of is for historical data only");
    }
}
