package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.FeatureRule.Check;
import io.strategysdk.engine.OwnFeatures.Weighted;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.DisabledExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What strategies need of the application that runs them, and versions of a feature side by side. */
@Timeout(60)
final class NeededFeaturesTests {
    private static final double[] PRICES = {10, 11, 13, 12, 15};

    /** The first version is a difference, the second a ratio. */
    private record Momentum(String name, int version) implements PlainFeature {
        @Override
        public int warmUp() {
            return 1;
        }

        @Override
        public Kernel newKernel() {
            return new Change(version);
        }
    }

    private static final class Change implements Kernel {
        private final int version;
        private double before = Double.NaN;

        Change(int version) {
            this.version = version;
        }

        @Override
        public double next(Inputs inputs) {
            double now = inputs.get(0);
            double change = version == 1 ? now - before : now / before;
            before = now;
            return change;
        }

        @Override
        public double[] save() {
            return new double[] {before};
        }

        @Override
        public void restore(double[] saved) {
            before = saved[0];
        }
    }

    /** Looks up all that it needs, and writes down the values. */
    private static final class Needing implements Strategy {
        final List<List<Double>> seen = new ArrayList<>();
        private final List<FeatureNeed> needs;
        private final List<FeatureHandle> handles = new ArrayList<>();

        Needing(FeatureNeed... needs) {
            this.needs = List.of(needs);
        }

        @Override
        public List<FeatureNeed> neededFeatures() {
            return needs;
        }

        @Override
        public void onStart(Context context) {
            needs.forEach(need -> handles.add(context.feature(context.definition(need))));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            seen.add(handles.stream().map(FeatureHandle::value).toList());
            return List.of();
        }
    }

    private enum Mode {
        BACKTEST,
        PAPER
    }

    /** A run of strategies called s0, s1 and so on. */
    private static RunResult run(Mode mode, Collection<Feature> offered, Strategy... strategies) {
        return mode == Mode.BACKTEST ? backtest(offered, strategies) : paper(offered, strategies);
    }

    private static RunResult backtest(Collection<Feature> offered, Strategy... strategies) {
        Engine.Builder builder = Engine.over(Runs.data(minutes(AAPL, PRICES))).execution(new DisabledExecution());
        offered.forEach(builder::offer);
        for (int i = 0; i < strategies.length; i++) {
            builder.strategy("s" + i, strategies[i], CAPITAL, RiskLimits.NONE);
        }
        return builder.build().run();
    }

