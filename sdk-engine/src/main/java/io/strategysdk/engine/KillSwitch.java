package io.strategysdk.engine;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Stops a run's trading from outside. Any thread may call it, at any time and as often as it likes; given to several
 * runs it stops them all. Once it is pulled no new order and no replacement leaves, exits neither; the run's own thread
 * cancels what rests, and flattens where that was asked for, before its next slice, or order, whichever comes first; a
 * live run that waits for data is looked after every 50 milliseconds. Nothing but {@link #reset} lets orders leave again.
 */
public final class KillSwitch {
    private volatile State state = new State(false, false, Set.of(), 0);

    /** A switch that is not pulled and pauses nobody. */
    public KillSwitch() {}

    /** What was asked for so far; runs compare it with what they have done. */
    record State(boolean pulled, boolean flattens, Set<String> paused, long lifts) {}

    /** Cancels all orders and refuses new ones; positions stay. */
    public void pull() {
        change(now -> new State(true, now.flattens, now.paused, now.lifts));
    }

    /** The same, and closes all positions at market. */
    public void pullAndFlatten() {
        change(now -> new State(true, true, now.paused, now.lifts));
    }

    /** Lets orders leave again, from then on; what was cancelled stays so. */
    public void reset() {
        change(now -> new State(false, false, now.paused, now.lifts));
    }

    /** Whether no order leaves. */
    public boolean isPulled() {
        return state().pulled;
    }

    /**
     * Cancels and refuses the entries of one strategy; exits go on.
     *
     * @param strategy its name in the run; one that no run has pauses nothing
     */
    public void pause(String strategy) {
        Objects.requireNonNull(strategy, "strategy");
        change(now -> {
            Set<String> paused = new TreeSet<>(now.paused);
            paused.add(strategy);
            return new State(now.pulled, now.flattens, Collections.unmodifiableSet(paused), now.lifts);
        });
    }

    /** Ends a pause. */
    public void resume(String strategy) {
        change(now -> {
            Set<String> paused = new TreeSet<>(now.paused);
            paused.remove(strategy);
            return new State(now.pulled, now.flattens, Collections.unmodifiableSet(paused), now.lifts);
        });
    }

    /**
     * Lifts daily losses and drawdowns that hold entries back, of the account and of all strategies. They are measured
     * from the equity at that moment on. Stop-losses stay.
     */
    public void liftLossLimits() {
        change(now -> new State(now.pulled, now.flattens, now.paused, now.lifts + 1));
    }

    State state() {
        return state;
    }

    private synchronized void change(UnaryOperator<State> change) {
        state = change.apply(state);
    }
}
