package io.strategysdk.engine;

import static io.strategysdk.engine.CodedFeature.NAN;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Monitor.Drift;
import io.strategysdk.engine.Monitor.Measure;
import io.strategysdk.engine.Monitor.Response;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drift of features as monitors tell it: closes are drawn one by one, so that what is found is known beforehand. */
@Timeout(60)
final class DriftMonitorTests {
    private static final Feature CODED = new CodedFeature(0);
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

    private Script script = new Script();
    private final KillSwitch killSwitch = new KillSwitch();
    private final List<Alert> alerts = new ArrayList<>();

    private static double[] closes(long seed, int bars, double mean, double deviation) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
                .limit(bars)
                .toArray();
    }

    private static double[] joined(double[]... parts) {
        return DoubleStream.of(IntStream.range(0, parts.length)
                        .boxed()
                        .flatMapToDouble(i -> DoubleStream.of(parts[i]))
                        .toArray())
                .toArray();
    }

    private static FeatureSamples reference() {
        return FeatureRecorder.over(Runs.data(minutes(AAPL, closes(1, 1_000, 100, 5))), Instant.EPOCH, EVER, CODED);
    }

    private static Monitor monitor(Measure measure, double threshold, Response response) {
        return Monitor.drift(measure, threshold, 50, new Drift(reference(), 10), response);
    }

    private RunResult run(Monitor monitor, double... closes) {
        return builder(monitor, closes).build().run();
    }

    private Engine.Builder builder(Monitor monitor, double... closes) {
        script.onStart = context -> context.feature(CODED, AAPL);
        return Runs.over(Runs.data(minutes(AAPL, closes)), new Venue())
                .killSwitch(killSwitch)
                .monitor(monitor)
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    private static long minute(Alert alert) {
        return (alert.epochNanos() - Runs.START) / Runs.MINUTE;
    }

    @ParameterizedTest
    @EnumSource(
            value = Measure.class,
            names = {"FEATURE_STABILITY", "FEATURE_DISTRIBUTION", "FEATURE_MEAN"})
    void aShiftIsToldOnceAndAgainAfterItHasComeBack(Measure measure) {
        double threshold = measure == Measure.FEATURE_STABILITY ? 0.9 : measure == Measure.FEATURE_MEAN ? 5 : 0.4;
        double[] usual = closes(2, 200, 100, 5);
        double[] shifted = closes(3, 100, 107, 5);

        RunResult result = run(
                monitor(measure, threshold, Response.ALERT), joined(usual, shifted, closes(4, 100, 100, 5), shifted));

        assertThat(alerts).hasSize(2);
        assertThat(minute(alerts.get(0))).isBetween(210L, 260L);
        assertThat(minute(alerts.get(1))).isBetween(410L, 460L);
        assertThat(minute(alerts.get(0)) % 10)
                .as("first at 50 bars, then every 10")
                .isZero();
        assertThat(alerts.get(0).feature()).isEqualTo("coded of AAPL 1m");
        assertThat(alerts.get(0).instrument()).contains(AAPL);
        assertThat(alerts.get(0).strategy()).isEqualTo("s");
        assertThat(Runs.acts(result)).containsExactly(Safeguard.FEATURE_DRIFT_ALERT, Safeguard.FEATURE_DRIFT_ALERT);
        assertThat(result.warnings()).containsExactly(alerts.get(0).text());
    }

    @Test
    void aMeanIsToldWhereverItHasGone() {
        run(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT), closes(3, 60, 90, 5));

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isGreaterThan(5));
    }

    /** What a feature says before it can be defined is no sign of anything. */
    @Test
    void barsOfTheWarmUpAreNotLookedAt() {
        FeatureSamples reference = FeatureRecorder.over(
                Runs.data(minutes(AAPL, closes(1, 1_000, 100, 5))), Instant.EPOCH, EVER, Indicators.sma(40));
        script.onStart = context -> context.feature(Indicators.sma(40), AAPL);

        Runs.over(Runs.data(minutes(AAPL, closes(2, 120, 100, 5))), new Venue())
                .monitor(Monitor.drift(Measure.FEATURE_UNDEFINED, 0, 50, new Drift(reference, 10), Response.ALERT))
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(alerts).isEmpty();
    }

    @Test
    void theSameDistributionAlarmsNobody() {
        for (Measure measure : List.of(
                Measure.FEATURE_STABILITY,
                Measure.FEATURE_DISTRIBUTION,
                Measure.FEATURE_MEAN,
                Measure.FEATURE_VARIANCE,
                Measure.FEATURE_UNDEFINED)) {
            double threshold = switch (measure) {
                case FEATURE_STABILITY -> 0.9;
                case FEATURE_DISTRIBUTION -> 0.35;
                case FEATURE_MEAN -> 5;
                case FEATURE_VARIANCE -> 3;
                default -> 0;
            };
            script = new Script();
            run(monitor(measure, threshold, Response.ALERT), closes(5, 600, 100, 5));
        }

        assertThat(alerts).isEmpty();
    }

    @Test
    void varianceIsFoundBothWays() {
        run(monitor(Measure.FEATURE_VARIANCE, 3, Response.ALERT), closes(6, 60, 100, 15));
        script = new Script();
        run(monitor(Measure.FEATURE_VARIANCE, 3, Response.ALERT), closes(6, 60, 100, 2));

        assertThat(alerts)
                .hasSize(2)
                .allSatisfy(alert -> assertThat(alert.figure()).isBetween(4.0, 15.0));
    }

    @Test
    void anAlertSaysWhatWasMeasured() {
        double[] live = closes(7, 50, 110, 5);
        FeatureRecorder recorder = FeatureRecorder.ofLast(50);

        builder(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT), live)
                .recordFeatures(recorder)
                .build()
                .run();

        FeatureDrift drift =
                DriftReport.between(reference(), recorder.samples()).features().get(0);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(minute(alert)).isEqualTo(50);
            assertThat(alert.figure()).isEqualTo(drift.meanShift());
            assertThat(alert.text())
                    .isEqualTo("Monitor of feature mean: coded of AAPL 1m (strategy s) has "
                            + Alert.shown(drift.meanShift()) + " standard errors, threshold 5.");
        });
    }

    @Test
    void undefinedValuesAreComparedWithThoseOfTheReference() {
        double[] live = closes(8, 60, 100, 5);
        for (int i = 30; i < 60; i += 2) {
            live[i] = NAN;
        }

        run(monitor(Measure.FEATURE_UNDEFINED, 0.15, Response.ALERT), live);

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(minute(alert)).isEqualTo(50);
            assertThat(alert.figure()).isEqualTo(0.2);
        });
    }

    @Test
    void ofJustEnoughNumbersSomethingIsSaid() {
        double[] live = closes(9, 50, 200, 5);
        java.util.Arrays.fill(live, 0, 50 - Monitor.SMALLEST_DRIFT_WINDOW, NAN);

        run(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT), live);

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(minute(alert)).isEqualTo(50));
    }

    /** Each is told after fifty bars of its own, whenever the other has come back. */
    @Test
    void strategiesHaveWindowsOfTheirOwn() {
        Script second = new Script();
        script.decide = context -> {
            if (script.decisions == 61) {
                killSwitch.resume("s");
            }
            return List.of();
        };
        second.onStart = context -> context.feature(CODED, AAPL);
        second.decide = context -> {
            if (second.decisions == 55) {
                killSwitch.resume("other");
            }
            return List.of();
        };

        builder(monitor(Measure.FEATURE_MEAN, 5, Response.PAUSE_STRATEGY), closes(12, 130, 110, 5))
                .strategy("other", second, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(alerts.stream().map(alert -> alert.strategy() + " " + minute(alert)))
                .containsExactly("s 50", "other 50", "other 105", "s 111");
    }

    @Test
    void ofTooFewNumbersNothingIsSaid() {
        double[] live = closes(9, 60, 200, 5);
        for (int i = 0; i < 60; i++) {
            live[i] = i % 2 == 0 ? NAN : live[i];
        }

        run(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT), live);

        assertThat(alerts).isEmpty();
    }

    @Test
    void correlationIsThatOfTwoFeatures() {
        Script both = new Script();
        both.onStart = context -> {
            context.feature(CODED, AAPL);
            context.feature(CODED, MSFT);
        };
        double[] a = closes(10, 400, 100, 5);
        double[] b = closes(11, 400, 100, 5);
        double[] together = new double[400];
        for (int i = 0; i < 400; i++) {
            together[i] = i < 200 ? a[i] + (b[i] - 100) : b[i];
        }
        FeatureSamples reference = FeatureRecorder.over(
                Runs.data(
                        minutes(AAPL, java.util.Arrays.copyOf(a, 200)),
                        minutes(MSFT, java.util.Arrays.copyOf(together, 200))),
                Instant.EPOCH,
                EVER,
                CODED);

        Runs.over(Runs.data(minutes(AAPL, a), minutes(MSFT, together)), new Venue())
                .monitor(Monitor.drift(Measure.FEATURE_CORRELATION, 3.5, 60, new Drift(reference, 5), Response.ALERT))
                .onAlert(alerts::add)
                .strategy("s", both, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(reference.correlations().get(0).value()).isBetween(0.6, 0.8);
        assertThat(alerts).isNotEmpty().first().satisfies(alert -> {
            assertThat(minute(alert)).isBetween(210L, 262L);
            assertThat(alert.feature()).isEqualTo("coded of AAPL 1m and coded of MSFT 1m");
        });
    }

    @Test
    void aPauseEndsWithAFreshWindow() {
        double[] shifted = closes(12, 300, 110, 5);
        script.decide = context -> {
            if (script.decisions == 100) {
                killSwitch.resume("s");
            }
            return List.of();
        };

        RunResult result = run(monitor(Measure.FEATURE_MEAN, 5, Response.PAUSE_STRATEGY), shifted);

        assertThat(Runs.timedActs(result))
                .containsExactly(
                        50L,
                        Safeguard.FEATURE_DRIFT_ALERT,
                        50L,
                        Safeguard.PAUSED,
                        100L,
                        Safeguard.RESUMED,
                        150L,
                        Safeguard.FEATURE_DRIFT_ALERT,
                        150L,
                        Safeguard.PAUSED);
    }

    @Test
    void aMarkIsAWarningOnlyAndAStopStops() {
        RunResult marked = run(monitor(Measure.FEATURE_MEAN, 5, Response.MARK), closes(12, 60, 110, 5));
        assertThat(alerts).isEmpty();
        assertThat(Runs.acts(marked)).isEmpty();
        assertThat(marked.warnings()).hasSize(1);
        DriftMonitorTests other = new DriftMonitorTests();

        RunResult stopped = other.run(monitor(Measure.FEATURE_MEAN, 5, Response.STOP_STRATEGY), closes(12, 60, 110, 5));

        assertThat(other.script.decisions).isEqualTo(49);
        assertThat(stopped.strategies().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.callback()).isEqualTo("the monitor of feature mean"));
    }

    private record Other(String name, int version) implements PlainFeature {
        @Override
        public String toString() {
            return CODED.toString();
        }
    }

    @Test
    void anotherVersionMustNotBeBound() {
        script.onStart = context -> context.feature(new Other("coded", 2), AAPL);
        Engine engine = Runs.over(Runs.data(minutes(AAPL, 1, 2)), new Venue())
                .monitor(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT))
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();

        RunResult result = engine.run();

        assertThat(result.strategies().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.toString())
                        .contains("onStart", "its version is 1, was 2 (coded of AAPL 1m)"));
    }

    @Test
    void aSampleOfWhatNobodyBindsIsAWarning() {
        script.onStart = context -> {};
        RunResult result = Runs.over(Runs.data(minutes(AAPL, 1, 2)), new Venue())
                .monitor(monitor(Measure.FEATURE_MEAN, 5, Response.ALERT))
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.warnings())
                .containsExactly("A monitor of feature mean has samples of coded of AAPL 1m, which no strategy has"
                        + " bound: it looks at nothing there.");
    }

    private static List<Monitor> monitors() {
        MarketData other = Runs.data(Runs.walk(AAPL, 1_000, 77, true), Runs.walk(MSFT, 1_000, 78, true));
        FeatureSamples samples = FeatureRecorder.over(other, Instant.EPOCH, EVER, Indicators.rsi(5), Indicators.sma(3));
        Drift drift = new Drift(samples, 7);
        return List.of(
                Monitor.drift(Measure.FEATURE_STABILITY, 0.5, 60, drift, Response.ALERT),
                Monitor.drift(Measure.FEATURE_DISTRIBUTION, 0.3, 40, drift, Response.ALERT),
                Monitor.drift(Measure.FEATURE_MEAN, 3, 30, drift, Response.ALERT),
                Monitor.drift(Measure.FEATURE_VARIANCE, 2, 30, drift, Response.ALERT),
                Monitor.drift(Measure.FEATURE_CORRELATION, 2, 50, drift, Response.ALERT));
    }

    private static Script binder() {
        Script binder = new Script();
        binder.onStart = context -> {
            context.feature(Indicators.rsi(5), AAPL);
            context.feature(Indicators.sma(3), MSFT);
            context.feature(Indicators.rsi(5), MSFT);
            context.feature(Indicators.sma(3), AAPL);
        };
        return binder;
    }

    private static List<String> shown(RunResult result) {
        List<String> shown = new ArrayList<>(result.warnings());
        result.journal().entries(JournalEntry.Safeguarded.class).forEach(each -> shown.add(each.toString()));
        return shown;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aReplayFindsTheSame(long seed) {
        MarketData data = Runs.data(Runs.walk(AAPL, 2_000, seed, true), Runs.walk(MSFT, 2_000, seed + 50, true))
                .withActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2)));
        Engine.Builder historical =
                Engine.over(data).execution(new DisabledExecution()).strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        RealtimeEngine.Builder live = Runs.live(data)
                .execution(new DisabledExecution())
                .corporateActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2)))
                .strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        monitors().forEach(historical::monitor);
        monitors().forEach(live::monitor);
        FeatureRecorder ofHistory = FeatureRecorder.ofLast(500);
        FeatureRecorder ofReplay = FeatureRecorder.ofLast(500);

        RunResult expected = historical.recordFeatures(ofHistory).build().run();
        RunResult replayed = live.recordFeatures(ofReplay).build().run();

        assertThat(shown(expected)).hasSizeGreaterThan(20);
        assertThat(shown(replayed)).isEqualTo(shown(expected));
        assertThat(ofReplay.samples()).isEqualTo(ofHistory.samples());
    }

    @Test
    void aCheckpointGoesOnAsIfNothingHadHappened() {
        MarketData data = Runs.data(Runs.walk(AAPL, 300, 3, true), Runs.walk(MSFT, 300, 4, true));
        RunResult whole = engine(data, null).run();

        for (int bars = 1; bars < 300; bars += 13) {
            Engine first = engine(data, null);
            first.runUntil(Instant.EPOCH.plusNanos(Runs.START + bars * Runs.MINUTE));

            assertThat(shown(engine(data, first.checkpoint()).run())).isEqualTo(shown(whole));
        }
        assertThat(shown(whole)).hasSizeGreaterThan(8);
    }

    private static Engine engine(MarketData data, @Nullable Checkpoint from) {
        Engine.Builder builder =
                Engine.over(data).execution(new Venue()).strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        monitors().forEach(builder::monitor);
        return (from == null ? builder : builder.resume(from)).build();
    }

    /** Twice the price before a split and once after it: in the terms of the newest share nothing has changed. */
    @Test
    void aSplitBeginsTheWindowAnew() {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.DAY);
        double[] usual = closes(20, 120, 100, 5);
        for (int day = 0; day < usual.length; day++) {
            long close = Runs.START + day * 86_400_000_000_000L;
            double price = (day < 60 ? 2 : 1) * usual[day];
            bars.bar(close - Runs.MINUTE, close, price, price, price, price, 100);
        }
        MarketData data = Runs.data(bars.build()).withActions(List.of(new Split(AAPL, LocalDate.of(2024, 3, 2), 2, 1)));
        FeatureSamples reference = FeatureRecorder.over(
                data, Instant.EPOCH.plusNanos(Runs.START + 61 * 86_400_000_000_000L), EVER, Indicators.sma(1));
        script.onStart = context -> context.feature(Indicators.sma(1), AAPL);

        Engine.over(data)
                .execution(new DisabledExecution())
                .monitor(Monitor.drift(Measure.FEATURE_MEAN, 2.5, 30, new Drift(reference, 1), Response.ALERT))
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .from(Instant.EPOCH.plusNanos(Runs.START + 50 * 86_400_000_000_000L))
                .build()
                .run();

        assertThat(alerts).isEmpty();
    }

    @Test
    void monitorsOfDriftAreChecked() {
        Drift drift = new Drift(reference(), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Monitor(Measure.FEATURE_MEAN, 1, 50, Response.ALERT))
                .withMessage("samples to compare with must be given for feature mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Monitor(Measure.LOSS, 0.1, 0, Response.ALERT, Optional.of(drift)))
                .withMessage("samples to compare with must not be given for loss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.drift(Measure.FEATURE_MEAN, 1, 29, drift, Response.ALERT))
                .withMessage("window of feature mean must be from 30 to 10000, was 29");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(reference(), 0))
                .withMessage("drift must be measured every 1 to 10000 bars, was 0");
        assertThat(Monitor.drift(Measure.FEATURE_MEAN, 4, 50, drift, Response.STOP_STRATEGY)
                        .toString())
                .matches("feature mean above 4 standard errors over 50 every 1 of 1 feature \\(samples [0-9a-f]+\\):"
                        + " stop strategy");
    }
}
