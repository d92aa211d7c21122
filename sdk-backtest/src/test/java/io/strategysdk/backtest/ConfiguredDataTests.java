package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.ConfiguredRunTests.AboveMean;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.DateOrder;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.data.TimeFormat;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What configuration says of a file means what the same words mean to the reader of files. */
class ConfiguredDataTests {
    private static final Instrument ABC = Instrument.equity("ABC");

    @TempDir
    private Path folder;

    /**
     * One way to write the times of a file.
     *
     * @param configured lines of the section data
     * @param declared the same, by hand
     */
    private record Labels(
            String name,
            Temporal first,
            ChronoUnit step,
            TradingCalendar calendar,
            String configured,
            UnaryOperator<CsvBars> declared) {
        String timeframe() {
            return step == ChronoUnit.DAYS ? "1d" : "1m";
        }

        /** Forty bars; prices go up and down. */
        String csv() {
            StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
            for (int i = 0; i < 40; i++) {
                int open = 100 + i * 7 % 11;
                int close = 100 + (i + 1) * 7 % 11;
                text.append(first.plus(i, step)).append(step == ChronoUnit.DAYS || i > 0 ? "" : ":00");
                text.append("," + open + "," + Math.max(open, close) + "," + Math.min(open, close) + "," + close);
                text.append(",1000\n");
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Labels> labels() {
        TradingCalendar nyse = TradingCalendars.nyse();
        TradingCalendar always = TradingCalendars.alwaysOpen();
        LocalDateTime open = LocalDateTime.of(2024, 7, 2, 9, 30);
        LocalDate date = LocalDate.of(2024, 7, 2);
        return Stream.of(
                new Labels("minutes", open, ChronoUnit.MINUTES, nyse, "", csv -> csv),
                new Labels("minutes around the clock", open, ChronoUnit.MINUTES, always, "", csv -> csv),
                new Labels(
                        "minutes by their close",
                        open,
                        ChronoUnit.MINUTES,
                        nyse,
                        "bar_label: close",
                        csv -> csv.label(BarLabel.END)),
                new Labels(
                        "minutes of another zone",
                        open.plusHours(6),
                        ChronoUnit.MINUTES,
                        nyse,
                        "zone: Europe/Berlin",
                        csv -> csv.zone(ZoneId.of("Europe/Berlin"))),
                new Labels("dates", date, ChronoUnit.DAYS, always, "", csv -> csv),
                new Labels(
                        "dates, which label sessions",
                        date,
                        ChronoUnit.DAYS,
                        always,
                        "bar_label: close",
                        csv -> csv.label(BarLabel.END)),
                new Labels(
                        "days by their close",
                        OffsetDateTime.parse("2024-07-02T00:00:00Z"),
                        ChronoUnit.DAYS,
                        always,
                        "bar_label: close",
                        csv -> csv.label(BarLabel.END)),
                new Labels(
                        "days of another zone",
                        OffsetDateTime.parse("2024-07-02T00:00:00+09:00"),
                        ChronoUnit.DAYS,
                        always,
                        "zone: Asia/Tokyo",
                        csv -> csv.zone(ZoneId.of("Asia/Tokyo"))));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void theSameFileRunsByConfigurationAndByHandWithEqualJournals(Labels labels) throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.csv"), labels.csv());
        CsvBars csv = labels.declared().apply(CsvBars.file(file, ABC).calendar(labels.calendar()));

        BacktestResult byHand = Backtest.of(new AboveMean(new AboveMean.Parameters(5, 50)))
                .on(labels.calendar(), csv.read().bars())
                .cash(10_000)
                .run();
        BacktestResult configured = configured(file, labels);

        assertThat(byHand.fills()).isNotEmpty();
        assertThat(configured.journal().firstDifference(byHand.journal())).isEmpty();
        assertThat(configured.journal().hash()).isEqualTo(byHand.journal().hash());
    }

    /**
     * One way to write a file that cannot be told from it.
     *
     * @param header its first line, empty for none
     * @param row format of a row: date-time, open, high, low, close
     * @param times format of the date-time
     * @param configured lines of the section data
     * @param declared the same, by hand
     */
    private record OddFile(
            String name,
            String header,
            String row,
            Function<ZonedDateTime, String> times,
            String configured,
            UnaryOperator<CsvBars> declared) {
        /** Forty minutes that end in the morning of New York; prices go up and down. */
        String csv() {
            StringBuilder text = new StringBuilder(header);
            ZonedDateTime first = ZonedDateTime.of(2024, 7, 2, 9, 31, 0, 0, ZoneId.of("America/New_York"));
            for (int i = 0; i < 40; i++) {
                int open = 100 + i * 7 % 11;
                int close = 100 + (i + 1) * 7 % 11;
                text.append(row.formatted(
                        times.apply(first.plusMinutes(i)), open, Math.max(open, close), Math.min(open, close), close));
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<OddFile> oddFiles() {
        return Stream.of(
                new OddFile(
                        "semicolons, a date and a time of Berlin, headers of another language",
                        "Tag;Uhrzeit;Erster;Hoch;Tief;Letzter;Open;Umsatz\n",
                        "%s;%d;%d;%d;%d;0;1000\n",
                        time -> DateTimeFormatter.ofPattern("uuuu/MM/dd;HH:mm", Locale.ROOT)
                                .format(time.withZoneSameInstant(ZoneId.of("Europe/Berlin"))),
                        """
                        separator: ";"
                          time_format: local_date_time
                          zone: Europe/Berlin
                          bar_label: close
                          columns: {date: Tag, time: Uhrzeit, open: Erster, high: Hoch, low: tief, close: Letzter,
                            volume: Umsatz}
                        """,
                        csv -> csv.separator(';')
                                .timeFormat(TimeFormat.LOCAL_DATE_TIME)
                                .zone(ZoneId.of("Europe/Berlin"))
                                .label(BarLabel.END)
                                .column(CsvColumn.DATE, "Tag")
                                .column(CsvColumn.TIME, "Uhrzeit")
                                .column(CsvColumn.OPEN, "Erster")
                                .column(CsvColumn.HIGH, "Hoch")
                                .column(CsvColumn.LOW, "Tief")
                                .column(CsvColumn.CLOSE, "Letzter")
                                .column(CsvColumn.VOLUME, "Umsatz")),
                new OddFile(
                        "bars, seconds, no header, no volume",
                        "",
                        "x|%s|%d|%d|%d|%d|y\n",
                        time -> Long.toString(time.toEpochSecond()),
                        """
                        separator: "|"
                          time_format: epoch_seconds
                          bar_label: close
                          without_header: [ignored, timestamp, open, high, low, close]
                        """,
                        csv -> csv.separator('|')
                                .timeFormat(TimeFormat.EPOCH_SECONDS)
                                .label(BarLabel.END)
                                .withoutHeader(
                                        CsvColumn.IGNORED,
                                        CsvColumn.TIMESTAMP,
                                        CsvColumn.OPEN,
                                        CsvColumn.HIGH,
                                        CsvColumn.LOW,
                                        CsvColumn.CLOSE)),
                new OddFile(
                        "tabs, two times",
                        "Date\tStamp\tOpen\tHigh\tLow\tClose\n",
                        "2024-07-02\t%s\t%d\t%d\t%d\t%d\n",
                        time -> Long.toString(time.toInstant().toEpochMilli()),
                        """
                        separator: tab
                          time_format: epoch_millis
                          columns: {timestamp: Stamp}
                        """,
                        csv -> csv.separator('\t')
                                .timeFormat(TimeFormat.EPOCH_MILLIS)
                                .column(CsvColumn.TIMESTAMP, "Stamp")));
    }

    @ParameterizedTest
    @MethodSource("oddFiles")
    void anOddFileRunsByConfigurationAndByHandWithEqualJournals(OddFile odd) throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.csv"), odd.csv());
        TradingCalendar nyse = TradingCalendars.nyse();
        CsvBars csv =
                odd.declared().apply(CsvBars.file(file, ABC).calendar(nyse).timeframe(Timeframe.MINUTE));

        BarColumns bars = csv.read().bars();
        BacktestResult byHand = Backtest.of(new AboveMean(new AboveMean.Parameters(5, 50)))
                .on(nyse, bars)
                .cash(10_000)
                .run();
        RunConfig config = config("""
                mode: backtest
                data:
                  path: %s
                  instruments: [{symbol: ABC, tick_size: 0.01}]
                  timeframe: 1m
                  %s
                strategies: [{name: above-mean, capital: 10000, params: {period: 5}}]
                """.formatted(file, odd.configured()));

        assertThat(values(ConfiguredData.read(config, "odd.yaml").market().executionSeries(bars.instrument())))
                .isEqualTo(values(bars));
        assertThat(byHand.fills()).isNotEmpty();
        assertThat(run(config).journal().hash()).isEqualTo(byHand.journal().hash());
    }

    private static List<List<Double>> values(BarColumns bars) {
        return IntStream.range(0, bars.size())
                .mapToObj(i -> List.of(bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i)))
                .toList();
    }

    @Test
    void aDeclaredColumnThatTheFileLacksIsNamedWithTheFile() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> configured("columns: {close: Last}", "2024-07-02,1,1,1,1,1\n"))
                .withMessage("ABC.csv line 1: header must have the declared column 'Last', was"
                        + " [time, open, high, low, close, volume]");
    }

    @Test
    void configurationTakesTheSeparatorsThatTheReaderTakes() {
        for (char each = 0; each <= 128; each++) {
            char separator = each;
            String yaml = """
                    mode: backtest
                    data: {path: ABC.csv, separator: "\\x%02x"}
                    strategies: [{name: above-mean, capital: 10000}]
                    """.formatted((int) each);

            boolean configured = isAccepted(() -> config(yaml));
            boolean declared = isAccepted(() -> CsvBars.file(folder, ABC).separator(separator));

            assertThat(configured).as("separator " + (int) each).isEqualTo(declared);
        }
    }

    private static boolean isAccepted(Runnable setting) {
        try {
            setting.run();
            return true;
        } catch (IllegalArgumentException | ConfigException e) {
            return false;
        }
    }

    @Test
    void configurationAndReaderHaveTheSameNames() {
        assertThat(names(DataSettings.Repair.values())).isEqualTo(names(Repair.values()));
        assertThat(names(DataSettings.TimeFormat.values())).isEqualTo(names(TimeFormat.values()));
        assertThat(names(DataSettings.DateOrder.values())).isEqualTo(names(DateOrder.values()));
        assertThat(names(DataSettings.Column.values())).isEqualTo(names(CsvColumn.values()));
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    /** Rests with a bid that a trade touches. */
    @StrategyInfo(name = "bidder")
    public static final class Bidder implements Strategy {
        private boolean hasBid;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (hasBid) {
                return List.of();
            }
            hasBid = true;
            return List.of(OrderIntent.buy(ABC, 7).atLimit(ABC.price("10.25")));
        }
    }

    private static final String MIXED = """
            2024-07-02 09:30:00;quote;10;100;10.5;100;;
            2024-07-02 09:30:01;quote;10;100;10.5;100;;
            2024-07-02 09:30:02;trade;;;;;10.25;100
            2024-07-02 09:30:03;quote;10.25;100;10.5;100;;
            """;

    @Test
    void quotesAndTradesAreReadAsDeclared() throws IOException {
        String named = runOverTicks(
                "when;k;b;bs;a;as;p;s\n" + MIXED,
                "columns: {timestamp: when, kind: k, bid: b, bid_size: bs, ask: a, ask_size: as, price: p, size: s}",
                true);
        String positioned = runOverTicks(
                MIXED, "without_header: [timestamp, kind, bid, bid_size, ask, ask_size, price, size]", true);
        String untouched =
                runOverTicks("time;kind;bid;bid_size;ask;ask_size;price;size\n" + MIXED, "zone: Europe/Paris", false);

        assertThat(named).isEqualTo("4 instants: 7 at 10.25000000, 2024-07-02T13:30:02Z");
        assertThat(positioned).isEqualTo(named);
        assertThat(untouched).isEqualTo("4 instants: ");
    }

    /** How many instants there were, and what was filled. */
    private String runOverTicks(String csv, String declared, boolean atTouch) throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.csv"), csv);
        String yaml = """
                mode: backtest
                data:
                  path: %s
                  content: ticks
                  instruments: [ABC]
                  separator: ";"
                  time_format: local_date_time
                  %s
                execution: {fills: {trades_fill_at_touch: %b}}
                strategies: [{name: bidder, capital: 10000}]
                """.formatted(atTouch ? file : folder, declared, atTouch);

        BacktestResult result = ConfiguredRun.of(config(yaml))
                .strategies(StrategyRegistry.empty().register(Bidder.class))
                .backtest();

        assertThat(result.report().json()).contains(" rows read as quotes and trades, separated by ';'");
        return result.run().times().length + " instants: "
                + result.fills().stream()
                        .map(fill ->
                                fill.lastQty() + " at " + fill.lastPx() + ", " + Clock.instantOf(fill.epochNanos()))
                        .collect(Collectors.joining("; "));
    }

    private BacktestResult configured(String data, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.csv"), "time,open,high,low,close,volume\n" + csv);
        String yaml = """
                mode: backtest
                data: {path: %s, instruments: [ABC], %s}
                strategies: [{name: above-mean, capital: 10000, params: {period: 5}}]
                """.formatted(file, data);
        return run(config(yaml));
    }

    private static RunConfig config(String yaml) {
        return ConfigLoader.withEnvironment(Map.of()).parse(yaml);
    }

    private static BacktestResult run(RunConfig config) {
        return ConfiguredRun.of(config)
                .strategies(StrategyRegistry.empty().register(AboveMean.class))
                .backtest();
    }

    /** Two days at 50, one at 25 after a split. */
    private BacktestResult split(String more) throws IOException {
        Files.writeString(folder.resolve("actions.csv"), "date,symbol,action,ratio\n2024-07-03,ABC,split,2:1\n");
        return configured(
                more.replace("FOLDER", folder.toString()),
                "2024-07-01,50,50,50,50,10\n2024-07-02,50,50,50,50,10\n2024-07-03,25,25,25,25,20\n");
    }

    @Test
    void corporateActionsComeFromAFile() throws IOException {
        BacktestResult result = split("corporate_actions: FOLDER/actions.csv");

        assertThat(result.journal().entries(JournalEntry.Adjusted.class)).hasSize(1);
        assertThat(result.report().console())
                .contains("prices raw, 1 corporate action;")
                .contains("1 corporate action read from ");
    }

    @Test
    void aFileOfActionsThatGaveNoneIsWarnedOf() throws IOException {
        assertThat(split("corporate_actions: FOLDER/actions.csv").warnings())
                .noneMatch(warning -> warning.startsWith("data.corporate_actions"));
        Path lower =
                Files.writeString(folder.resolve("lower.csv"), "date,symbol,action,ratio\n2024-07-03,abc,split,2:1\n");

        assertThat(configured("corporate_actions: " + lower, "2024-07-01,50,50,50,50,10\n")
                        .warnings())
                .contains("data.corporate_actions: nothing in " + lower
                        + " is of an instrument of the run; symbols are compared letter by letter");
    }

    @Test
    void rawPricesAreAdjustedWhereThatIsAskedFor() throws IOException {
        BacktestResult result = split("corporate_actions: FOLDER/actions.csv, price_mode: split_adjusted");

        assertThat(result.journal().entries(JournalEntry.Adjusted.class)).isEmpty();
        assertThat(result.benchmark().fills().get(0).lastPx().toDouble()).isEqualTo(25);
        assertThat(result.report().console()).contains("prices adjusted for splits, their levels know later ones;");
    }

    @Test
    void pricesThatCameAdjustedAreDeclared() throws IOException {
        assertThat(configured("prices: total_return", "2024-07-01,50,50,50,50,10\n")
                        .report()
                        .console())
                .contains("prices adjusted for splits and dividends");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> split("prices: split_adjusted, corporate_actions: FOLDER/actions.csv"))
                .withMessageContaining("data.corporate_actions (line 2): must go with the bars: prices must not have in"
                        + " them what is also applied as an event")
                .withMessageContaining("prices are SPLIT_ADJUSTED, was Split[");
    }

