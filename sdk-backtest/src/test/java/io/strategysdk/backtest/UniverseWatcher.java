package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.engine.UniverseDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it sees of universes in each step. */
final class UniverseWatcher implements Strategy {
    final List<Seen> seen = new ArrayList<>();
    private final List<UniverseDefinition> definitions;
    private final List<Schedule> schedules;
    private final List<Universe> universes = new ArrayList<>();

    /** One universe in one step. */
    record Seen(String universe, long epochNanos, List<Instrument> members, boolean isUpdated) {}

    UniverseWatcher(List<UniverseDefinition> definitions, Schedule... schedules) {
        this.definitions = definitions;
        this.schedules = List.of(schedules);
    }

    /** One with a timer of its own, or without. */
    static UniverseWatcher of(UniverseHistory history, boolean hasTimer) {
        return hasTimer
                ? new UniverseWatcher(
                        history.definitions,
                        Schedule.afterOpen(Duration.ofMinutes(1)),
                        Schedule.afterOpen(Duration.ZERO))
                : new UniverseWatcher(history.definitions);
    }

    @Override
    public void onStart(Context context) {
        schedules.forEach(context::timer);
        definitions.forEach(definition -> universes.add(context.universe(definition.name())));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        for (Universe universe : universes) {
            for (Instrument instrument : context.instruments()) {
                if (universe.contains(instrument) != universe.members().contains(instrument)) {
                    throw new AssertionError("contains differs from members");
                }
            }
            seen.add(new Seen(universe.name(), context.clock().epochNanos(), universe.members(), universe.isUpdated()));
        }
        return List.of();
    }
}
