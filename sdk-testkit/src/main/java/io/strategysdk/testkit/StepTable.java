package io.strategysdk.testkit;

import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps as a small table: time, bars, values of features, what happened to orders, what was wanted. */
final class StepTable {
    private static final int LAST = 10;

    private StepTable() {}

    /** The newest steps, times in this zone. */
    static String ofLast(List<Step> steps, ZoneId zone) {
        return of(steps, steps.size(), zone);
    }

    /** Steps before and after a moment, times in this zone. */
    static String around(List<Step> steps, long epochNanos, ZoneId zone) {
        long before =
                steps.stream().filter(step -> step.epochNanos() <= epochNanos).count();
        return of(steps, (int) Math.min(steps.size(), before + LAST / 2), zone);
    }

    private static String of(List<Step> steps, int end, ZoneId zone) {
        int start = Math.max(0, end - LAST);
        List<Step> shown = steps.subList(start, end);
        Set<String> features = new LinkedHashSet<>();
        shown.forEach(step -> features.addAll(step.features().keySet()));
        List<String> head = new ArrayList<>(List.of("time (" + zone + ")", "market"));
        head.addAll(features);
        head.addAll(List.of("told", "wants"));
        TextTable table = TextTable.of(head);
        for (Step step : shown) {
            table.row(row(step, features, zone));
        }
        return (shown.size() < steps.size() ? rows(start, end, steps.size()) : "") + table;
    }

    private static String rows(int start, int end, int steps) {
        return end == steps
                ? "(the last " + (end - start) + " of " + steps + " steps)\n"
                : "(steps " + (start + 1) + " to " + end + " of " + steps + ")\n";
    }

    private static List<String> row(Step step, Set<String> features, ZoneId zone) {
        List<String> cells = new ArrayList<>();
        cells.add(Words.time(step.epochNanos(), zone));
        cells.add(step.market().stream().map(Words::of).collect(Collectors.joining("; ")));
        for (String feature : features) {
            Double value = step.features().get(feature);
            cells.add(value == null ? "" : Words.number(value));
        }
        cells.add(Stream.of(
                        step.actions().stream().map(Words::of),
                        step.orders().stream().map(Words::of),
                        step.timers().stream().map(timer -> "timer " + timer.schedule()))
                .flatMap(told -> told)
                .collect(Collectors.joining("; ")));
        cells.add(Stream.concat(step.submitted().stream(), step.intents().stream())
                .map(Words::of)
                .collect(Collectors.joining("; ")));
        return cells;
    }
}