    @Test
    void whatCannotBeAdjustedIsAMistakeOfTheFile() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> split("price_mode: split_adjusted"))
                .withMessageContaining(
                        "data.price_mode (line 2): must be raw without data.corporate_actions, by which prices are"
                                + " adjusted");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> split("prices: split_adjusted, price_mode: total_return"))
                .withMessageContaining("data.price_mode (line 2): must be data.prices, ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> split("corporate_actions: FOLDER/none.csv"))
                .withMessageContaining("data.corporate_actions (line 2): must be a file or a folder that exists");
    }

    @Test
    void theResultSaysWhatTheFileLacksAndWhatWasRepaired() throws IOException {
        BacktestResult result = configured(
                "repair: [drop_bad_rows, sort]",
                "2024-07-02,1,1,1,1,1\n2024-07-08,1,1,1,1,1\n2024-07-01,1,1,1,1,1\n2024-07-09,1,1,1,x,1\n");

        assertThat(result.warnings())
                .anyMatch(warning -> warning.startsWith("ABC: data were repaired: drop_bad_rows 1 ("))
                .anyMatch(warning -> warning.startsWith("ABC: data were repaired: sort 1 ("))
                .contains(
                        "ABC: 2 sessions have no bar, the first of them 2024-07-03, the most in a row 2 from 2024-07-03"
                                + " to 2024-07-05");
        assertThat(result.report().console()).contains("ABC: 3 bars read as 1d bars");
    }

    @Test
    void theResultSaysWhichBarsLieOutsideOfTheSessions() throws IOException {
        BacktestResult result =
                configured("timeframe: 1m", "2024-07-02T09:29:00,1,1,1,1,1\n2024-07-02T09:30:00,1,1,1,1,1\n");

        assertThat(result.warnings())
                .contains("ABC: 1 of 2 bars lies outside the sessions of XNYS, first 2024-07-02 09:29: they fill only"
                        + " orders for extended hours");
    }

    @Test
    void nothingIsRepairedUnlessItIsNamed() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> configured("repair: [sort]", "2024-07-02,1,1,1,1,1\n2024-07-03,1,1,1,x,1\n"))
                .withMessageContaining("ABC.csv line 3 column 'close'");
    }

    @Test
    void sessionsOfOnesOwnAreThoseOfTheRun() throws IOException {
        Path file = Files.writeString(folder.resolve("ABC.csv"), """
                time,open,high,low,close,volume
                2024-12-27,10,10,10,10,1
                2024-12-28,11,11,11,11,1
                2024-12-30,11,11,11,11,1
                """);

        BacktestResult result = run(config("""
                mode: backtest
                data:
                  path: %s
                  instruments: [{symbol: ABC, tick_size: 0.01}]
                  calendar: own
                  sessions:
                    name: XETR
                    zone: Europe/Berlin
                    open: 09:00
                    close: 17:30
                    first_date: 2024-01-01
                    last_date: 2024-12-31
                    special_hours: [{date: 2024-12-30, close: 14:00}]
                  repair: [drop_non_sessions]
                strategies: [{name: above-mean, capital: 10000, params: {period: 1}}]
                """.formatted(file)));

        assertThat(Arrays.stream(result.run().times()).mapToObj(Clock::instantOf))
                .containsExactly(Instant.parse("2024-12-27T16:30:00Z"), Instant.parse("2024-12-30T13:00:00Z"));
        assertThat(result.failures()).isEmpty();
    }

    private static BacktestResult configured(Path file, Labels labels) {
        String yaml = """
                mode: backtest
                data:
                  path: %s
                  instruments: [{symbol: ABC, tick_size: 0.01}]
                  timeframe: %s
                  calendar: %s
                  %s
                strategies: [{name: above-mean, capital: 10000, params: {period: 5}}]
                """.formatted(
                        file,
                        labels.timeframe(),
                        labels.calendar() == TradingCalendars.nyse() ? "nyse" : "always",
                        labels.configured());
        return run(config(yaml));
    }
}
