package io.strategysdk.engine.config;

import static io.strategysdk.engine.config.ParameterTypes.plain;

import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.Monitor.Measure;
import java.util.List;
import java.util.Optional;

/**
 * Rules between the properties of a monitor, and of a feature's rule. A rule is silent where one of its properties is
 * wrong by itself.
 */
final class MonitorRules {
    private static final String MONITORS = "risk_management.monitors";
    private static final String FEATURES = "features.rules";

    private final Understood file;
    private final List<Problem> problems;

    private MonitorRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        MonitorRules rules = new MonitorRules(file, problems);
        for (int i = 0; i < file.length(MONITORS); i++) {
            String path = Understood.item(MONITORS, i);
            file.value(path + ".measure", Measure.class).ifPresent(measure -> rules.check(path, measure));
        }
        for (int i = 0; i < file.length(FEATURES); i++) {
            rules.checkFeature(Understood.item(FEATURES, i));
        }
    }

    /** What a rule cannot be, the engine says. */
    private void checkFeature(String path) {
        file.value(path, FeatureRuleSettings.class).ifPresent(settings -> {
            try {
                settings.toRules();
            } catch (IllegalArgumentException refused) {
                problems.add(Problem.withoutValue(path, file.line(path), rule(path, refused)));
            }
        });
    }

    /** What the environment wrote is not shown. */
    private String rule(String path, IllegalArgumentException refused) {
        boolean isMasked = file.namesBelow(path).stream().anyMatch(name -> file.isMasked(Understood.below(path, name)));
        return isMasked ? "must be rules that can be kept" : String.valueOf(refused.getMessage());
    }

    private void check(String path, Measure measure) {
        if (measure == Measure.FEATURE_RULE) {
            refuseIf(true, path + ".measure", "must stand in features.rules");
            return;
        }
        checkDrift(path, measure);
        checkThreshold(path + ".threshold", measure);
        checkWindow(path + ".window", measure);
    }

    private void checkThreshold(String path, Measure measure) {
        refuseIf(file.isAbsent(path) && measure != Measure.POSITION, path, "must be given for " + Names.snake(measure));
        Optional<Double> threshold = file.value(path, Double.class);
        refuseIf(
                threshold.isPresent() && !(threshold.get() >= measure.least() && threshold.get() <= measure.most()),
                path,
                "must be from " + plain(measure.least()) + " to " + plain(measure.most()) + " for "
                        + Names.snake(measure));
    }

    private void checkWindow(String path, Measure measure) {
        if (!measure.hasWindow()) {
            refuseIf(file.isGiven(path), path, "is for slippage, rejected_orders and drift of features only");
            return;
        }
        refuseIf(file.isAbsent(path), path, "must be given for " + Names.snake(measure));
        Optional<Integer> window = file.value(path, Integer.class);
        refuseIf(
                window.isPresent()
                        && (window.get() < measure.smallestWindow() || window.get() > Monitor.LARGEST_WINDOW),
                path,
                "must be from " + measure.smallestWindow() + " to " + Monitor.LARGEST_WINDOW);
    }

    private void checkDrift(String path, Measure measure) {
        String reference = path + ".reference";
        String every = path + ".every";
        if (measure.isDrift()) {
            refuseIf(file.isAbsent(reference), reference, "must be given for " + Names.snake(measure));
        } else {
            refuseIf(file.isGiven(reference), reference, "is for drift of features only");
            refuseIf(file.isGiven(every), every, "is for drift of features only");
        }
        Optional<Integer> bars = file.value(every, Integer.class);
        refuseIf(
                bars.isPresent() && (bars.get() < 1 || bars.get() > Monitor.LARGEST_WINDOW),
                every,
                "must be from 1 to " + Monitor.LARGEST_WINDOW);
    }

    private void refuseIf(boolean broken, String path, String rule) {
        if (broken) {
            problems.add(
                    file.isAbsent(path)
                            ? Problem.withoutValue(path, file.line(path.substring(0, path.lastIndexOf('.'))), rule)
                            : file.problem(path, rule));
        }
    }
}
