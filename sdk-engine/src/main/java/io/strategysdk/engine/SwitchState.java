package io.strategysdk.engine;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was asked of a kill switch so far. Runs compare it with what they have done: what was asked and taken back
 * between two looks is counted, and is not lost.
 *
 * @param pulled whether no order leaves
 * @param flattens whether positions are closed
 * @param paused strategies whose entries do not leave
 * @param pulls how many times orders were stopped from leaving
 * @param flattenings how many times positions began to be closed
 * @param pauses the same of pauses, by strategy
 * @param lifts how many times loss limits were lifted
 */
record SwitchState(
        boolean pulled,
        boolean flattens,
        Set<String> paused,
        long pulls,
        long flattenings,
        Map<String, Long> pauses,
        long lifts) {
    static final SwitchState UNTOUCHED = new SwitchState(false, false, Set.of(), 0, 0, Map.of(), 0);

    SwitchState pull() {
        return pulled ? this : new SwitchState(true, flattens, paused, pulls + 1, flattenings, pauses, lifts);
    }

    SwitchState pullAndFlatten() {
        SwitchState now = pull();
        return flattens ? now : new SwitchState(true, true, paused, now.pulls, flattenings + 1, pauses, lifts);
    }

    SwitchState reset() {
        return new SwitchState(false, false, paused, pulls, flattenings, pauses, lifts);
    }

    SwitchState pause(String strategy) {
        if (paused.contains(strategy)) {
            return this;
        }
        Set<String> names = new TreeSet<>(paused);
        names.add(strategy);
        Map<String, Long> counts = new TreeMap<>(pauses);
        counts.merge(strategy, 1L, Long::sum);
        return new SwitchState(
                pulled,
                flattens,
                Collections.unmodifiableSet(names),
                pulls,
                flattenings,
                Collections.unmodifiableMap(counts),
                lifts);
    }

    SwitchState resume(String strategy) {
        Set<String> names = new TreeSet<>(paused);
        names.remove(strategy);
        return new SwitchState(pulled, flattens, Collections.unmodifiableSet(names), pulls, flattenings, pauses, lifts);
    }

    SwitchState lift() {
        return new SwitchState(pulled, flattens, paused, pulls, flattenings, pauses, lifts + 1);
    }

    /** What a run before had been asked for holds on. */
    SwitchState takeUp(SavedSafeguards saved) {
        SwitchState now = this;
        if (saved.pulled()) {
            now = saved.flattens() ? now.pullAndFlatten() : now.pull();
        }
        for (String strategy : saved.paused()) {
            now = now.pause(strategy);
        }
        return now;
    }

    /** What a run has done that begins now, or goes on with these things done: what was taken back before is not its own. */
    SwitchState done(boolean killed, Set<String> pausedBefore) {
        return new SwitchState(killed, false, pausedBefore, pulls, flattenings, pauses, 0);
    }

    /** Whether no order was to leave at some time since then. */
    boolean isPulledSince(SwitchState before) {
        return pulls != before.pulls || (pulled && !before.pulled);
    }

    /** Whether positions were to be closed at some time since then, and may be. */
    boolean isFlattenedSince(SwitchState before) {
        boolean isAsked = flattenings != before.flattenings || (flattens && !before.flattens);
        return isAsked && (flattens || !pulled);
    }

    /** Whether entries of a strategy were to be held back at some time since then. */
    boolean isPausedSince(SwitchState before, String strategy) {
        return !pausesOf(strategy).equals(before.pausesOf(strategy))
                || (paused.contains(strategy) && !before.paused.contains(strategy));
    }

    private Long pausesOf(String strategy) {
        return pauses.getOrDefault(strategy, 0L);
    }

    /** Whether an order may leave: nothing but what closes a position for the engine while the switch is pulled. */
    boolean lets(boolean isClosing) {
        return !pulled || (isClosing && flattens);
    }
}
