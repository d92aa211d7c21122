package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.backtest;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static io.strategysdk.backtest.ConfiguredMinutes.draft;
import static io.strategysdk.backtest.ConfiguredMinutes.problems;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.JournalSettings;
import io.strategysdk.engine.config.Origin;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategySettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a run can find wrong with its configuration. */
class ConfiguredMistakesTests {
    @TempDir
    private Path folder;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    /** Each is found by another part; the one of the environment must not be told twice. */
    @Test
    void everyMistakeOfABacktestIsToldAtOnceAndByLine() {
        String wrong = """
                mode: backtest
                clock: {start_date: yesterday}
                data:
                  path: nowhere/bars
                  timeframe: 1x
                  instruments:
                    - ABC
                    - {symbol: DAX, currency: EUR}
                execution:
                  account: {type: debt}
                  slippage: {model: spread, params: {spread_bps: -2}}
                strategies:
                  - {name: above-men, capital: 10000}
                  - {name: above-mean, capital: none, params: {perid: 5, shares: '${SHARES}'}}
                  - {name: above-mean, id: second, colour: red, capital: 5, params: {period: true}}
                journal: {path: %s/run.journal}
                """.formatted(minutes.csv);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(draft(wrong)).strategies(registry()).backtest())
                .satisfies(refused -> assertThat(refused.source()).isEqualTo("wrong.yaml"))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "clock.start_date: must be a date such as 2023-01-31, was 'yesterday'",
                                "data.path: must be a file or a folder that exists, was nowhere/bars",
                                "data.path: must be a folder for several instruments, was nowhere/bars",
                                "data.timeframe: must be a length of bars such as 1m, 4h, 1d, 1w or 1mo, was '1x'",
                                "data.instruments[1].currency: must be execution.account.currency, nothing is converted,"
                                        + " was EUR",
                                "execution.account.type: must be one of cash, margin, was 'debt'",
                                "execution.slippage.params.spread_bps: must be from 0 to 9999, was -2",
                                "strategies[0].name: must be a registered strategy or the name of a class, did you mean"
                                        + " 'above-mean'?, was 'above-men'",
                                "strategies[1].params.shares: needs the environment variable SHARES, which is not set",
                                "strategies[1].capital: must be a number, was 'none'",
                                "strategies[1].params.perid: is not a known parameter, did you mean 'period'?",
                                "strategies[2].colour: is not a known property, known are name, id, enabled, capital,"
                                        + " params, risk_limits, research",
                                "strategies[2].params.period: must be a whole number, was true",
                                "journal.path: must be a file that can be written, was " + minutes.csv
                                        + "/run.journal"));
    }

    /** Whatever else is wrong, each is told: of the file and of the run, in the same section and in another. */
    @Test
    void noMistakeKeepsAnotherBack() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put("type: historical\ndata:", "type: historical\n  speed: fast\ndata:");
        mistakes.put("  source: csv", "  source: parquet");
        mistakes.put("  path: " + minutes.csv, "  path: " + minutes.csv + ".gz");
        mistakes.put("    - symbol: ABC\n", "    - symbol: ABC\n      currency: EUR\n");
        mistakes.put("tick_size: 0.01", "tick_size: 0");
        mistakes.put("timeframe: 1m", "timeframe: minute");
        mistakes.put("model: fixed_bps", "model: square_root");
        mistakes.put("amount: 0.005", "amount: -1");
        mistakes.put("    std_ms: 5", "    std_ms: -5");
        mistakes.put("  type: simulated\n", "  type: simulated\n  account: {type: debt}\n");
        mistakes.put("name: above_mean_v2", "name: above_mean_v3");
        mistakes.put("capital: 10000", "capital: 0");
        mistakes.put("max_leverage: 1.0", "max_leverage: much");
        mistakes.put("seed: 5\n", "seed: 5\njournal: {path: " + folder + "}\n");
        List<String> edits = List.copyOf(mistakes.keySet());

        for (int i = 0; i < edits.size(); i++) {
            for (int j = i + 1; j < edits.size(); j++) {
                String first = edited(minutes.yaml("backtest", "historical"), edits.get(i), mistakes);
                String second = edited(minutes.yaml("backtest", "historical"), edits.get(j), mistakes);
                String both = edited(first, edits.get(j), mistakes);

                List<String> together = new ArrayList<>(refusal(first));
                together.addAll(refusal(second));

                assertThat(refusal(both)).as(both).containsAll(together);
            }
        }
    }

    private static String edited(String yaml, String edit, Map<String, String> mistakes) {
        assertThat(yaml).contains(edit);
        return yaml.replace(edit, String.valueOf(mistakes.get(edit)));
    }

    private static List<String> refusal(String yaml) {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> ConfiguredRun.of(draft(yaml)).strategies(registry()).backtest());
        return problems(Objects.requireNonNull(refused, yaml));
    }

    @Test
    void aFileRunsByItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), minutes.yaml("backtest", "historical"));
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "mode: backtest\nstrategies: [above-men]\n");
        BacktestResult expected = minutes.backtest();

        assertThat(ConfiguredRun.load(file)
                        .strategies(registry())
                        .backtest()
                        .journal()
                        .hash())
                .isEqualTo(expected.journal().hash());
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> ConfiguredRun.load(wrong).strategies(registry()).run())
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "data: must be given in mode backtest",
                                "strategies[0]: must be a section of named properties, was 'above-men'"))
                .withMessageStartingWith(wrong + ": 2 problems\n");
    }

    @Test
    void theModeThatIsWrongKeepsNoOtherMistakeBack() {
        String wrong = minutes.yaml("backtest", "historical")
                .replace("mode: backtest", "mode: test")
                .replace("above_mean_v2", "above_men");

        for (Consumer<ConfiguredRun> way : List.<Consumer<ConfiguredRun>>of(
                ConfiguredRun::run, ConfiguredRun::backtest, ConfiguredRun::realtime)) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> way.accept(ConfiguredRun.of(draft(wrong)).strategies(registry())))
                    .satisfies(refused -> assertThat(problems(refused))
                            .containsExactly(
                                    "mode: must be one of backtest, paper, live, was 'test'",
                                    "strategies[0].name: must be a registered strategy or the name of a class, did you"
                                            + " mean 'above-mean'?, was 'above_men'"));
        }
    }

    @Test
    void whatFollowsFromAMistakeIsNotTold() {
        String wrong = """
                mode: backtest
                data: 5
                strategies:
                  - {name: above-mean, capital: 5, params: {period: null}}
                  - {name: above-mean, id: other, capital: 5, params: 7}
                """;

        assertThat(refusal(wrong))
                .containsExactly(
                        "data: must be a section of named properties, was 5",
                        "strategies[0].params.period: must have a value; leave the line out for the default, was null",
                        "strategies[1].params: must be a section of named properties, was 7");
    }

    /** Where the mode is one of stored data and simulated orders, or the data are, adapters have no say. */
    @Test
    void anAdapterIsMissedOnlyWhereItWouldBeUsed() {
        String backtest = minutes.yaml("backtest", "historical")
                .replaceAll(
                        "(?s)  type: simulated\n  slippage:.*?strategies:",
                        "  broker: ib\n  type: broker\nstrategies:");
        String paper =
                minutes.yaml("paper", "realtime").replace("  type: realtime\n  source", "  type: historical\n  source");

        assertThat(refusal(backtest))
                .containsExactly("execution.type: must be simulated in mode backtest, was 'broker'");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(draft(paper)).strategies(registry()).run())
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly("data.type: must be realtime in mode paper, was 'historical'"));
    }

    @Test
    void aFileThatCannotBeReadIsNoWrongRun() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfiguredRun.of(draft("mode: [")).backtest())
                .satisfies(refused -> assertThat(refused.problems()).hasSize(1))
                .withMessageStartingWith("wrong.yaml: 1 problem\n  line 1: must be readable YAML");
    }

    /** Configuration may be made by hand, too, and then has no lines. */
    @Test
    void aConfigurationMadeByHandIsCheckedAlike() {
        RunConfig read = config(minutes.yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: nothing\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:"));
        StrategySettings wrong = new StrategySettings(
                "above-mean",
                Optional.empty(),
                true,
                BigDecimal.TEN,
                Map.of("perid", 5L),
                read.strategies().get(0).riskLimits(),
                Optional.empty(),
                Origin.NONE);
        RunConfig made = new RunConfig(
                read.mode(),
                read.clock(),
                Optional.empty(),
                read.execution(),
                List.of(wrong),
                read.features(),
                new JournalSettings(
                        Optional.of(folder.toString()), Optional.empty(), Optional.empty(), 1000, Origin.NONE),
                read.seed(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Origin.NONE);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfiguredRun.of(made).strategies(registry()).realtime())
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "data: must name instruments, timeframe and calendar of the feed, was nothing",
                                "journal.path: must be a file that can be written, was " + folder,
                                "risk_management.safeguards_file: must be given in mode live, so that limits on losses"
                                        + " survive a restart, was nothing",
                                "journal.folder: must be given in mode live, so that orders and books survive a"
                                        + " restart, was nothing",
                                "strategies[0].params.perid: is not a known parameter, did you mean 'period'?",
                                "execution.broker: mode live needs a broker adapter named 'nothing' on the class path:"
                                        + " add its jar, found none"));
    }

    @Test
    void whatCannotBeAPathIsAMistakeLikeAnyOther() {
        String wrong = """
                mode: backtest
                data: {path: "a\\0b"}
                strategies: [{name: above-mean, capital: 10000}]
                journal: {path: "c\\0d"}
                """;

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(wrong))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "data.path: must be a path: Nul character not allowed, was a b",
                                "journal.path: must be a path: Nul character not allowed, was c d"));
    }

    @Test
    void aPeriodWithoutBarsIsRefusedWithTheBarsThereAre() {
        String early = minutes.yaml("backtest", "historical")
                .replace("type: historical\ndata:", "type: historical\n  end_date: 2024-07-02\ndata:");
        String late = minutes.yaml("backtest", "historical")
                .replace("type: historical\ndata:", "type: historical\n  start_date: 2024-07-03\ndata:");

        assertThat(refusal(early))
                .containsExactly("clock.end_date: must come after the first bar of ABC, which closes at"
                        + " 2024-07-02T13:31:00Z, was 2024-07-02");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(draft(late)).strategies(registry()).backtest())
                .satisfies(refused -> assertThat(refused.source()).isEqualTo("wrong.yaml"));
        assertThat(refusal(late))
                .containsExactly("clock.start_date: must not come after the last bar, which closes at"
                        + " 2024-07-02T20:00:00Z, was 2024-07-03");
    }

    /** Its constructor and its limits are its own; they are asked before a bar is read. */
    @Test
    void whatAStrategyRefusesIsToldWithEverythingElse() {
        String name = Picky.class.getName();
        String wrong = """
                mode: backtest
                data: {path: nowhere}
                strategies:
                  - {name: %s, capital: 5, params: {size: 7}}
                  - {name: %s, id: b, capital: 5, params: {size: 8}}
                  - {name: %s, id: c, capital: 5, params: {size: 1}, risk_limits: {max_order_value: 100}}
                """.formatted(name, name, name);

        assertThat(refusal(wrong))
                .containsExactly(
                        "data.path: must be a file or a folder that exists, was nowhere",
                        "strategies[0].params: size must not be 7",
                        "strategies[1].name: constructor of " + name
                                + " failed: java.lang.IllegalStateException: no 8 here",
                        "strategies[2].risk_limits: must go together with those of the strategy: " + contradiction());
    }

    private static String contradiction() {
        RiskLimits own = new Picky(new Picky.Parameters(1)).riskLimits();
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> RiskLimits.NONE.withMaxOrderNotional(100).and(own));
        return String.valueOf(Objects.requireNonNull(refused).getMessage());
    }

    /** Refuses in its own ways. */
    public static final class Picky implements Strategy {
        /** What it is picky about. */
        public record Parameters(int size) {}

        /** Created from configuration. */
        public Picky(Parameters parameters) {
            if (parameters.size() == 7) {
                throw new IllegalArgumentException("size must not be 7");
            }
            if (parameters.size() == 8) {
                throw new IllegalStateException("no 8 here");
            }
        }

        @Override
        public RiskLimits riskLimits() {
            return RiskLimits.NONE.withMinOrderNotional(500);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    @Test
    void whatTheEnvironmentWroteIsInNoReport() {
        String secret = "17";
        String yaml = minutes.yaml("backtest", "historical").replace("period: 15", "period: ${PERIOD}");
        RunConfig config =
                ConfigLoader.withEnvironment(Map.of("PERIOD", secret)).parse(yaml);

        String console = ConfiguredRun.of(config)
                .strategies(registry())
                .backtest()
                .report()
                .console();

        assertThat(console).contains("parameters: period ${PERIOD}; shares 50\n");
    }

    @Test
    void instrumentsThatNobodyDeclaredAreInDollars() {
        String euros = """
                mode: backtest
                data: {path: %s}
                execution: {account: {currency: EUR}}
                strategies: [{name: above-mean, capital: 10000}]
                """.formatted(minutes.csv);

        assertThat(refusal(euros.replace("{path: ", "{instruments: [{symbol: ABC, currency: EUR}], path: nowhere")))
                .hasSize(1);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(euros))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly("execution.account.currency: must be USD, the currency of instruments that are"
                                + " not declared, was EUR"));
    }

    @Test
    void filesThatAreWrongAreToldTogether() throws IOException {
        Files.writeString(folder.resolve("QQQ.csv"), "time,open,high,low,close\n2024-07-02T09:30:00,1,1,1,x\n");
        Files.writeString(folder.resolve("XYZ.csv"), "");
        String all = minutes.yaml("backtest", "historical")
                .replace("path: " + minutes.csv, "path: " + folder)
                .replace("  timeframe: 1m\n", "    - XYZ\n    - symbol: QQQ\n  timeframe: 1m\n");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> backtest(all))
                .withMessageContaining("XYZ.csv")
                .withMessageContaining("QQQ.csv line 2")
                .satisfies(refused -> assertThat(refused.getSuppressed()).hasSize(2));
    }

    @Test
    void everyInstrumentWithoutAFileIsNamed() {
        String folders = minutes.yaml("backtest", "historical")
                .replace("path: " + minutes.csv, "path: " + folder)
                .replace("  timeframe: 1m\n", "    - XYZ\n    - symbol: QQQ\n  timeframe: 1m\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(folders))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "data.instruments[1].symbol: must have a file in the folder, found are ABC, was XYZ",
                                "data.instruments[2].symbol: must have a file in the folder, found are ABC, was QQQ"));
    }

    @Test
    void aFolderWithoutBarsIsRefusedAtItsPath() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String yaml = minutes.yaml("backtest", "historical").replace("path: " + minutes.csv, "path: " + empty);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(yaml))
                .withMessage(
                        "configuration: 1 problem\n  data.path (line 7): folder must hold files that end in .csv or"
                                + " .csv.gz, was " + empty);
    }

    @Test
    void whatThisVersionDoesNotHaveIsRefusedWithPathAndLine() {
        String parquet = minutes.yaml("backtest", "historical").replace("source: csv", "source: parquet");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(parquet)).strategies(registry()).backtest())
                .withMessageContaining(
                        "data.source (line 6): must be csv, yahoo, stooq, alpaca, lean or store in this version: Parquet is read in"
                                + " code, was parquet");
    }

    @Test
    void slippageThatTakesTheWholePriceIsRefused() {
        String all = minutes.yaml("backtest", "historical")
                .replaceAll(
                        "(?s)  slippage:.*?  commission",
                        "  slippage: {model: volume_based, params: {base_bps: 9999, volume_factor: 1}}\n  commission");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(all))
                .withMessageContaining("execution.slippage.model (line 16): must leave a positive price with these"
                        + " params, was volume_based");
    }

    @Test
    void theAccountHasTheCashAndTheCurrencyOfTheFileOrIsRefused() {
        String account = "execution:\n  account: {cash: %s, currency: %s}\n";
        String backtest = minutes.yaml("backtest", "historical");
        String paper = minutes.yaml("paper", "realtime");

        assertThat(backtest(backtest.replace("execution:\n", account.formatted("10000", "USD")))
                        .startCash())
                .isEqualByComparingTo("10000");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(backtest.replace("execution:\n", account.formatted("500000", "USD"))))
                .withMessageContaining("execution.account.cash (line 15): must be the capital of all enabled strategies"
                        + " together, 10000, was 500000");
        String currency = "data.instruments[0].currency (line %d): must be execution.account.currency, nothing is"
                + " converted, was USD";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(backtest.replace("execution:\n", account.formatted("10000", "EUR"))))
                .withMessageContaining(currency.formatted(9));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfiguredRun.of(
                                config(paper.replace("execution:\n", account.formatted("10000", "EUR"))))
                        .strategies(registry())
                        .feed(new ReplayFeed(minutes.data(), RealtimeClock.system()))
                        .realtime())
                .withMessageContaining(currency.formatted(8));
    }
}
