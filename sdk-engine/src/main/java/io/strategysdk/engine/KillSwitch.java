package io.strategysdk.engine;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Stops a run's trading from outside. Any thread may call it, at any time and as often as it likes; given to several
 * runs it stops them all. Once a pull has returned no new order and no replacement leaves, exits neither; the run's own
 * thread cancels what rests, and flattens where that was asked for, before its next slice, or order, whichever comes
 * first; a live run that waits for data is looked after every 50 milliseconds. What comes to rest or to be held all the
 * same, since a venue was slow or refused, is cancelled and flattened again with each slice. Nothing but {@link #reset}
 * lets orders leave again.
 */
public final class KillSwitch {
    /** A venue that takes longer over one order keeps nobody from pulling. */
    private static final long PATIENCE_SECONDS = 1;

    /** Held while an order leaves. */
    private final ReentrantLock gate = new ReentrantLock();

    private volatile State state = new State(false, false, Set.of(), 0);

    /** A switch that is not pulled and pauses nobody. */
    public KillSwitch() {}

    /** What was asked for so far; runs compare it with what they have done. */
    record State(boolean pulled, boolean flattens, Set<String> paused, long lifts) {}

    /**
     * Cancels all orders and refuses new ones; positions stay. Waits for an order that is leaving just now, one second at
     * most.
     */
    public void pull() {
        change(now -> new State(true, now.flattens, now.paused, now.lifts));
        awaitGate();
    }

    /** The same, and closes all positions at market. */
    public void pullAndFlatten() {
        change(now -> new State(true, true, now.paused, now.lifts));
        awaitGate();
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

    /** What a run before had been asked for holds on. */
    void takeUp(SavedSafeguards saved) {
        change(now -> {
            Set<String> paused = new TreeSet<>(now.paused);
            paused.addAll(saved.paused());
            return new State(
                    now.pulled || saved.pulled(),
                    now.flattens || saved.flattens(),
                    Collections.unmodifiableSet(paused),
                    now.lifts);
        });
    }

    /**
     * Has a command leave unless none must.
     *
     * @param flattens whether it closes a position for the engine
     * @return whether it has left
     */
    boolean lets(boolean flattens, Runnable command) {
        gate.lock();
        try {
            State now = state;
            if (now.pulled && !(flattens && now.flattens)) {
                return false;
            }
            command.run();
            return true;
        } finally {
            gate.unlock();
        }
    }

    private void awaitGate() {
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                if (gate.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    gate.unlock();
                }
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void change(UnaryOperator<State> change) {
        state = change.apply(state);
    }
}
