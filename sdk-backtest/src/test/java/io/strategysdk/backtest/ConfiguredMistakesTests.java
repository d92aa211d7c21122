package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.ABC;
import static io.strategysdk.backtest.ConfiguredMinutes.backtest;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static io.strategysdk.backtest.ConfiguredRunTests.UNENFORCED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.Adapters;
import io.strategysdk.engine.config.ConfigException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Each is found by another part of the run. */
    @Test
    void everyMistakeOfABacktestIsToldAtOnceAndByLine() {
        String wrong = """
                mode: backtest
                data:
                  path: nowhere/bars
                  instruments:
                    - ABC
                    - {symbol: DAX, currency: EUR}
                execution:
                  account: {type: margin}
                  slippage: {model: spread, params: {spread_bps: 2}}
                strategies:
                  - {name: above-men, capital: 10000}
                  - {name: above-mean, capital: 10000, params: {perid: 5}}
                """;

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(wrong))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "execution.account.currency: must be the currency of the instruments, EUR (DAX), was USD",
                                "data.path: must be a file or a folder that exists, was nowhere/bars",
                                "data.path: must be a folder for several instruments, was nowhere/bars",
                                "execution.account.type: must be cash in this version, was margin",
                                "execution.slippage.model: must be none, fixed_bps or volume_based in this version,"
                                        + " was spread",
                                "strategies[0].name: must be a registered strategy or the name of a class, did you mean"
                                        + " 'above-mean'?, was 'above-men'",
                                "strategies[1].params.perid: is not a known parameter, did you mean 'period'?"));
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
    void everyMistakeOfALiveRunIsToldAtOnceAndByLine() {
        String wrong = """
                mode: live
                data: {source: nobody}
                execution: {broker: nothing}
                risk_management: {max_daily_loss: 0.02}
                strategies: [{name: above-mean, capital: 10000, enabled: false}]
                """;

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(wrong)).strategies(registry()).realtime())
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "data.source: mode live needs a market data feed named 'nobody' on the class path: add"
                                        + " its jar, found none",
                                "data.instruments: must name what the feed is asked for, was nothing",
                                "execution.broker: mode live needs a broker adapter named 'nothing' on the class path:"
                                        + " add its jar, found none",
                                "risk_management.max_daily_loss: must not be given in mode live, this version does not"
                                        + " enforce it; a strategy's risk_limits are enforced, was 0.02",
                                "strategies: must have one that is enabled, was none"));
    }

    private static List<String> problems(ConfigException refused) {
        return refused.problems().stream()
                .map(problem -> problem.toString().replaceAll(" \\(line \\d+\\)", ""))
                .toList();
    }

    @Test
    void whatThisVersionDoesNotHaveIsRefusedWithPathAndLine() {
        String parquet = minutes.yaml("backtest", "historical").replace("source: csv", "source: parquet");
        String alpaca = minutes.yaml("backtest", "historical")
                .replaceAll("(?s)model: per_share.*?latency", "model: alpaca\n  latency");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(parquet)).strategies(registry()).backtest())
                .withMessageContaining("data.source (line 6): must be csv in this version, was parquet");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(alpaca)).strategies(registry()).backtest())
                .withMessageContaining("execution.commission.model")
                .withMessageContaining("was alpaca");
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
        String currency = "must be the currency of the instruments, USD (ABC), was EUR";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> backtest(backtest.replace("execution:\n", account.formatted("10000", "EUR"))))
                .withMessageContaining("execution.account.currency (line 15): " + currency);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfiguredRun.of(
                                config(paper.replace("execution:\n", account.formatted("10000", "EUR"))))
                        .strategies(registry())
                        .feed(new ReplayFeed(minutes.data(), RealtimeClock.system()))
                        .realtime())
                .withMessageContaining(currency);
    }

    @Test
    void aRealtimeRunNeedsAStrategyThatIsEnabled() {
        String none = minutes.yaml("paper", "realtime")
                .replace("    capital: 10000\n", "    capital: 10000\n    enabled: false\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(none)).strategies(registry()).realtime())
                .withMessageContaining("must have one that is enabled, was none");
    }

    @Test
    void liveWithoutAnAdapterIsRefusedWithWhatToAdd() {
        String live = minutes.yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: alpaca\n  endpoint: live\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:")
                .replace("source: replay", "source: alpaca");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(live)).strategies(registry()).run())
                .withMessageContaining("mode live needs a broker adapter named 'alpaca'")
                .withMessageContaining("io.strategysdk:sdk-alpaca");
    }

    /** The jar of a broker. */
    private record Installed(String name) implements BrokerProvider {
        @Override
        public BrokerAdapter create(String endpoint, Map<String, String> settings) {
            return new SimulatedBroker(
                    List.of(ABC), TradingCalendars.nyse(), MarketModel.FRICTIONLESS, new BigDecimal(10_000));
        }
    }

    private RealtimeEngine atABroker(String yaml) {
        return ConfiguredRun.of(config(yaml))
                .strategies(registry())
                .adapters(Adapters.of(List.of(new Installed("alpaca")), List.of()))
                .feed(new ReplayFeed(minutes.data(), RealtimeClock.system()))
                .realtime();
    }

    @Test
    void aRunWithTheApplicationsOwnFeedNeedsNoneOfThatName() {
        assertThat(atABroker(minutes.live()).warnings()).isEmpty();
    }

    @Test
    void limitsThatNobodyEnforcesAreRefusedInModeLive() {
        String rule =
                ": must not be given in mode live, this version does not enforce it; a strategy's risk_limits are enforced, was ";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(minutes.live() + UNENFORCED))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "position_sizing.max_total_exposure" + rule + "0.8",
                                "risk_management.max_daily_loss" + rule + "0.02",
                                "order_management.max_orders_per_bar" + rule + "10"));
    }
}