    private static RunResult paper(Collection<Feature> offered, Strategy... strategies) {
        ScriptedFeed feed = new ScriptedFeed(bars(IntStream.range(0, PRICES.length)
                .mapToObj(i -> bar(AAPL, i + 1, PRICES[i]))
                .toArray(Bar[]::new)));
        RealtimeEngine.Builder builder = RealtimeEngine.on(
                        feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .sliceTimeout(Duration.ofSeconds(30))
                .execution(new DisabledExecution());
        offered.forEach(builder::offer);
        for (int i = 0; i < strategies.length; i++) {
            builder.strategy("s" + i, strategies[i], CAPITAL, RiskLimits.NONE);
        }
        RealtimeEngine engine;
        try {
            engine = builder.build();
        } catch (RuntimeException refused) {
            assertThat(feed.started).isFalse();
            throw refused;
        }
        return engine.run();
    }

    private static final Feature FIRST = new Momentum("momentum", 1);
    private static final Feature SECOND = new Momentum("momentum", 2);
    private static final Feature THIRD = new Momentum("momentum", 3);
    private static final Feature LEVEL = new Momentum("level", 1);
    private static final FeatureNeed NEEDS_FIRST = FeatureNeed.of("momentum", 1);
    private static final FeatureNeed NEEDS_SECOND = FeatureNeed.of("momentum", 2);
    private static final FeatureNeed NEEDS_LEVEL = FeatureNeed.of("level", 1);
    private static final String WRONG = "0".repeat(64);

    static final List<Arguments> ACCEPTED = List.of(
            Arguments.of(List.of(), List.of()),
            Arguments.of(List.of(FIRST, LEVEL), List.of()),
            Arguments.of(List.of(FIRST), List.of(NEEDS_FIRST)),
            Arguments.of(List.of(SECOND), List.of(NEEDS_SECOND)),
            Arguments.of(List.of(THIRD, SECOND, FIRST), List.of(NEEDS_SECOND, NEEDS_FIRST)),
            Arguments.of(List.of(FIRST, FIRST), List.of(NEEDS_FIRST, NEEDS_FIRST)),
            Arguments.of(List.of(SECOND, LEVEL), List.of(NEEDS_LEVEL, NEEDS_SECOND)),
            Arguments.of(List.of(SECOND), List.of(NEEDS_SECOND.withFingerprint(FeatureFingerprint.of(SECOND)))));

    @ParameterizedTest
    @FieldSource("ACCEPTED")
    void whatIsOfferedIsAccepted(List<Feature> offered, List<FeatureNeed> needs) {
        for (Mode mode : Mode.values()) {
            Needing strategy = new Needing(needs.toArray(FeatureNeed[]::new));

            assertThat(run(mode, offered, strategy).strategies().get(0).failure())
                    .isEmpty();
            assertThat(strategy.seen).isNotEmpty();
        }
    }

    static final List<Arguments> REFUSED = List.of(
            Arguments.of(List.of(), NEEDS_FIRST, "s0 needs momentum@1, which is not; offered: none"),
            Arguments.of(List.of(LEVEL), NEEDS_FIRST, "s0 needs momentum@1, which is not; offered: level@1"),
            Arguments.of(
                    List.of(THIRD, FIRST),
                    NEEDS_SECOND,
                    "s0 needs momentum@2, of which only other versions are: [1, 3]; offered: momentum@1, momentum@3"),
            Arguments.of(
                    List.of(FIRST),
                    NEEDS_FIRST.withFingerprint(WRONG),
                    "s0 needs momentum@1, which has been changed: its fingerprint must be " + WRONG + ", was "
                            + FeatureFingerprint.of(FIRST) + "; offered: momentum@1"),
            Arguments.of(
                    List.of(SECOND),
                    NEEDS_SECOND.withFingerprint(FeatureFingerprint.of(FIRST)),
                    "s0 needs momentum@2, which has been changed: its fingerprint must be "
                            + FeatureFingerprint.of(FIRST) + ", was " + FeatureFingerprint.of(SECOND)));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void whatIsMissingOrChangedIsRefusedBeforeAnyBar(List<Feature> offered, FeatureNeed need, String problem) {
        for (Mode mode : Mode.values()) {
            Needing strategy = new Needing(need);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(mode, offered, strategy))
                    .withMessageContaining(
                            "features that strategies need must be offered as they need them: " + problem);
            assertThat(strategy.seen).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneErrorNamesAllOfAllStrategies(Mode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(
                        mode,
                        List.of(FIRST),
                        new Needing(NEEDS_SECOND, NEEDS_FIRST, NEEDS_LEVEL),
                        new Needing(NEEDS_FIRST),
                        new Needing(FeatureNeed.of("stretch", 4))))
                .withMessage("features that strategies need must be offered as they need them:"
                        + " s0 needs momentum@2, of which only other versions are: [1];"
                        + " s0 needs level@1, which is not; s2 needs stretch@4, which is not; offered: momentum@1");
    }

    @ParameterizedTest
    @EnumSource
    void versionsSideBySideHaveValuesOfTheirOwn(Mode mode) {
        Needing strategy = new Needing(NEEDS_FIRST, NEEDS_SECOND);

        RunResult result = run(mode, List.of(FIRST, SECOND), strategy);

        assertThat(strategy.seen)
                .containsExactly(
                        List.of(1.0, 11.0 / 10),
                        List.of(2.0, 13.0 / 11),
                        List.of(-1.0, 12.0 / 13),
                        List.of(3.0, 15.0 / 12));
        assertThat(result.strategies().get(0).features())
                .containsExactly("momentum of AAPL 1m", "momentum@2 of AAPL 1m");
    }

    @Test
    void versionsSideBySideHaveColumnsOfTheirOwnOnDisk(@TempDir Path folder) {
        for (int i = 0; i < 2; i++) {
            FeatureCache cache = FeatureCache.in(folder).withoutPatience();
            MarketData data = Runs.data(minutes(AAPL, PRICES)).withFeatureCache(cache);
            Needing strategy = new Needing(NEEDS_FIRST, NEEDS_SECOND);
            Engine.over(data)
                    .execution(new DisabledExecution())
                    .offer(FIRST)
                    .offer(SECOND)
                    .strategy("s", strategy, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(cache.found()).isEqualTo(2L * i);
            assertThat(strategy.seen).contains(List.of(3.0, 15.0 / 12));
        }
    }

    @Test
    void aRunThatGoesOnHasBothAgainAndIsRefusedWithoutOne() {
        MarketData data = Runs.data(minutes(AAPL, PRICES));
        Engine engine = Engine.over(data)
                .execution(new Venue())
                .offer(FIRST)
                .offer(SECOND)
                .strategy("s", new Needing(NEEDS_FIRST, NEEDS_SECOND), CAPITAL, RiskLimits.NONE)
                .build();
        engine.runUntil(Clock.instantOf(Runs.START + 3 * Runs.MINUTE));
        Checkpoint checkpoint = engine.checkpoint();

        Needing resumed = new Needing(NEEDS_FIRST, NEEDS_SECOND);
        Engine.Builder builder = Engine.over(data)
                .execution(new Venue())
                .offer(SECOND)
                .strategy("s", resumed, CAPITAL, RiskLimits.NONE)
                .resume(checkpoint);
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("s needs momentum@1");
        StrategyResult result = builder.offer(FIRST).build().run().strategies().get(0);

        assertThat(resumed.seen).containsExactly(List.of(-1.0, 12.0 / 13), List.of(3.0, 15.0 / 12));
        assertThat(result.features()).containsExactly("momentum of AAPL 1m", "momentum@2 of AAPL 1m");
    }

    @Test
    void samplesOfBothVersionsAreKeptAndComparedApart() {
        MarketData data = Runs.data(minutes(AAPL, PRICES));
        Instant end = Instant.parse("2025-01-01T00:00:00Z");
        FeatureSamples both = FeatureRecorder.over(data, Instant.EPOCH, end, FIRST, SECOND);

        assertThat(both.samples().stream().map(FeatureSample::subject))
                .containsExactly("momentum of AAPL 1m", "momentum@2 of AAPL 1m");
        assertThat(both.samples().get(0).mean()).isEqualTo(1.25);
        assertThat(DriftReport.between(both, both).features())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.distance()).isZero());
    }

