package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The monitors of a run and who is told, both in the order in which they were given. */
final class MonitorSetup {
    final List<Monitor> monitors = new ArrayList<>();
    final List<Consumer<? super Alert>> listeners = new ArrayList<>();

    MonitorSetup copy() {
        MonitorSetup copy = new MonitorSetup();
        copy.monitors.addAll(monitors);
        copy.listeners.addAll(listeners);
        return copy;
    }

    /** Whether one of them does more than tell. */
    boolean acts() {
        return monitors.stream().anyMatch(monitor -> monitor.response() != Monitor.Response.ALERT);
    }
}
