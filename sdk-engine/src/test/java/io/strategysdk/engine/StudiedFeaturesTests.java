package io.strategysdk.engine;

import static io.strategysdk.api.feature.Indicators.ema;
import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.feature.Indicators.sma;
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
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies ask for the features that they were studied with, and for no others. */
@Timeout(60)
final class StudiedFeaturesTests {
    private static final double[] PRICES = {10, 11, 13, 12, 15};

    /** Twice the close, or thrice under the same name and version. */
    private record Times(int factor) implements Feature {
        @Override
        public String name() {
            return "times";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> factor * in.get(0);
        }
    }

    /** Needs some, and binds others. */
    private static final class Asking implements Strategy {
        private final List<FeatureNeed> needs;
        private final List<Feature> binds;
        private int decided;

        Asking(List<FeatureNeed> needs, Feature... binds) {
            this.needs = needs;
            this.binds = List.of(binds);
        }

        Asking(Feature... binds) {
            this(List.of(), binds);
        }

        @Override
        public List<FeatureNeed> neededFeatures() {
            return needs;
        }

        @Override
        public void onStart(Context context) {
            needs.forEach(need -> context.feature(context.definition(need)));
            binds.forEach(context::feature);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            decided++;
            return List.of();
        }
    }

    private enum Mode {
        BACKTEST,
        PAPER
    }

    /** A run of strategies called s0, s1 and so on. */
    private static RunResult run(Mode mode, Map<String, List<Feature>> studied, Strategy... strategies) {
        if (mode == Mode.BACKTEST) {
            Engine.Builder builder =
                    Engine.over(Runs.data(minutes(AAPL, PRICES))).execution(new DisabledExecution());
            for (int i = 0; i < strategies.length; i++) {
                builder.strategy("s" + i, strategies[i], CAPITAL, RiskLimits.NONE);
            }
            studied.forEach(builder::studied);
            return builder.build().run();
        }
        ScriptedFeed feed = new ScriptedFeed(bars(IntStream.range(0, PRICES.length)
                .mapToObj(i -> bar(AAPL, i + 1, PRICES[i]))
                .toArray(Bar[]::new)));
        RealtimeEngine.Builder builder = RealtimeEngine.on(
                        feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .sliceTimeout(Duration.ofSeconds(30))
                .execution(new DisabledExecution());
        studied.forEach(builder::studied);
        for (int i = 0; i < strategies.length; i++) {
            builder.strategy("s" + i, strategies[i], CAPITAL, RiskLimits.NONE);
        }
        try {
            return builder.build().run();
        } catch (IllegalArgumentException refused) {
            assertThat(feed.started).isFalse();
            throw refused;
        }
    }

    @ParameterizedTest
    @EnumSource
    void areOfferedAndMayBeBound(Mode mode) {
        Asking strategy = new Asking(List.of(FeatureNeed.of("times", 1)), sma(2));

        RunResult result = run(mode, Map.of("s0", List.of(new Times(2), sma(2), sma(3))), strategy);

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(0).features()).containsExactly("times of AAPL 1m", "sma(2) of AAPL 1m");
        assertThat(result.warnings()).isEmpty();
        assertThat(strategy.decided).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void stopAStrategyThatBindsAnother(Mode mode) {
        Asking another = new Asking(sma(2), sma(4));
        Asking free = new Asking(sma(4));

        RunResult result = run(mode, Map.of("s0", List.of(sma(2), ema(3).of(rsi(2)))), another, free);

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .hasMessage(
                        "features must be those that the strategy was studied with, sma(2)@1, ema(3).of(rsi(2))@1, was"
                                + " sma(4)@1 (s0)");
        assertThat(another.decided).isZero();
        assertThat(result.strategies().get(1).failure()).isEmpty();
        assertThat(free.decided).isPositive();
    }

    @Test
    void areTheirDefinitionsAndNotTheirNames() {
        RunResult result = run(Mode.BACKTEST, Map.of("s0", List.of(new Times(2))), new Asking(new Times(3)));

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .hasMessageEndingWith("studied with, times@1, was another times@1 (s0)");
    }

    @Test
    void doNotAllowWhatTheyAreMadeOf() {
        RunResult result = run(Mode.BACKTEST, Map.of("s0", List.of(ema(3).of(rsi(2)))), new Asking(rsi(2)));

        assertThat(result.strategies().get(0).failure()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void refuseNeedsBesideThemBeforeAnythingConnects(Mode mode) {
        Asking first = new Asking(List.of(FeatureNeed.of("times", 1)), sma(2));
        Asking second = new Asking(List.of(FeatureNeed.of("sma(9)", 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        run(mode, Map.of("s0", List.of(sma(2)), "s1", List.of(sma(3), new Times(2))), first, second))
                .withMessageContaining(
                        "s0 needs times@1, with which it was not studied; s1 needs sma(9)@1, which is not;"
                                + " offered: ");
        assertThat(first.decided).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void thatNobodyAsksForAreWarnedOf(Mode mode) {
        RunResult result = run(
                mode,
                Map.of("s0", List.of(sma(2), sma(3)), "s1", List.of(sma(2), sma(3))),
                new Asking(),
                new Asking(sma(2)));

        assertThat(result.warnings())
                .containsExactly(
                        "Strategy s0 asks for none of the features that it was studied with: sma(2)@1, sma(3)@1.");
    }

    @ParameterizedTest
    @EnumSource
    void belongToStrategiesOfTheRun(Mode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(mode, Map.of("s7", List.of(sma(2))), new Asking()))
                .withMessage("features must have been studied with strategies of the run, was [s7]");
    }

    @Test
    void areThoseOfCrossSectionsToo() {
        Strategy strategy = new Strategy() {
            @Override
            public void onStart(Context context) {
                context.crossSection("u", sma(3));
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        };

        RunResult result = Engine.over(Runs.data(minutes(AAPL, PRICES)))
                .execution(new DisabledExecution())
                .universe(UniverseDefinition.of("u", Membership.always(AAPL.symbol())))
                .strategy("s0", strategy, CAPITAL, RiskLimits.NONE)
                .studied("s0", List.of(sma(2)))
                .build()
                .run();

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .hasMessageContaining("studied with, sma(2)@1, was sma(3)@1");
    }

    @ParameterizedTest
    @EnumSource
    void mayBeNone(Mode mode) {
        RunResult result = run(mode, Map.of("s0", List.of(), "s1", List.of()), new Asking(), new Asking(sma(2)));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(1).failure().orElseThrow().error())
                .hasMessageContaining("studied with, none, was sma(2)@1");
        assertThat(result.warnings()).noneMatch(warning -> warning.contains("studied"));
    }

    @Test
    void areGivenOnce() {
        Engine.Builder builder = Engine.over(Runs.data(minutes(AAPL, PRICES))).studied("s0", List.of(sma(2)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.studied("s0", List.of(sma(3))))
                .withMessage("features that a strategy was studied with must be given once, were twice (s0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.offer(new Times(2)).studied("s1", List.of(new Times(3))))
                .withMessageContaining("must differ in name or version");
    }
}
