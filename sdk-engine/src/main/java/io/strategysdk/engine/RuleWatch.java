package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One rule at work, on every binding of its feature. */
final class RuleWatch extends MonitorWatch {
    private final Run run;
    private final FeatureRule rule;
    private final Map<Key, Watched> watched = new LinkedHashMap<>();
    /** The same: every bar asks for them. */
    private Watched[] all = {};

    private record Key(String strategy, String subject) {}

    private static final class Watched {
        final FeatureProgress progress = new FeatureProgress();
        final RuleState state;
        final int instrument;
        boolean isBroken;
        long count;
        long firstTime;
        double firstValue;
        long lastTime;
        double lastValue;

        Watched(RuleState state, int instrument) {
            this.state = state;
            this.instrument = instrument;
        }

        void count(long time, double value) {
            if (count++ == 0) {
                firstTime = time;
                firstValue = value;
            }
            lastTime = time;
            lastValue = value;
        }
    }

    RuleWatch(FeatureRule rule, Alarm alarm, Run run) {
        super(Monitor.ofRules(rule.response()), alarm);
        this.rule = rule;
        this.run = run;
    }

    @Override
    void bound(BoundFeature feature) {
        if (feature.feature().name().equals(rule.feature())) {
            Key key = new Key(feature.desk().name, feature.subject());
            watched.computeIfAbsent(
                            key,
                            k -> new Watched(
                                    RuleState.of(rule.check()), run.instruments.numberOf(feature.instrument())))
                    .progress
                    .bind(feature);
            all = watched.values().toArray(Watched[]::new);
        }
    }

    @Override
    Optional<String> unbound() {
        return watched.isEmpty()
                ? Optional.of("A rule is for the feature " + rule.feature()
                        + ", which no strategy has bound: it looks at nothing.")
                : Optional.empty();
    }

    @Override
    void marked() {
        boolean isJudged = run.hasBegun();
        for (Watched each : all) {
            if (each.progress.moves()) {
                BoundFeature feature = each.progress.bound();
                double value = feature.handle().value();
                boolean breaks = each.state.breaks(value, feature.handle(), each.progress.isWarm());
                if (isJudged) {
                    judge(each, feature, value, breaks);
                }
            }
        }
    }

    private void judge(Watched each, BoundFeature feature, double value, boolean breaks) {
        if (breaks) {
            each.count(run.steps.epochNanos, value);
            if (!each.isBroken) {
                raise(feature.desk(), feature.instrument(), value, feature.subject() + " " + rule.check());
            }
        }
        each.isBroken = breaks;
    }

    @Override
    void restart(Desk desk) {
        watched.forEach((key, each) -> each.isBroken &= !key.strategy.equals(desk.name));
    }

    @Override
    List<FeatureViolations> violations() {
        List<FeatureViolations> found = new ArrayList<>();
        watched.forEach((key, each) -> {
            if (each.count > 0) {
                found.add(new FeatureViolations(
                        each.count,
                        violation(key, each, each.firstTime, each.firstValue),
                        violation(key, each, each.lastTime, each.lastValue)));
            }
        });
        return found;
    }

    private FeatureViolation violation(Key key, Watched each, long time, double value) {
        return new FeatureViolation(key.strategy, key.subject, run.instruments.get(each.instrument), time, value, rule);
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        out.put(watched.size());
        watched.forEach((key, each) -> {
            out.put(key.strategy);
            out.put(key.subject);
            out.put(each.instrument);
            each.state.write(out);
            out.put(each.isBroken ? 1 : 0);
            out.put(each.count);
            out.put(each.firstTime);
            out.putDouble(each.firstValue);
            out.put(each.lastTime);
            out.putDouble(each.lastValue);
        });
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        for (int n = in.getInt(); n > 0; n--) {
            Key key = new Key(in.getText(), in.getText());
            Watched each = new Watched(RuleState.of(rule.check()), in.getInt());
            each.state.read(in);
            each.isBroken = in.get() == 1;
            each.count = in.get();
            each.firstTime = in.get();
            each.firstValue = in.getDouble();
            each.lastTime = in.get();
            each.lastValue = in.getDouble();
            watched.put(key, each);
        }
    }
}
