package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Members of random universes over random histories. */
@Tag("long")
class UniverseHistoriesTests {
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(100_000);

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void membersAreThoseThatTheRulesSay(@ForAll long seed) {
        UniverseHistory history = new UniverseHistory(seed);
        UniverseWatcher watcher = UniverseWatcher.of(history, seed % 2 == 0);

        run(history, history.data, watcher);

        Map<String, List<Instrument>> before = new HashMap<>();
        for (UniverseWatcher.Seen seen : watcher.seen) {
            UniverseOracle oracle = new UniverseOracle(
                    history.data,
                    history.actions,
                    history.definitions.stream()
                            .filter(definition -> definition.name().equals(seen.universe()))
                            .findFirst()
                            .orElseThrow());
            List<Instrument> members = oracle.members(seen.epochNanos());
            assertThat(seen.members())
                    .as("%s at %s", seen.universe(), Clock.instantOf(seen.epochNanos()))
                    .isEqualTo(members);
            assertThat(seen.isUpdated())
                    .as("%s at %s", seen.universe(), Clock.instantOf(seen.epochNanos()))
                    .isEqualTo(!members.equals(before.getOrDefault(seen.universe(), List.of())));
            before.put(seen.universe(), members);
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void membersAreComparedWithThoseThatTradedLast(@ForAll long seed) {
        UniverseHistory history = new UniverseHistory(seed);
        UniverseWatcher watcher = UniverseWatcher.of(history, seed % 2 == 0);

        run(history, history.data, watcher);

        for (UniverseWatcher.Seen seen : watcher.seen) {
            CrossSectionOracle oracle = new CrossSectionOracle(history, seen);
            assertThat(seen.places().stream()
                            .filter(place -> !Double.isNaN(place.value()))
                            .map(UniverseWatcher.Place::instrument))
                    .as("compared at %s", Clock.instantOf(seen.epochNanos()))
                    .isEqualTo(oracle.compared());
            assertThat(seen.descending()).isEqualTo(oracle.descending());
            oracle.assertStanding(seen.places());
            oracle.assertNeutral();
            oracle.assertStanding(seen.neutral());
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void membersDoNotChangeWhenLaterBarsAreAdded(@ForAll long seed) {
        UniverseHistory history = new UniverseHistory(seed);
        UniverseWatcher whole = UniverseWatcher.of(history, true);
        run(history, history.data, whole);
        long cut = whole.seen
                .get((int) Math.floorMod(seed, (long) whole.seen.size()))
                .epochNanos();
        List<BarColumns> first = new ArrayList<>();
        for (BarColumns bars : history.data.series()) {
            int kept = 0;
            while (kept < bars.size() && bars.epochNanos(kept) <= cut) {
                kept++;
            }
            first.add(
                    kept == 0
                            ? BarColumns.builder(bars.instrument(), bars.timeframe())
                                    .build()
                            : bars.first(kept));
        }
        if (first.stream().allMatch(bars -> bars.size() == 0)) {
            return;
        }
        UniverseWatcher shorter = UniverseWatcher.of(history, true);

        engine(history, MarketData.of(history.calendar, first).withActions(history.actions), shorter)
                .build()
                .run();

        assertThat(shorter.seen).isNotEmpty();
        assertThat(whole.seen.subList(0, shorter.seen.size())).isEqualTo(shorter.seen);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aReplayThroughTheRealtimeEngineHasTheSameMembersInEachStep(@ForAll long seed) {
        UniverseHistory history = new UniverseHistory(seed);
        List<UniverseWatcher> stored = List.of(UniverseWatcher.of(history, true), UniverseWatcher.of(history, false));
        List<UniverseWatcher> live = List.of(UniverseWatcher.of(history, true), UniverseWatcher.of(history, false));
        RealtimeClock clock = RealtimeClock.accelerated(
                Clock.instantOf(history.data.series().stream()
                        .mapToLong(bars -> bars.openEpochNanos(0))
                        .min()
                        .orElseThrow()),
                1e8);
        RealtimeEngine.Builder engine = RealtimeEngine.on(
                        new ReplayFeed(history.data, clock),
                        history.data.instruments(),
                        history.timeframe,
                        history.calendar)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .history(8)
                .sliceTimeout(Duration.ofMinutes(1))
                .corporateActions(history.ofReplay());
        history.definitions.forEach(engine::universe);
        engine.strategy("s0", live.get(0), CAPITAL, RiskLimits.NONE);
        engine.strategy("s1", live.get(1), CAPITAL, RiskLimits.NONE);

        engine.build().run();
        run(history, history.data, stored.get(0), stored.get(1));

        assertThat(live.get(0).seen).isEqualTo(stored.get(0).seen);
        assertThat(live.get(1).seen).isEqualTo(stored.get(1).seen);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aRestoredRunHasTheSameMembersInEachStep(@ForAll long seed) {
        UniverseHistory history = new UniverseHistory(seed);
        UniverseWatcher whole = UniverseWatcher.of(history, true);
        run(history, history.data, whole);
        long cut = whole.seen
                .get((int) Math.floorMod(seed, (long) whole.seen.size()))
                .epochNanos();
        UniverseWatcher before = UniverseWatcher.of(history, true);
        Engine first = engine(history, history.data, before).build();
        if (!first.runUntil(Instant.EPOCH.plusNanos(cut)) || before.seen.isEmpty()) {
            return;
        }
        Checkpoint checkpoint = first.checkpoint();
        UniverseWatcher after = UniverseWatcher.of(history, true);

        engine(history, history.data, after).resume(checkpoint).build().run();

        List<UniverseWatcher.Seen> together = new ArrayList<>(before.seen);
        together.addAll(after.seen);
        assertThat(together).isEqualTo(whole.seen);
    }

    private static void run(UniverseHistory history, MarketData data, UniverseWatcher... watchers) {
        assertThat(engine(history, data, watchers).build().run().strategies())
                .allMatch(result -> result.failure().isEmpty());
    }

    private static Engine.Builder engine(UniverseHistory history, MarketData data, UniverseWatcher... watchers) {
        Engine.Builder engine = Engine.over(data).execution(new SimulatedMarket(MarketModel.FRICTIONLESS));
        history.definitions.forEach(definition -> engine.universe(definition.allowingMissingData()));
        for (int i = 0; i < watchers.length; i++) {
            engine.strategy("s" + i, watchers[i], CAPITAL, RiskLimits.NONE);
        }
        return engine;
    }
}
