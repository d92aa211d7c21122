package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.engine.FeatureSamples.Correlation;
import io.strategysdk.engine.Monitor.Measure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Features beside samples of them, strategy by strategy. What it counts is told by numbers: of a strategy, and of the
 * sample or the pair among those of the reference.
 */
final class DriftWatch extends MonitorWatch {
    private final Run run;
    private final FeatureSamples reference;
    private final int every;
    private final boolean isOfPairs;
    /** By the number of the strategy and the sample. */
    private final Map<Integer, Watched> watched = new TreeMap<>();
    /** After how many bars a pair is measured again, by the number of the strategy and the pair. */
    private final Map<Integer, Interval> pairs = new TreeMap<>();

    private static final class Watched {
        final FeatureProgress progress = new FeatureProgress();
        final FeatureWindow window;
        final Restatement restatement = new Restatement();
        final Interval interval = new Interval();
        boolean hasMoved;

        Watched(int bars) {
            window = new FeatureWindow(bars);
        }
    }

    /** Bars that have to come until a figure is taken again. */
    private static final class Interval {
        int left;

        boolean isOver(int every) {
            boolean over = left <= 0;
            left = (over ? every : left) - 1;
            return over;
        }
    }

    DriftWatch(Monitor monitor, Monitor.Drift drift, Alarm alarm, Run run) {
        super(monitor, alarm);
        this.run = run;
        reference = drift.reference();
        every = drift.every();
        isOfPairs = monitor.measure() == Measure.FEATURE_CORRELATION;
    }

    @Override
    void bound(BoundFeature feature) {
        Feature bound = feature.feature();
        reference.closest(bound.name(), bound.version(), feature.bars()).ifPresent(sample -> {
            sample.requireOf(bound.name(), bound.version(), bound.toString());
            watch(feature, reference.samples().indexOf(sample));
        });
    }

    private void watch(BoundFeature feature, int sample) {
        watched.computeIfAbsent(feature.desk().number * reference.samples().size() + sample, n -> newWatched())
                .progress
                .bind(feature);
    }

    private Watched newWatched() {
        return new Watched(monitor().window());
    }

    @Override
    Optional<String> unbound() {
        TreeSet<Integer> missing = new TreeSet<>();
        for (int i = 0; i < reference.samples().size(); i++) {
            missing.add(i);
        }
        watched.keySet()
                .forEach(number -> missing.remove(number % reference.samples().size()));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("A monitor of " + monitor().measure().words() + " has samples of "
                        + missing.stream()
                                .map(i -> reference.samples().get(i).subject())
                                .collect(Collectors.joining(", "))
                        + ", which no strategy has bound: it looks at nothing there.");
    }

    @Override
    void marked() {
        boolean hasBegun = run.hasBegun();
        for (Watched each : watched.values()) {
            each.hasMoved = each.progress.moves() && each.progress.isWarm() && hasBegun;
            if (each.hasMoved) {
                take(each);
            }
        }
        if (isOfPairs) {
            measurePairs();
        } else {
            watched.forEach(this::measure);
        }
    }

    private void take(Watched each) {
        double value = each.progress.bound().handle().value();
        if (each.restatement.begins(each.progress.bound().handle().ago(1), value)) {
            each.window.clear();
        }
        each.window.add(run.steps.epochNanos, value);
    }

    private void measure(int number, Watched each) {
        if (each.hasMoved && each.window.isFull() && each.interval.isOver(every)) {
            BoundFeature feature = each.progress.bound();
            FeatureSample sample =
                    reference.samples().get(number % reference.samples().size());
            measured(number, feature.desk(), feature.instrument(), feature.subject(), figure(feature, each, sample));
        }
    }

    private double figure(BoundFeature feature, Watched each, FeatureSample sample) {
        FeatureDrift drift = FeatureDrift.between(sample, FeatureSample.of(feature, each.window, sample.edges()));
        Measure measure = monitor().measure();
        if (measure == Measure.FEATURE_UNDEFINED) {
            return drift.undefinedIncrease();
        }
        if (drift.recent().count() < Monitor.SMALLEST_DRIFT_WINDOW) {
            return Double.NaN;
        }
        return switch (measure) {
            case FEATURE_STABILITY -> drift.stabilityIndex();
            case FEATURE_DISTRIBUTION -> drift.distance();
            case FEATURE_MEAN -> Math.abs(drift.meanShift());
            case FEATURE_VARIANCE -> Math.max(drift.varianceRatio(), 1 / drift.varianceRatio());
            default -> throw new IllegalStateException("drift must be one of a feature, was " + measure);
        };
    }

    private void measurePairs() {
        List<Correlation> known = reference.correlations();
        for (Desk desk : run.desks) {
            for (int i = 0; i < known.size(); i++) {
                Watched first = find(desk, known.get(i).first());
                Watched second = find(desk, known.get(i).second());
                if (first != null && second != null && first.hasMoved) {
                    measure(desk.number * known.size() + i, known.get(i), first, second);
                }
            }
        }
    }

    private @Nullable Watched find(Desk desk, String subject) {
        List<FeatureSample> samples = reference.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).subject().equals(subject)) {
                return watched.get(desk.number * samples.size() + i);
            }
        }
        return null;
    }

    private void measure(int number, Correlation before, Watched first, Watched second) {
        if (first.window.isFull()
                && second.window.isFull()
                && pairs.computeIfAbsent(number, n -> new Interval()).isOver(every)) {
            Correlation now = first.window.correlation(before.first(), second.window, before.second());
            double shift = now.count() < Monitor.SMALLEST_DRIFT_WINDOW
                    ? Double.NaN
                    : CorrelationDrift.between(before, now).shift();
            BoundFeature feature = first.progress.bound();
            measured(
                    number,
                    feature.desk(),
                    feature.instrument(),
                    before.first() + " and " + before.second(),
                    Math.abs(shift));
        }
    }

    @Override
    void restart(Desk desk) {
        int samples = reference.samples().size();
        watched.forEach((number, each) -> {
            if (number / samples == desk.number) {
                each.window.clear();
                each.interval.left = 0;
                comesBack(number);
            }
        });
        int count = reference.correlations().size();
        pairs.forEach((number, interval) -> {
            if (number / count == desk.number) {
                interval.left = 0;
                comesBack(number);
            }
        });
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        out.put(watched.size());
        watched.forEach((number, each) -> {
            out.put(number);
            each.window.write(out);
            each.restatement.write(out);
            out.put(each.interval.left);
        });
        out.put(pairs.size());
        pairs.forEach((number, interval) -> {
            out.put(number);
            out.put(interval.left);
        });
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        for (int n = in.getInt(); n > 0; n--) {
            Watched each = newWatched();
            watched.put(in.getInt(), each);
            each.window.read(in);
            each.restatement.read(in);
            each.interval.left = in.getInt();
        }
        for (int n = in.getInt(); n > 0; n--) {
            pairs.computeIfAbsent(in.getInt(), number -> new Interval()).left = in.getInt();
        }
    }
}
