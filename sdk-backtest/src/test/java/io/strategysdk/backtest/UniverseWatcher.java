package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.feature.Indicators;
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
    private final List<CrossSection> sections = new ArrayList<>();

    /** One universe in one step. */
    record Seen(
            String universe,
            long epochNanos,
            List<Instrument> members,
            boolean isUpdated,
            List<Instrument> descending,
            List<Place> places,
            List<Place> neutral) {}

    /** What a cross-section says of an instrument. */
    record Place(Instrument instrument, double value, double rank, double percentile, double zScore) {
        static List<Place> of(CrossSection section, List<Instrument> instruments) {
            return instruments.stream()
                    .map(each -> new Place(
                            each,
                            section.value(each),
                            section.rank(each),
                            section.percentile(each),
                            section.zScore(each)))
                    .toList();
        }
    }

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
        for (UniverseDefinition definition : definitions) {
            universes.add(context.universe(definition.name()));
            sections.add(context.crossSection(definition.name(), Indicators.simpleReturn(1)));
        }
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        for (int i = 0; i < universes.size(); i++) {
            Universe universe = universes.get(i);
            CrossSection section = sections.get(i);
            boolean isClassified = definitions.get(i).classification().isPresent();
            for (Instrument instrument : context.instruments()) {
                if (universe.contains(instrument) != universe.members().contains(instrument)) {
                    throw new AssertionError("contains differs from members");
                }
            }
            List<Place> places = Place.of(section, context.instruments());
            seen.add(new Seen(
                    universe.name(),
                    context.clock().epochNanos(),
                    universe.members(),
                    universe.isUpdated(),
                    section.descending(),
                    places,
                    isClassified ? Place.of(section.neutralBySector(), context.instruments()) : places));
        }
        return List.of();
    }
}
