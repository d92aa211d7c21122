package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.config.SampleStrategies.Crossover;
import io.strategysdk.engine.config.SampleStrategies.FirstCrossover;
import io.strategysdk.engine.config.SampleStrategies.MeanReversion;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyRegistryTests {
    private final StrategyRegistry registry = StrategyRegistry.empty()
            .register(FirstCrossover.class)
            .register(Crossover.class)
            .register(MeanReversion.class);

    private List<String> refusals(String strategy) {
        ConfigDraft draft = Specified.draft("mode: paper\nstrategies:\n  - " + strategy + "\n");
        return registry.check(draft).stream().map(Problem::toString).toList();
    }

    @Test
    void nameMeansItsNewestVersion() {
        assertThat(registry.find("sma-crossover")).contains(Crossover.class);
        assertThat(registry.find("sma_crossover")).contains(Crossover.class);
    }

    @Test
    void versionMayBeNamedInTwoWays() {
        assertThat(registry.find("sma-crossover@1")).contains(FirstCrossover.class);
        assertThat(registry.find("sma_crossover_v1")).contains(FirstCrossover.class);
        assertThat(registry.find("sma_crossover_v2")).contains(Crossover.class);
        assertThat(registry.find("sma_crossover_v3")).isEmpty();
        assertThat(registry.find("sma_crossover@0")).isEmpty();
    }

    @Test
    void classMayBeNamedInFullWhetherItIsRegisteredOrNot() {
        assertThat(registry.find(SampleStrategies.BuyAndHold.class.getName()))
                .contains(SampleStrategies.BuyAndHold.class);
        assertThat(registry.find("java.lang.String")).isEmpty();
        assertThat(registry.find("no.such.Class")).isEmpty();
        assertThat(registry.find("[Ljava.lang.String;")).isEmpty();
        assertThat(registry.find("..")).isEmpty();
    }

    @Test
    void unknownNameIsRefusedWithTheNearestOne() {
        assertThat(refusals("{name: mean_revesion_v1, capital: 1}"))
                .containsExactly("strategies[0].name (line 3): must be a registered strategy or the name"
                        + " of a class, did you mean 'mean-reversion'?, was 'mean_revesion_v1'");
        assertThat(refusals("{name: sma_crossover_v3, capital: 1}"))
                .containsExactly("strategies[0].name (line 3): must be a registered version of"
                        + " sma-crossover, known are [1, 2], was 'sma_crossover_v3'");
    }

    @Test
    void parametersOfAFileAreCheckedWithPathAndLine() {
        String yaml = """
                name: sma_crossover
                    capital: 5
                    params:
                      fast_bars: 2.5
                      shares: 0
                      wide: true
                """;

        assertThat(refusals(yaml))
                .containsExactly(
                        "strategies[0].params.fast_bars (line 6): must be a whole number, was 2.5",
                        "strategies[0].params.shares (line 7): must be greater than 0, was 0",
                        "strategies[0].params.wide (line 8): is not a known parameter, known are fast_bars, slow_bars,"
                                + " shares, band, shorts, label, fee, pace");
    }

    @Test
    void oneThatIsNotPureIsAMistakeOfTheFileThatNamesIt() {
        String named = SampleStrategies.Hasty.class.getName();

        assertThat(refusals("{name: '" + named + "', capital: 1}"))
                .singleElement()
                .asString()
                .startsWith(
                        "strategies[0].name (line 3): must be that of a pure strategy, or of one that says with @Impure"
                                + " why it is not: CLOCK: java.lang.System.nanoTime(); use context.clock()")
                .contains("at " + named + ".onStart(SampleStrategies.java:");
    }

    @Test
    void parametersAreCheckedBesideMistakesOfTheSameSection() {
        String yaml = """
                name: sma_crossover
                    capital: -5
                    colour: red
                    params:
                      fast_bars: 2.5
                      shares: [1]
                      wide: true
                """;

        assertThat(refusals(yaml))
                .contains(
                        "strategies[0].params.fast_bars (line 7): must be a whole number, was 2.5",
                        "strategies[0].params.wide (line 9): is not a known parameter, known are fast_bars, slow_bars,"
                                + " shares, band, shorts, label, fee, pace");
    }

    @Test
    void classThatConfigurationCannotMakeIsAMistakeOfTheFileThatNamesIt() {
        String named = SampleStrategies.TwoConstructors.class.getName();

        assertThat(refusals("{name: '" + named + "', capital: 1}"))
                .singleElement()
                .asString()
                .startsWith("strategies[0].name (line 3): strategy must have one public constructor with at most one")
                .contains(named);
    }

    @Test
    void strategyIsMadeFromItsSection() {
        RunConfig config = ConfigLoader.withEnvironment(Map.of("SHARES", "12"))
                .parse(
                        "mode: paper\nstrategies: [{name: sma_crossover_v2, capital: 1, params: {shares: '${SHARES}'}}]\n");

        assertThat(registry.check(ConfigDraft.of(config))).isEmpty();
        Crossover made = (Crossover) registry.create(config.strategies().get(0));
        Crossover other = (Crossover) registry.create(config.strategies().get(0));

        assertThat(made.parameters().shares()).isEqualTo(12);
        assertThat(other).isNotSameAs(made);
    }

    @Test
    void numberInQuotesIsNoNumberUnlessTheEnvironmentWroteIt() {
        assertThat(refusals("{name: sma_crossover, capital: 1, params: {shares: '12'}}"))
                .containsExactly("strategies[0].params.shares (line 3): must be a whole number, was '12'");
    }

    @Test
    void secretsStayOutOfWhatARecordRefuses() {
        RunConfig config = ConfigLoader.withEnvironment(Map.of("N", "98765"))
                .parse(
                        "mode: paper\nstrategies: [{name: sma_crossover, capital: 1, params: {shares: 1, fastBars: '${N}',"
                                + " slow_bars: 3}}]\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> registry.create(config.strategies().get(0)))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("98765").contains("fastBars", "was ${N}"));
    }

    @Test
    void twoClassesOfOneNameAndVersionAreRefused() {
        assertThatCode(() -> registry.register(Crossover.class)).doesNotThrowAnyException();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.register(SecondMeanReversion.class))
                .withMessage("strategy mean-reversion version 1 must be registered once, was "
                        + MeanReversion.class.getName() + " and " + SecondMeanReversion.class.getName());
    }

    @io.strategysdk.api.StrategyInfo(name = "mean-reversion")
    public static final class SecondMeanReversion extends SampleStrategies.Idle {}

    @Test
    void namesAndVersionsThatFilesCannotAskForAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.register(Spaced.class))
                .withMessage("strategy name must be 1 to 20 of a-z, 0-9 and hyphens, was 'My Strategy' ("
                        + Spaced.class.getName() + ")");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.register(BeforeFirst.class))
                .withMessage("strategy version must be at least 1, was 0 (" + BeforeFirst.class.getName() + ")");
    }

    @Test
    void sweepWithoutEndIsToldWithTheFile() {
        String name = StrategyFactoryTests.Backwards.class.getName();

        assertThat(refusals("{name: " + name + ", capital: 1, params: {length: 3}}"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("strategies[0].name (line 3): sweep must go from a number to one not below it");
    }

    @io.strategysdk.api.StrategyInfo(name = "My Strategy")
    public static final class Spaced extends SampleStrategies.Idle {}

    @io.strategysdk.api.StrategyInfo(name = "before-first", version = 0)
    public static final class BeforeFirst extends SampleStrategies.Idle {}

    @Test
    void strategiesAreListedByNameAndVersion() {
        assertThat(registry.strategies())
                .extracting(StrategyMetadata::name, StrategyMetadata::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mean-reversion", 1),
                        org.assertj.core.groups.Tuple.tuple("sma-crossover", 1),
                        org.assertj.core.groups.Tuple.tuple("sma-crossover", 2));
    }

    @Test
    void announcedClassesAreFoundWithoutMakingThem(@TempDir Path directory) throws IOException {
        announce(directory, Crossover.class.getName() + " # the second\n\n" + SampleStrategies.Failing.class.getName());

        try (URLClassLoader loader = loader(directory)) {
            StrategyRegistry discovered = StrategyRegistry.discovered(loader);

            assertThat(discovered.find("sma_crossover")).contains(Crossover.class);
            assertThat(discovered.find("failing")).contains(SampleStrategies.Failing.class);
        }
    }

    @Test
    void announcedClassThatIsNoneIsNamed(@TempDir Path directory) throws IOException {
        announce(directory, "com.acme.Gone");

        try (URLClassLoader loader = loader(directory)) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> StrategyRegistry.discovered(loader))
                    .withMessage("announced strategy must be a public class that implements"
                            + " io.strategysdk.api.Strategy, was com.acme.Gone");
        }
    }

    private static void announce(Path directory, String lines) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.strategysdk.api.Strategy"), lines);
    }

    private URLClassLoader loader(Path directory) throws IOException {
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }
}
