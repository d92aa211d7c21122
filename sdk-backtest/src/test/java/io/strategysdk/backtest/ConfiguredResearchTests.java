package io.strategysdk.backtest;

import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.backtest.ConfiguredMinutes.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ResearchFile;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.engine.config.Study;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of a research file in runs that configuration describes. */
@Timeout(60)
class ConfiguredResearchTests {
    /** One's own: times the open. */
    public record Rise(double factor) implements Feature {
        @Override
        public String name() {
            return "rise";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.open(), Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(1) - factor * in.get(0);
        }
    }

    /** Knows its feature by name only. */
    @StrategyInfo(name = "riser")
    public static final class Riser implements Strategy {
        private static final FeatureNeed NEED = FeatureNeed.of("rise", 1);
        private FeatureHandle rise;

        @Override
        public List<FeatureNeed> neededFeatures() {
            return List.of(NEED);
        }

        @Override
        public void onStart(Context context) {
            rise = context.feature(context.definition(NEED));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(OrderIntent.targetQuantity(context.instrument(), rise.value() > 0 ? 10 : 0));
        }
    }

    @TempDir
    private Path folder;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    private Path file() {
        return folder.resolve("research.yaml");
    }

    private String yaml(String mode, String clock, String period) {
        return minutes.yaml(mode, clock)
                .replace("      period: 15\n", "      period: " + period + "\n")
                .replace(
                        "    capital: 10000\n",
                        "    capital: 10000\n    research: {file: '" + file() + "', study: x}\n");
    }

    private RunResult run(String mode, String yaml) {
        ConfiguredRun run = ConfiguredRun.of(draft(yaml))
                .strategies(StrategyRegistry.empty()
                        .register(ConfiguredRunTests.AboveMean.class)
                        .register(Riser.class));
        if (mode.equals("backtest")) {
            return run.backtest().run();
        }
        MarketData data = minutes.data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 30_000);
        return run.clock(clock).feed(new ReplayFeed(data, clock)).run();
    }

    private RunResult runOfMean(String mode, String period) {
        return run(mode, yaml(mode, mode.equals("paper") ? "realtime" : "historical", period));
    }

    private RunResult runOfRiser(String mode) {
        String yaml = yaml(mode, mode.equals("paper") ? "realtime" : "historical", "15")
                .replace("above_mean_v2", "riser")
                .replaceAll("    params:\n      period: 15\n", "");
        return run(mode, yaml);
    }

    /** Each fill costs at least one. */
    private static BigDecimal fees(RunResult result) {
        return result.strategies().get(0).fees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest", "paper"})
    void aValueWithinItsRangeWithAFeatureThatWasNotStudiedNeverTrades(String mode) {
        ResearchFile.of(Study.of("x", ConfiguredRunTests.AboveMean.class)
                        .range("period", 5, 20, 5, 15)
                        .feature(sma(15)))
                .writeTo(file());

        RunResult studied = runOfMean(mode, "15");
        RunResult another = runOfMean(mode, "20");

        assertThat(studied.strategies().get(0).failure()).isEmpty();
        assertThat(fees(studied)).isPositive();
        assertThat(another.strategies().get(0).failure().orElseThrow().error())
                .hasMessage("features must be those that the strategy was studied with, sma(15)@1, was sma(20)@1"
                        + " (above_mean_v2)");
        assertThat(fees(another)).isZero();
    }

    @Test
    void aStudyWithoutFeaturesLeavesThemFree() {
        ResearchFile.of(Study.of("x", ConfiguredRunTests.AboveMean.class).range("period", 5, 20, 5, 15))
                .writeTo(file());

        assertThat(runOfMean("backtest", "20").strategies().get(0).failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest", "paper"})
    void aStrategyGetsTheFeatureOfItsStudy(String mode) {
        ResearchFile.of(Study.of("x", Riser.class).feature(new Rise(1))).writeTo(file());
        RunResult one = runOfRiser(mode);
        ResearchFile.of(Study.of("x", Riser.class).feature(new Rise(1.5))).writeTo(file());
        RunResult tooMuch = runOfRiser(mode);

        assertThat(one.strategies().get(0).features()).containsExactly("rise of ABC 1m");
        assertThat(fees(one)).isPositive();
        assertThat(fees(tooMuch)).isZero();
    }

    @Test
    void aNeedThatTheStudyDoesNotHaveIsRefusedAtTheStart() {
        ResearchFile.of(Study.of("x", Riser.class).feature(sma(3))).writeTo(file());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runOfRiser("backtest"))
                .withMessageContaining("riser needs rise@1, which is not; offered: sma(3)@1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest", "paper"})
    void aFormulaThatIsAnotherOneNowIsRefusedAtTheStart(String mode) throws Exception {
        ResearchFile.of(Study.of("x", Riser.class).feature(new Rise(1))).writeTo(file());
        Files.writeString(file(), Files.readString(file()).replaceFirst("[0-9a-f]{64}", "0".repeat(64)));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> runOfRiser(mode))
                .withMessageContaining("formula of 'rise' must be the one that was studied");
    }
}
