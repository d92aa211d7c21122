package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.Adapters;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredRunTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final int MINUTES = 390;

    @TempDir
    private Path folder;

    private Path csv;

    /** Holds shares while the price is above its mean. */
    @StrategyInfo(name = "above-mean", version = 2)
    public static final class AboveMean implements Strategy {
        /** What can be tuned. */
        public record Parameters(
                @Parameter(byDefault = "10") int period,
                @Parameter(byDefault = "50") int shares) {}

        private final Parameters parameters;
        private FeatureHandle mean;

        /** Created from configuration. */
        public AboveMean(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(parameters.period()));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean above = context.bars(ABC).close(0) > mean.value();
            return List.of(OrderIntent.targetQuantity(ABC, above ? parameters.shares() : 0));
        }
    }

    @BeforeEach
    void writeBars() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
        LocalDateTime time = LocalDateTime.of(2024, 7, 2, 9, 30);
        long cents = 100_00;
        for (int i = 0; i < MINUTES; i++) {
            long open = cents + random.nextInt(-3, 4);
            long close = open + random.nextInt(-15, 16);
            text.append(String.format(
                    Locale.ROOT,
                    "%s:00,%.2f,%.2f,%.2f,%.2f,%d%n",
                    time.plusMinutes(i),
                    open / 100.0,
                    (Math.max(open, close) + 2) / 100.0,
                    (Math.min(open, close) - 2) / 100.0,
                    close / 100.0,
                    10_000));
            cents = close;
        }
        csv = Files.writeString(folder.resolve("ABC.csv"), text.toString().replace("\r", ""));
    }

    /** What historical data need beyond a feed. */
    private String yaml(String mode, String clock) {
        String text = yamlOfFile(mode, clock);
        return mode.equals("backtest") ? text : text.replaceAll("(?m)^  (path|zone|bar_label): .*\n", "");
    }

    private String yamlOfFile(String mode, String clock) {
        return """
                mode: %s
                clock:
                  type: %s
                data:
                  type: %s
                  source: %s
                  path: %s
                  instruments:
                    - symbol: ABC
                      tick_size: 0.01
                  timeframe: 1m
                  zone: America/New_York
                  bar_label: open
                execution:
                  type: simulated
                  slippage:
                    model: fixed_bps
                    params:
                      bps: 2
                  commission:
                    model: per_share
                    params:
                      amount: 0.005
                      minimum: 1
                  latency:
                    mean_ms: 10
                    std_ms: 5
                strategies:
                  - name: above_mean_v2
                    capital: 10000
                    params:
                      period: 15
                    risk_limits:
                      max_leverage: 1.0
                seed: 5
                """.formatted(mode, clock, clock, mode.equals("backtest") ? "csv" : "replay", csv.toString());
    }

    private static RunConfig config(String yaml) {
        return ConfigLoader.withEnvironment(Map.of()).parse(yaml);
    }

    private static StrategyRegistry registry() {
        return StrategyRegistry.empty().register(AboveMean.class);
    }

    private MarketData data() {
        return MarketData.of(
                TradingCalendars.nyse(),
                CsvBars.file(csv, ABC)
                        .calendar(TradingCalendars.nyse())
                        .timeframe(Timeframe.MINUTE)
                        .label(BarLabel.START)
                        .read()
                        .bars());
    }

    private BacktestResult backtest() {
        return backtest(yaml("backtest", "historical"));
    }

    private static BacktestResult backtest(String yaml) {
        return ConfiguredRun.of(config(yaml)).strategies(registry()).backtest();
    }

    @Test
    void aStrategyNamedByItsClassIsCalledByTheLastPartOfIt() {
        String yaml = yaml("backtest", "historical").replace("above_mean_v2", AboveMean.class.getName());

        BacktestResult result = backtest(yaml);

        assertThat(result.fills())
                .isNotEmpty()
                .allSatisfy(fill -> assertThat(fill.orderId().origin()).isEqualTo("AboveMean"));
    }

    @Test
    void theSameConfigurationRunsAsABacktestAndOnPaperWithEqualJournals() {
        BacktestResult backtest = backtest();
        MarketData data = data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 30_000);

        RunResult paper = ConfiguredRun.of(config(yaml("paper", "realtime")))
                .strategies(registry())
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .run();

        assertThat(backtest.fills()).hasSizeGreaterThan(20);
        assertThat(paper.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(paper.journal().hash()).isEqualTo(backtest.journal().hash());
        assertThat(paper.equity()).isEqualTo(backtest.run().equity());
    }

    @Test
    void aConfiguredBacktestHasTheCostsItWasGiven() {
        BacktestResult result = backtest();

        assertThat(result.fills()).allSatisfy(fill -> assertThat(fill.fee()).isEqualByComparingTo("1.00"));
        assertThat(result.fillQuality().slippagePaid()).isPositive();
        assertThat(result.strategies().get(0).name()).isEqualTo("above_mean_v2");
    }

    @Test
    void theReportSaysWhatWasConfigured() {
        String console = backtest().report().console();
        String free = backtest(
                        yaml("backtest", "historical").replaceAll("(?s)  slippage:.*?strategies:", "strategies:"))
                .report()
                .console();

        assertThat(console)
                .contains("parameters: period 15, shares 50\n")
                .contains("settings: commission per_share with amount 0.005 minimum 1 maximum_rate 1,"
                        + " slippage fixed_bps with bps 2, latency 10 ms with deviation 5 ms, seed 5\n");
        assertThat(free).contains("settings: commission none, slippage none, latency none, seed 5\n");
    }

    @Test
    void theReportOfSeveralSaysWhoseParametersTheyAre() {
        String two = yaml("backtest", "historical").replace("strategies:\n", """
                strategies:
                  - name: above-mean
                    id: other
                    capital: 500
                """);

        assertThat(backtest(two).report().console())
                .contains("parameters: other period 10, other shares 50, above_mean_v2 period 15,");
    }

    @Test
    void executionThatIsSwitchedOffLetsNoOrderLeave() {
        String off =
                yaml("backtest", "historical").replace("  type: simulated\n", "  enabled: false\n  type: simulated\n");

        BacktestResult result =
                ConfiguredRun.of(config(off)).strategies(registry()).backtest();

        assertThat(result.fills()).isEmpty();
        assertThat(result.rejections()).isNotEmpty();
        assertThat(result.warnings()).anyMatch(warning -> warning.contains("execution.enabled is false"));
    }

    @Test
    void liveWithoutAnAdapterIsRefusedWithWhatToAdd() {
        String live = yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: alpaca\n  endpoint: live\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:")
                .replace("source: replay", "source: alpaca");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(live)).strategies(registry()).run())
                .withMessageContaining("mode live needs a broker adapter named 'alpaca'")
                .withMessageContaining("io.strategysdk:sdk-alpaca");
    }

    private static final String UNENFORCED = """
            position_sizing:
              max_total_exposure: 0.8
              signal_threshold: 0.1
            risk_management:
              max_daily_loss: 0.02
            order_management:
              time_in_force: day
              max_orders_per_bar: 10
            """;

    private String live() {
        return yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: alpaca\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:");
    }

    @Test
    void limitsThatNobodyEnforcesAreRefusedInModeLive() {
        String rule =
                ": must not be given in mode live, this version does not enforce it; a strategy's risk_limits are enforced, was ";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(live() + UNENFORCED))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "position_sizing.max_total_exposure" + rule + "0.8",
                                "risk_management.max_daily_loss" + rule + "0.02",
                                "order_management.max_orders_per_bar" + rule + "10"));
    }

    @Test
    void onPaperTheApplicationIsToldWhatIsNotActedOn() {
        MarketData data = data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 1e9);
        RealtimeEngine engine = ConfiguredRun.of(config(yaml("paper", "realtime") + UNENFORCED))
                .strategies(registry())
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .realtime();
        String[] expected = {
            "position_sizing: read, not yet acted on",
            "risk_management: read, not yet acted on",
            "order_management: read, not yet acted on"
        };

        assertThat(engine.warnings()).containsExactly(expected);
        assertThat(engine.run().warnings()).containsExactly(expected);
    }

    @Test
    void theAccountHasTheCashAndTheCurrencyOfTheFileOrIsRefused() {
        String account = "execution:\n  account: {cash: %s, currency: %s}\n";
        String backtest = yaml("backtest", "historical");
        String paper = yaml("paper", "realtime");

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
                        .feed(new ReplayFeed(data(), RealtimeClock.system()))
                        .realtime())
                .withMessageContaining(currency);
    }

    @Test
    void aRealtimeRunNeedsAStrategyThatIsEnabled() {
        String none =
                yaml("paper", "realtime").replace("    capital: 10000\n", "    capital: 10000\n    enabled: false\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(none)).strategies(registry()).realtime())
                .withMessageContaining("must have one that is enabled, was none");
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
        String folders = yaml("backtest", "historical")
                .replace("path: " + csv, "path: " + folder)
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
        String yaml = yaml("backtest", "historical").replace("path: " + csv, "path: " + empty);

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
                .feed(new ReplayFeed(data(), RealtimeClock.system()))
                .realtime();
    }

    @Test
    void aRunWithTheApplicationsOwnFeedNeedsNoneOfThatName() {
        assertThat(atABroker(live()).warnings()).isEmpty();
    }

    private static List<String> problems(ConfigException refused) {
        return refused.problems().stream()
                .map(problem -> problem.toString().replaceAll(" \\(line \\d+\\)", ""))
                .toList();
    }

    @Test
    void whatThisVersionDoesNotHaveIsRefusedWithPathAndLine() {
        String parquet = yaml("backtest", "historical").replace("source: csv", "source: parquet");
        String alpaca =
                yaml("backtest", "historical").replaceAll("(?s)model: per_share.*?latency", "model: alpaca\n  latency");

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
    void aBacktestIsNoRealtimeRunAndTheOtherWayRound() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ConfiguredRun.of(config(yaml("paper", "realtime"))).backtest())
                .withMessage("mode must be backtest for a backtest, was paper");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ConfiguredRun.of(config(yaml("backtest", "historical"))).realtime())
                .withMessage("mode must be paper or live for a realtime engine, was backtest");
    }

    /** Without its market hours the clock would spend 105 seconds on the night. */
    @Test
    @Timeout(60)
    void aHistoricalClockSpendsNoTimeOutsideOfMarketHours() throws IOException {
        Files.writeString(csv, """
                time,open,high,low,close,volume
                2024-07-02T15:59:00,100.00,100.00,100.00,100.00,10
                2024-07-03T09:30:00,101.00,101.00,101.00,101.00,10
                """);
        String paced = yaml("backtest", "historical")
                .replace("type: historical\ndata:", "type: historical\n  speed: 600\n  market_hours_only: true\ndata:");

        BacktestResult result =
                ConfiguredRun.of(config(paced)).strategies(registry()).backtest();

        assertThat(result.run().bars()).isEqualTo(2);
        assertThat(result.run().elapsed()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    @Test
    void metersCountOneStepInSixtyFourAndChangeNothing() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        BacktestResult measured = ConfiguredRun.of(config(yaml("backtest", "historical")))
                .strategies(registry())
                .metrics(meters)
                .backtest();

        assertThat(measured.journal().hash()).isEqualTo(backtest().journal().hash());
        assertThat(meters.get("strategysdk.slice").timer().count()).isEqualTo(MINUTES / 64);
        assertThat(meters.get("strategysdk.strategy")
                        .tag("strategy", "above_mean_v2")
                        .timer()
                        .count())
                .isEqualTo(MINUTES / 64);
        assertThat(meters.get("strategysdk.journal.bytes").gauge().value()).isPositive();
        assertThat(meters.get("strategysdk.memory.used").gauge().value()).isPositive();
    }
}
