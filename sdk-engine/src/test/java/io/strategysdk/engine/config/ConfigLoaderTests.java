package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.OrderStyle;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.signal.Sizing;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.config.RunConfig.Mode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigLoaderTests {
    private static final ConfigLoader LOADER = ConfigLoader.withEnvironment(Map.of());

    @Nested
    class FilesAsSpecified {
        @Test
        void backtestSaysWhatItWasWrittenToSay() {
            RunConfig config = Specified.parse(Specified.BACKTEST);

            assertThat(config.mode()).isEqualTo(Mode.BACKTEST);
            assertThat(config.clock().type()).isEqualTo(ClockSettings.Type.HISTORICAL);
            assertThat(config.clock().startDate()).contains(LocalDate.of(2023, 1, 1));
            assertThat(config.clock().endDate()).contains(LocalDate.of(2024, 1, 1));
            assertThat(config.clock().speed().isMax()).isTrue();
            assertThat(config.data().orElseThrow().source()).isEqualTo("parquet");
            assertThat(config.data().orElseThrow().path()).contains("/data/historical/");
            assertThat(config.execution().slippage().model()).isEqualTo(SlippageModel.VOLUME_BASED);
            assertThat(config.execution().slippage().params())
                    .containsExactly(
                            Map.entry("base_bps", new BigDecimal("5")),
                            Map.entry("volume_factor", new BigDecimal("0.1")));
            assertThat(config.execution().latency().meanMs()).isEqualTo(10);
            assertThat(config.execution().latency().stdMs()).isEqualTo(5);
            assertThat(config.features())
                    .isEqualTo(new FeatureSettings(true, true, Optional.empty(), 4096, List.of(), Origin.NONE));

            StrategySettings strategy = config.strategies().get(0);
            assertThat(strategy.name()).isEqualTo("mean_reversion_v1");
            assertThat(strategy.capital()).isEqualTo(new BigDecimal("100000"));
            assertThat(strategy.riskLimits().toRiskLimits())
                    .isEqualTo(RiskLimits.NONE.withMaxPositionWeight(0.1).withMaxLeverage(1));
            assertThat(config.warnings()).containsExactly("execution.commission: not given, fills cost no commission");
        }

        @Test
        void paperRunsOnTheWallClockAgainstTheSimulatedBroker() {
            RunConfig config = Specified.parse(Specified.PAPER);

            assertThat(config.mode()).isEqualTo(Mode.PAPER);
            assertThat(config.clock().marketHoursOnly()).isTrue();
            assertThat(config.clock().speed()).isEqualTo(Speed.REAL);
            assertThat(config.data().orElseThrow().feed()).contains("iex");
            assertThat(config.execution().type()).isEqualTo(ExecutionSettings.Type.SIMULATED);
            assertThat(config.warnings())
                    .containsExactly(
                            "strategies: none is enabled, nothing will trade",
                            "execution.commission: not given, fills cost no commission");
        }

        @Test
        void liveNamesBrokerAndEndpoint() {
            RunConfig config = Specified.parse(Specified.LIVE);

            assertThat(config.mode()).isEqualTo(Mode.LIVE);
            assertThat(config.execution().type()).isEqualTo(ExecutionSettings.Type.BROKER);
            assertThat(config.execution().broker()).contains("alpaca");
            assertThat(config.execution().endpoint()).isEqualTo(ExecutionSettings.Endpoint.LIVE);
        }

        /** A loss of 5 % at a stop of 5 % is a whole weight, and no distance admits more than that. */
        @ParameterizedTest
        @CsvSource({"0.05, 0.05, 1", "0.1, 0.05, 1", "0.025, 0.05, 0.5", "0.02, , 0.02", "1, , 1", ", 0.05, Infinity"})
        void aPositionsRiskIsAWeightOfOneAtMost(@Nullable String risk, @Nullable String stop, double weight) {
            String yaml = "mode: paper\nstrategies: [{name: a, capital: 9}]\nrisk_management:\n  max_daily_loss: 0.02\n"
                    + (risk == null ? "" : "  max_position_risk: " + risk + "\n")
                    + (stop == null ? "" : "  stop_loss_pct: " + stop + "\n");
            RunConfig config = Specified.parse(yaml);

            assertThat(config.limitsOf(config.strategies().get(0)).maxPositionWeight())
                    .isEqualTo(weight);
        }

        @Test
        void riskFileTakesItsModeFromExecutionAndKeepsWhatIsNotActedOn() {
            RunConfig config = Specified.parse(Specified.RISK);

            assertThat(config.mode()).isEqualTo(Mode.PAPER);
            assertThat(config.positionSizing())
                    .contains(new PositionSizingSettings(
                            OptionalDouble.of(0.1),
                            OptionalDouble.of(0.8),
                            java.util.Optional.of(new BigDecimal("100")),
                            OptionalDouble.of(0.1),
                            Origin.NONE));
            assertThat(config.riskManagement())
                    .contains(new RiskManagementSettings(
                            OptionalDouble.of(0.02),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.of(0.05),
                            OptionalDouble.of(0.3),
                            Map.of(),
                            OptionalDouble.of(0.05),
                            List.of(),
                            java.util.Optional.empty(),
                            Origin.NONE));
            assertThat(config.accountLosses())
                    .isEqualTo(LossLimits.NONE.withMaxDailyLoss(0.02).withPositionStopLoss(0.05));
            assertThat(config.orderManagement())
                    .contains(new OrderManagementSettings(
                            java.util.Optional.of(OrderType.LIMIT),
                            OptionalDouble.of(0.001),
                            java.util.Optional.of(TimeInForce.DAY),
                            OptionalInt.of(10),
                            Origin.NONE));
            assertThat(config.warnings())
                    .containsExactly(
                            "strategies: none is enabled, nothing will trade",
                            "data: not given, the application must bring its own feed",
                            "execution.slippage: not given, fills cost no slippage",
                            "execution.commission: not given, fills cost no commission");
        }

        @Test
        void sizingAndOrderManagementAreTheRulesOfSignals() {
            RunConfig config = Specified.parse(Specified.RISK);

            assertThat(config.signalRules())
                    .isEqualTo(SignalRules.DEFAULT
                            .withSizing(Sizing.signalWeighted(0.1))
                            .withMaxPositionWeight(0.1)
                            .withMaxExposure(0.8)
                            .withMinTradeNotional(100)
                            .withThreshold(0.1)
                            .withStyle(OrderStyle.limit(0.001)));
        }

        @Test
        void signalsOfAMarginAccountMayBeShort() {
            RunConfig cash = Specified.parse("mode: paper\n");
            RunConfig margin = Specified.parse("mode: paper\nexecution: {account: {type: margin}}\n");

            assertThat(cash.signalRules()).isEqualTo(SignalRules.DEFAULT);
            assertThat(margin.signalRules()).isEqualTo(SignalRules.DEFAULT.withAllowsShort(true));
        }

        @Test
        void executionThatIsNotEnabledIsKeptAndTold() {
            RunConfig config = Specified.parse(Specified.edited(Specified.RISK, "enabled: true", "enabled: false"));

            assertThat(config.execution().enabled()).isFalse();
            assertThat(config.warnings()).startsWith("execution.enabled is false: strategies decide, no order leaves");
        }

        @Test
        void strategyThatIsNotEnabledDoesNotRun() {
            RunConfig config = Specified.parse(Specified.edited(Specified.BACKTEST, "enabled: true", "enabled: false"));

            assertThat(config.strategies()).hasSize(1);
            assertThat(config.enabledStrategies()).isEmpty();
            assertThat(config.initialCash()).isEqualByComparingTo("0");
        }
    }

    @Nested
    class Defaults {
        @Test
        void shortestBacktestNeedsModeAndPath() {
            RunConfig config = Specified.parse("mode: backtest\ndata: {path: bars.csv}\n");

            assertThat(config.clock())
                    .isEqualTo(new ClockSettings(
                            ClockSettings.Type.HISTORICAL,
                            java.util.Optional.empty(),
                            java.util.Optional.empty(),
                            Speed.MAX,
                            false,
                            Origin.NONE));
            DataSettings data = config.data().orElseThrow();
            assertThat(data.source()).isEqualTo("csv");
            assertThat(data.timeframe()).isEqualTo(Timeframe.DAY);
            assertThat(data.calendar()).isEqualTo(DataSettings.Calendar.NYSE);
            assertThat(data.zone()).isEmpty();
            assertThat(data.barLabel()).isEqualTo(DataSettings.BarLabel.OPEN);
            assertThat(data.separator()).isEmpty();
            assertThat(data.timeFormat()).isEmpty();
            assertThat(data.columns()).isEmpty();
            assertThat(data.withoutHeader()).isEmpty();
            assertThat(data.repair()).isEmpty();
            assertThat(data.instruments()).isEmpty();
            assertThat(config.execution().enabled()).isTrue();
            assertThat(config.execution().slippage().model()).isEqualTo(SlippageModel.NONE);
            assertThat(config.execution().account().type()).isEqualTo(ExecutionSettings.AccountType.CASH);
            assertThat(config.execution().account().initialMargin()).isEqualTo(0.5);
            assertThat(config.journal().path()).isEmpty();
            assertThat(config.seed()).isZero();
        }

        @Test
        void liveRunGoesToThePaperEndpointUnlessLiveIsNamed() {
            RunConfig config = Specified.parse("mode: live\nexecution: {broker: alpaca}\n");

            assertThat(config.execution().type()).isEqualTo(ExecutionSettings.Type.BROKER);
            assertThat(config.execution().endpoint()).isEqualTo(ExecutionSettings.Endpoint.PAPER);
        }

        @Test
        void initialCashIsTheCapitalOfEnabledStrategiesUnlessGiven() {
            String strategies = "strategies: [{name: a, capital: 100.50}, {name: b, capital: 50, enabled: false},"
                    + " {name: c, capital: 0.25}]\n";

            assertThat(Specified.parse("mode: paper\n" + strategies).initialCash())
                    .isEqualByComparingTo("100.75");
            assertThat(Specified.parse("mode: paper\nexecution: {account: {cash: 100.750}}\n" + strategies)
                            .initialCash())
                    .isEqualByComparingTo("100.75");
        }

        @Test
        void commissionParametersAreCompletedFromTheModel() {
            RunConfig config = Specified.parse(
                    "mode: paper\nexecution: {commission: {model: per_share, params: {amount: 0.005}}}\n");

            assertThat(config.execution().commission().params())
                    .containsOnly(
                            Map.entry("amount", new BigDecimal("0.005")),
                            Map.entry("minimum", new BigDecimal("0")),
                            Map.entry("maximum_rate", new BigDecimal("1")));
        }

        @Test
        void instrumentIsASymbolOrASection() {
            RunConfig config = Specified.parse("""
                    mode: paper
                    data:
                      source: alpaca
                      instruments:
                        - AAPL
                        - "TRUE"
                        - {symbol: BTC/USD, asset_class: crypto, tick_size: 0.5, lot_size: 0.0001}
                        - {symbol: SAP, currency: EUR}
                    """);

            assertThat(config.data().orElseThrow().instruments())
                    .extracting(InstrumentSettings::toInstrument)
                    .containsExactly(
                            Instrument.equity("AAPL"),
                            Instrument.equity("TRUE"),
                            Instrument.crypto("BTC/USD", "0.5", "0.0001"),
                            Instrument.of("SAP", AssetClass.EQUITY, "EUR"));
        }

        @Test
        void parametersKeepTheirNaturalTypes() {
            RunConfig config = Specified.parse(
                    "mode: paper\nstrategies: [{name: a, capital: 1, params: {n: 5, x: 0.5, on: true, word: hi}}]\n");

            assertThat(config.strategies().get(0).params())
                    .containsExactly(
                            Map.entry("n", 5L),
                            Map.entry("x", new BigDecimal("0.5")),
                            Map.entry("on", true),
                            Map.entry("word", "hi"));
        }
    }

    @Nested
    class Sources {
        private static final String JSON = """
                {"mode": "backtest",
                 "clock": {"type": "historical", "start_date": "2023-01-01", "end_date": "2024-01-01", "speed": "max"},
                 "data": {"type": "historical", "source": "parquet", "path": "/data/historical/"},
                 "execution": {"type": "simulated",
                   "slippage": {"model": "volume_based", "params": {"base_bps": 5, "volume_factor": 0.1}},
                   "latency": {"mean_ms": 10, "std_ms": 5}},
                 "strategies": [{"name": "mean_reversion_v1", "enabled": true, "capital": 100000,
                   "risk_limits": {"max_position_size": 0.1, "max_leverage": 1.0}}],
                 "features": {"cache": true, "compute_on_demand": true}}
                """;

        @TempDir
        Path directory;

        @Test
        void jsonAndYamlOfOneMeaningAreEqual() {
            assertThat(LOADER.parse(JSON)).isEqualTo(Specified.parse(Specified.BACKTEST));
        }

        @Test
        void formatFollowsTheExtensionOrElseTheContent() throws IOException {
            RunConfig expected = Specified.parse(Specified.BACKTEST);

            assertThat(LOADER.load(file("run.json", JSON))).isEqualTo(expected);
            assertThat(LOADER.load(file("run.yml", Specified.BACKTEST))).isEqualTo(expected);
            assertThat(LOADER.load(file("run.YAML", "\uFEFF" + Specified.BACKTEST)))
                    .isEqualTo(expected);
            assertThat(LOADER.load(file("json.conf", JSON))).isEqualTo(expected);
            assertThat(LOADER.load(file("yaml.conf", Specified.BACKTEST))).isEqualTo(expected);
        }

        @Test
        void jsonErrorsHaveLinesToo() {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> LOADER.parse("{\n \"mode\": \"paper\",\n \"seed\": \"7\"}"))
                    .withMessage("configuration: 1 problem\n  seed (line 3): must be a whole number, was '7'");
        }

        @Test
        void fileThatIsNoneIsRefusedInAWord() throws IOException {
            refused(directory, "path must name a file, was a directory");
            refused(directory.resolve("none.yaml"), "file must exist");
            refused(file("empty.yaml", ""), "file must not be empty");
            refused(file("comment.yaml", "# nothing\n"), "file must not be empty");
            refused(file("list.yaml", "- a\n"), "line 1: file must hold named properties, was a list");
            refused(file("word.yaml", "hello\n"), "line 1: file must hold named properties, was 'hello'");
            Path latin = directory.resolve("latin.yaml");
            Files.write(latin, "mode: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
            refused(latin, "file must be UTF-8 text, was other bytes");
        }

        private void refused(Path file, String problem) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> LOADER.load(file))
                    .withMessage(file + ": 1 problem\n  " + problem);
        }

        private Path file(String name, String text) throws IOException {
            return Files.writeString(directory.resolve(name), text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void templateLoadsAsItIs(ConfigTemplate template) {
        String text = template.text();

        RunConfig config = Specified.parse(text);

        assertThat(config.mode().toString())
                .isEqualTo(
                        template == ConfigTemplate.RISK
                                ? "paper"
                                : template.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(ConfigTemplate.named(template.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(template);
    }

    @Test
    void templatesThatWereSpecifiedMeanWhatWasSpecified() {
        assertThat(Specified.parse(ConfigTemplate.BACKTEST.text())).isEqualTo(Specified.parse(Specified.BACKTEST));
        assertThat(Specified.parse(ConfigTemplate.RISK.text())).isEqualTo(Specified.parse(Specified.RISK));
    }

    @ParameterizedTest
    @EnumSource
    void settingThatATemplateOnlyMentionsCanBeUncommented(ConfigTemplate template) {
        String all = template.text()
                .lines()
                .map(line -> line.replaceFirst("^(\\s*)# ( *(- )?[a-z_]+:( |$))", "$1$2"))
                .reduce("", (a, b) -> a + b + "\n");
        Map<String, String> keys = Map.of("ALPACA_API_KEY", "k", "ALPACA_API_SECRET", "s");

        if (template == ConfigTemplate.BACKTEST) {
            // Margins are for the other type of account, which one of two contradicting lines must choose.
            all = all.replace("type: cash ", "type: margin ");
        }
        RunConfig config = ConfigLoader.withEnvironment(keys).parse(all);

        if (template == ConfigTemplate.BACKTEST) {
            assertThat(config.execution().commission().model()).isEqualTo(CommissionModel.PER_SHARE);
            DataSettings data = config.data().orElseThrow();
            assertThat(data.instruments()).hasSize(1);
            assertThat(data.separator()).contains(";");
            assertThat(data.timeFormat()).contains(DataSettings.TimeFormat.DATE);
            assertThat(data.columns().orElseThrow().close()).contains("Last");
            assertThat(config.strategies().get(0).params()).containsEntry("period", 20L);
            assertThat(config.journal().path()).contains("runs/run.journal");
        } else if (template == ConfigTemplate.LIVE) {
            assertThat(config.execution().settings()).containsEntry("api_secret", "s");
        }
    }

    @Test
    void unknownTemplateIsRefusedWithTheKnownOnes() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ConfigTemplate.named("live2"))
                .withMessage("template must be one of backtest, paper, live, risk, was 'live2'");
    }
}
