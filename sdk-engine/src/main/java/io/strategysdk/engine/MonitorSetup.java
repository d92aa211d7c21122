package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The monitors of a run, rules of features, who records those, and who is told, each in the order as given. */
final class MonitorSetup {
    final List<Monitor> monitors = new ArrayList<>();
    final List<FeatureRule> rules = new ArrayList<>();
    final List<FeatureRecorder> recorders = new ArrayList<>();
    final List<Consumer<? super Alert>> listeners = new ArrayList<>();

    MonitorSetup copy() {
        MonitorSetup copy = new MonitorSetup();
        copy.monitors.addAll(monitors);
        copy.rules.addAll(rules);
        copy.recorders.addAll(recorders);
        copy.listeners.addAll(listeners);
        return copy;
    }

    boolean isEmpty() {
        return monitors.isEmpty() && rules.isEmpty() && recorders.isEmpty();
    }

    /** Whether one of them holds orders back. */
    boolean acts() {
        return Stream.concat(
                        monitors.stream().map(Monitor::response), rules.stream().map(FeatureRule::response))
                .anyMatch(response -> response == Monitor.Response.PAUSE_STRATEGY || response == Monitor.Response.KILL);
    }
}
