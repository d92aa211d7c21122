package io.strategysdk.engine.config;

import static io.strategysdk.engine.config.ParameterTypes.plain;

import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.Monitor.Measure;
import java.util.List;
import java.util.Optional;

/** Rules between the properties of a monitor. A rule is silent where one of its properties is wrong by itself. */
final class MonitorRules {
    private static final String MONITORS = "risk_management.monitors";

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
    }

    private void check(String path, Measure measure) {
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
            refuseIf(file.isGiven(path), path, "is for slippage and rejected_orders only");
            return;
        }
        refuseIf(file.isAbsent(path), path, "must be given for " + Names.snake(measure));
        Optional<Integer> window = file.value(path, Integer.class);
        refuseIf(
                window.isPresent() && (window.get() < 1 || window.get() > Monitor.LARGEST_WINDOW),
                path,
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