    @Test
    void aRuleOfTheNameLooksAtEachVersion() {
        Needing strategy = new Needing(NEEDS_FIRST, NEEDS_SECOND);
        RunResult result = Engine.over(Runs.data(minutes(AAPL, PRICES)))
                .execution(new DisabledExecution())
                .offer(FIRST)
                .offer(SECOND)
                .featureRule(new FeatureRule("momentum", Check.atMost(1.1), Monitor.Response.MARK))
                .strategy("s", strategy, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.featureViolations().stream().mapToLong(FeatureViolations::count))
                .containsExactlyInAnyOrder(2L, 2L);
    }

    @Test
    void onlyWhatIsDeclaredCanBeLookedUp() {
        Script script = new Script();
        script.onStart = context -> context.definition(NEEDS_FIRST);

        RunResult result = backtest(List.of(FIRST), script);

        assertThat(result.strategies()
                        .get(0)
                        .failure()
                        .map(failure -> failure.error().getMessage()))
                .contains("a feature that is looked up must be one of neededFeatures, was momentum@1 (s0)");
    }

    @Test
    void aStrategyThatCannotSayWhatItNeedsIsRefused() {
        Strategy broken = new Strategy() {
            @Override
            public List<FeatureNeed> neededFeatures() {
                throw new IllegalStateException("no idea");
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> backtest(List.of(), broken))
                .withMessage(
                        "strategy s0 must say which features it needs, was java.lang.IllegalStateException: no idea");
    }

    @Test
    void twoDefinitionsOfOneNameAndVersionAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backtest(List.of(new Weighted(1, 1), new Weighted(2, 1))))
                .withMessageStartingWith("features that are offered must differ in name or version, was weighted@1 of"
                        + " both Weighted[weight=1.0, version=1] (")
                .withMessageContaining("Weighted[weight=2.0, version=1]");
    }

    @Test
    void aFingerprintThatCannotBeToldIsNoMatch() {
        Feature untold = new PlainFeature() {
            @Override
            public String name() {
                return "momentum";
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> backtest(List.of(untold), new Needing(NEEDS_FIRST.withFingerprint(WRONG))))
                .withMessageContaining("s0 needs momentum@1, whose fingerprint must be " + WRONG
                        + " and cannot be told: feature must be a record");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(" ", 1, Optional.empty(), "name of a needed feature must not be blank, was ' '"),
                Arguments.of("a", 0, Optional.empty(), "version of a needed feature must be 1 or more, was 0 (a)"),
                Arguments.of(
                        "a",
                        1,
                        Optional.of("0A"),
                        "fingerprint of a needed feature must be 64 hexadecimal digits, was '0A' (a)"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String name, int version, Optional<String> fingerprint, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureNeed(name, version, fingerprint))
                .withMessage(message);
    }
}
