package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.DisabledExecution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the last values of all features that the strategies of a run have bound, from when on they decide and after the
 * warm-up of each. Give it to one
 * backtest or realtime run ({@link Engine.Builder#recordFeatures}); {@link #samples} is for the run's thread while the
 * run goes on, and for any after it. It is not part of a checkpoint.
 *
 * <p>Values are kept as strategies saw them, in terms of the shares of their time: a feature that is not free of scale
 * differs across a split.
 */
public final class FeatureRecorder {
    /** Most bars that are kept. */
    public static final int MOST_BARS = 10_000_000;

    private final int bars;
    private final Map<String, Recorded> bySubject = new LinkedHashMap<>();
    private boolean taken;

    private static final class Recorded {
        final BoundFeature bound;
        final FeatureProgress progress = new FeatureProgress();
        final FeatureWindow window;

        Recorded(BoundFeature bound, int bars) {
            this.bound = bound;
            progress.bind(bound);
            window = new FeatureWindow(bars);
        }
    }

    private FeatureRecorder(int bars) {
        this.bars = bars;
    }

    /**
     * A recorder of the last so many values of each feature.
     *
     * @throws IllegalArgumentException when not from 1 to {@value #MOST_BARS}
     */
    public static FeatureRecorder ofLast(int bars) {
        if (bars < 1 || bars > MOST_BARS) {
            throw new IllegalArgumentException("recorded bars must be from 1 to " + MOST_BARS + ", was " + bars);
        }
        return new FeatureRecorder(bars);
    }

    /**
     * Samples of features over a span of history, without a strategy: each feature is bound to each instrument by itself,
     * on bars of the data's own timeframe. Bars before the span warm the features up.
     *
     * @param from start of the span
     * @param to its end, exclusive
     * @throws IllegalArgumentException when no feature has a bar in the span
     */
    public static FeatureSamples over(MarketData data, Instant from, Instant to, Feature... features) {
        FeatureRecorder recorder = ofLast(MOST_BARS);
        Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("features", new Binding(List.of(features)), BigDecimal.ONE, RiskLimits.NONE)
                .from(from)
                .recordFeatures(recorder)
                .build()
                .runUntil(to.minusNanos(1));
        FeatureSamples samples = recorder.samples();
        if (samples.samples().isEmpty()) {
            throw new IllegalArgumentException(
                    "samples must be over a span with bars, was from " + from + " to " + to + " without any");
        }
        return samples;
    }

    private record Binding(List<Feature> features) implements Strategy {
        @Override
        public void onStart(Context context) {
            for (Instrument instrument : context.instruments()) {
                features.forEach(feature -> context.feature(feature, instrument));
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** A run will tell it of its features. */
    void take() {
        if (taken) {
            throw new IllegalStateException("a recorder of features must serve one run, was given to another before");
        }
        taken = true;
    }

    /** The same feature of the same bars is kept once, whichever strategy binds it. */
    void bound(BoundFeature feature) {
        bySubject.computeIfAbsent(feature.subject(), subject -> new Recorded(feature, bars));
    }

    void marked(long now, boolean hasBegun) {
        for (Recorded each : bySubject.values()) {
            if (each.progress.moves() && each.progress.isWarm() && hasBegun) {
                each.window.add(now, each.bound.handle().value());
            }
        }
    }

    /** What has been kept so far; features without a value yet are left out. */
    public FeatureSamples samples() {
        List<FeatureSample> samples = new ArrayList<>();
        List<Recorded> all = bySubject.values().stream()
                .filter(each -> each.window.size() > 0)
                .toList();
        List<FeatureSamples.Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Recorded first = all.get(i);
            samples.add(FeatureSample.of(first.bound, first.window));
            for (int j = i + 1; j < all.size(); j++) {
                Recorded second = all.get(j);
                correlations.add(
                        first.window.correlation(first.bound.subject(), second.window, second.bound.subject()));
            }
        }
        return new FeatureSamples(samples, correlations);
    }
}
