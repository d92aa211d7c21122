package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.ConfiguredRunTests.AboveMean;
import io.strategysdk.backtest.data.AlpacaBars;
import io.strategysdk.backtest.data.BarFile;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.LeanBars;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of vendors by configuration: the same result as by hand. */
class ConfiguredVendorTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    @TempDir
    private Path folder;

    /** Writes a row of prices that go up and down. */
    @FunctionalInterface
    private interface Row {
        String of(int row, int open, int high, int low, int close);
    }

    private static String rows(int count, String between, Row row) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int open = 100 + i * 7 % 11;
                    int close = 100 + (i + 1) * 7 % 11;
                    return row.of(i, open, Math.max(open, close), Math.min(open, close), close);
                })
                .collect(Collectors.joining(between));
    }

    private static LocalDate session(int number) {
        LocalDate date = LocalDate.of(2024, 7, 8);
        for (int i = 0; i < number; i++) {
            date = date.plusDays(date.getDayOfWeek().getValue() == 5 ? 3 : 1);
        }
        return date;
    }

    private static LocalDateTime minute(int number) {
        return LocalDateTime.of(2024, 7, 8, 9, 30).plusMinutes(number);
    }

    private BacktestResult configured(String data) {
        String yaml = """
                mode: backtest
                data: {%s}
                strategies: [{name: above-mean, capital: 10000, params: {period: 5}}]
                """.formatted(data);
        return ConfiguredRun.of(ConfigLoader.withEnvironment(Map.of()).parse(yaml))
                .strategies(StrategyRegistry.empty().register(AboveMean.class))
                .backtest();
    }

    private void requireSame(String data, BarFile byHand) {
        LoadedBars read = byHand.read();
        MarketData market = MarketData.of(TradingCalendars.nyse(), read.bars())
                .declared(read.format().prices().orElse(PriceMode.RAW));
        BacktestResult wanted = Backtest.of(new AboveMean(new AboveMean.Parameters(5, 50)))
                .on(market)
                .cash(10_000)
                .run();
        BacktestResult found = configured(data);

        assertThat(wanted.fills()).isNotEmpty();
        assertThat(found.journal().firstDifference(wanted.journal())).isEmpty();
        assertThat(found.journal().hash()).isEqualTo(wanted.journal().hash());
    }

    private Path yahoo() throws IOException {
        return Files.writeString(
                folder.resolve("ABC.csv"),
                "Date,Open,High,Low,Close,Adj Close,Volume\n"
                        + rows(
                                40,
                                "\n",
                                (i, o, h, l, c) ->
                                        session(i) + "," + o + "," + h + "," + l + "," + c + "," + c / 2.0 + ",1000")
                        + "\n");
    }

    @Test
    void yahooOfOneFile() throws IOException {
        Path file = yahoo();
        requireSame(
                "source: yahoo, path: %s, instruments: [ABC], prices: split_adjusted".formatted(file),
                CsvBars.yahoo(file, ABC).calendar(TradingCalendars.nyse()));
    }

    @Test
    void yahooFromAFolderWithTotalReturns() throws IOException {
        Path file = yahoo();
        requireSame(
                "source: yahoo, path: %s, instruments: [ABC], prices: total_return".formatted(folder),
                CsvBars.yahoo(file, ABC).calendar(TradingCalendars.nyse()).prices(PriceMode.TOTAL_RETURN));
    }

    @Test
    void stooq() throws IOException {
        Path file = Files.writeString(
                folder.resolve("abc.us.txt"),
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                        + rows(40, "\n", (i, o, h, l, c) -> {
                            LocalDateTime end = minute(i + 1).plusHours(6);
                            return String.format(
                                    Locale.ROOT,
                                    "ABC.US,1,%s,%02d%02d00,%d,%d,%d,%d,1000,0",
                                    end.toLocalDate().toString().replace("-", ""),
                                    end.getHour(),
                                    end.getMinute(),
                                    o,
                                    h,
                                    l,
                                    c);
                        })
                        + "\n");

        requireSame(
                "source: stooq, path: %s, instruments: [ABC], timeframe: 1m, zone: Europe/Warsaw, bar_label: close"
                        .formatted(file),
                CsvBars.stooq(file, ABC)
                        .calendar(TradingCalendars.nyse())
                        .zone(WARSAW)
                        .label(BarLabel.END));
    }

    @Test
    void alpacaFromAFileAndFromAFolder() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ABC.json"),
                "{\"bars\": {\"ABC\": ["
                        + rows(
                                40,
                                ",",
                                (i, o, h, l, c) -> "{\"t\": \"" + minute(i).plusHours(4) + ":00Z\", \"o\": " + o
                                        + ", \"h\": " + h + ", \"l\": " + l + ", \"c\": " + c + ", \"v\": 1000}")
                        + "]}, \"next_page_token\": null}");
        BarFile byHand = AlpacaBars.file(file, ABC).timeframe(Timeframe.MINUTE).calendar(TradingCalendars.nyse());

        requireSame("source: alpaca, path: %s, instruments: [ABC], timeframe: 1m".formatted(file), byHand);
        requireSame("source: alpaca, path: %s, instruments: [ABC], timeframe: 1m".formatted(folder), byHand);
    }

    @Test
    void aSymbolWithASlashHasAFileWithoutOne() throws IOException {
        String text = "{\"bars\": {\"BTC/USD\": [{\"t\": \"2024-07-08T13:30:00Z\", \"o\": 1, \"h\": 2, \"l\": 1,"
                + " \"c\": 2, \"v\": 3}]}, \"next_page_token\": null}";
        String yaml = "source: alpaca, path: " + folder
                + ", instruments: [{symbol: BTC/USD, asset_class: crypto}], timeframe: 1m, calendar: always";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(yaml))
                .withMessageContaining(
                        "must have a file BTC_USD.json or .json.gz in the folder " + folder + ", was BTC/USD");
        Files.writeString(folder.resolve("BTC_USD.json"), text);
        ConfiguredData data = ConfiguredData.read(
                ConfigLoader.withEnvironment(Map.of()).parse("mode: backtest\ndata: {" + yaml + "}\n"), "run.yaml");
        assertThat(data.market().series().get(0).close(0)).isEqualTo(2);
    }

    @Test
    void oneFileOfAlpacaIsOfOneInstrument() throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.json"), "{}");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("source: alpaca, instruments: [ABC, X], path: " + file))
                .withMessageContaining("data.path (line 2): must be a folder for several instruments, was " + file);
    }

    @Test
    void aQualityPolicyNamesTheFileAndSaysHowItWasRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ABC.json"),
                "{\"bars\": {\"ABC\": [{\"t\": \"2024-07-08T13:30:00Z\", \"o\": 1, \"h\": 1, \"l\": 1, \"c\": 1, \"v\": 1}]},"
                        + " \"next_page_token\": null}");
        String yaml = "mode: backtest\ndata: {source: alpaca, path: " + file
                + ", instruments: [ABC], timeframe: 1m, quality: {outlier: drop_bars}}\n";

        ConfiguredData data =
                ConfiguredData.read(ConfigLoader.withEnvironment(Map.of()).parse(yaml), "run.yaml");

        assertThat(data.notes())
                .singleElement()
                .asString()
                .startsWith("ABC: 1 bars read as 1m bars, an answer of Alpaca");
        assertThat(data.checked().orElseThrow().report().series())
                .singleElement()
                .satisfies(series -> assertThat(series.source()).isEqualTo("ABC.json"));
    }

    @Test
    void quotesAndTradesOfAlpaca() throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.json"), """
                {"trades": {"ABC": [
                  {"t": "2024-07-08T13:30:00.5Z", "p": 100.25, "s": 10},
                  {"t": "2024-07-08T13:30:01Z", "p": 100.5, "s": 20}]}, "next_page_token": null}
                """);
        String yaml = """
                mode: backtest
                data: {source: alpaca, content: ticks, path: %s, instruments: [ABC]}
                """.formatted(file);

        ConfiguredData data =
                ConfiguredData.read(ConfigLoader.withEnvironment(Map.of()).parse(yaml), "run.yaml");

        assertThat(data.notes()).singleElement().asString().startsWith("ABC: 2 rows read as quotes and trades");
    }

    @Test
    void lean() throws IOException {
        Path file = folder.resolve("equity/usa/minute/abc/20240708_trade.zip");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("20240708_abc_minute_trade.csv"));
            String text = rows(
                    40,
                    "\n",
                    (i, o, h, l, c) -> (34_200_000 + i * 60_000) + "," + o * 10_000 + "," + h * 10_000 + ","
                            + l * 10_000 + "," + c * 10_000 + ",1000");
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }

        requireSame(
                "source: lean, path: %s, instruments: [ABC], timeframe: 1m".formatted(folder),
                LeanBars.in(folder, ABC, Timeframe.MINUTE).calendar(TradingCalendars.nyse()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source: yaho| data.source (line 2): must be one of csv, parquet, yahoo, stooq, alpaca, lean, store for"
                        + " historical data, did you mean 'yahoo'?, was 'yaho'",
                "source: yahoo| data.prices: must be split_adjusted or total_return for data.source yahoo, which has no"
                        + " others",
                "source: yahoo, prices: total_return, zone: UTC| data.zone (line 2): is for data.source csv only, was 'UTC'",
                "source: stooq, timeframe: 1m, bar_label: close| data.zone: must be given for intraday bars of data.source"
                        + " stooq, whose files do not say it",
                "source: stooq, content: ticks| data.content (line 2): must be bars for data.source stooq, was 'ticks'",
                "source: alpaca, columns: {close: c}| data.columns (line 2): is for data.source csv only",
                "source: lean, prices: total_return, instruments: [ABC]| data.prices (line 2): must be raw for data.source"
                        + " lean, which has no others, was 'total_return'",
                "source: lean| data.instruments: must be given for data.source lean, whose folders have many markets",
            })
    void whatDoesNotGoTogetherIsRefusedWithPathAndLine(String data, String problem) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured(data + ", path: " + folder))
                .withMessageContaining("  " + problem.strip());
    }

    @Test
    void missingFilesAreRefusedAtTheirPaths() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("source: alpaca, instruments: [ABC, X], path: " + folder))
                .withMessageContaining(
                        "data.instruments[0].symbol (line 2): must have a file ABC.json or .json.gz in the" + " folder "
                                + folder + ", was ABC")
                .withMessageContaining("data.instruments[1].symbol (line 2)");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> configured("source: lean, instruments: [ABC], path: " + folder.resolve("none")))
                .withMessageContaining("data.path (line 2): must be Lean's folder of data, which exists");
    }
}
