package io.strategysdk.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;

/**
 * Stops trading from outside. Any thread may call it, at any time and as often as it likes; given to several runs it
 * stops them all. Once a pull has returned no new order and no replacement leaves, exits neither; only one that was
 * leaving before, at a venue that takes longer than a second over it, may still arrive.
 *
 * <p>The run's own thread cancels what rests, and flattens where that was asked for, before it matches its next slice,
 * fires its next timer or takes its next order, whichever comes first: the slice that is at work during the pull may
 * still fill what rests. A live run that waits for data looks every 50 milliseconds, whatever else the feed sends. A
 * pull or a pause that was taken back before the run has looked cancels, and flattens, all the same. What comes to rest
 * or to be held in spite of a pull, since a venue was slow or refused, is cancelled and flattened again with each slice.
 * Nothing but {@link #reset} lets orders leave again.
 */
public final class KillSwitch {
    /** A venue that takes longer over one order keeps nobody from pulling. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Of runs that are still there. */
    private final Set<Gate> gates = Collections.newSetFromMap(new WeakHashMap<>());

    /** Names in the runs that it was given to. */
    private final Set<String> strategies = new TreeSet<>();

    private volatile SwitchState state = SwitchState.UNTOUCHED;

    /** A switch that is not pulled and pauses nobody. */
    public KillSwitch() {}

    /**
     * Cancels all orders and refuses new ones; positions stay. Waits for orders that are leaving just now, one second at
     * most.
     */
    public void pull() {
        change(SwitchState::pull);
        awaitGates();
    }

    /** The same, and closes all positions at market. */
    public void pullAndFlatten() {
        change(SwitchState::pullAndFlatten);
        awaitGates();
    }

    /** Lets orders leave again, from then on; what was cancelled stays so. */
    public void reset() {
        change(SwitchState::reset);
    }

    /** Whether no order leaves. */
    public boolean isPulled() {
        return state().pulled();
    }

    /**
     * Cancels and refuses the entries of one strategy; exits go on.
     *
     * @param strategy its name in the run; one that no run has pauses nothing
     */
    public void pause(String strategy) {
        Objects.requireNonNull(strategy, "strategy");
        change(now -> now.pause(strategy));
    }

    /** The same for every strategy of the runs that were built with this switch so far. */
    public void pauseAll() {
        change(now -> {
            SwitchState paused = now;
            for (String strategy : strategies) {
                paused = paused.pause(strategy);
            }
            return paused;
        });
    }

    /** Ends all pauses. */
    public void resumeAll() {
        change(now -> {
            SwitchState resumed = now;
            for (String strategy : now.paused()) {
                resumed = resumed.resume(strategy);
            }
            return resumed;
        });
    }

    /** Ends a pause. */
    public void resume(String strategy) {
        change(now -> now.resume(strategy));
    }

    /**
     * Lifts daily losses and drawdowns that hold entries back, of the account and of all strategies. They are measured
     * from the equity at that moment on. Stop-losses stay.
     */
    public void liftLossLimits() {
        change(SwitchState::lift);
    }

    SwitchState state() {
        return state;
    }

    /** What a run before had been asked for holds on. */
    void takeUp(SavedSafeguards saved) {
        change(now -> now.takeUp(saved));
    }

    /** Where the orders of one more run, of these strategies, leave. */
    synchronized Gate gate(Collection<String> ofRun, RunInputs inputs) {
        strategies.addAll(ofRun);
        Gate gate = new Gate(this, inputs);
        gates.add(gate);
        return gate;
    }

    private synchronized List<Gate> gates() {
        return new ArrayList<>(gates);
    }

    private void awaitGates() {
        Deadline end = new Deadline();
        end.set(PATIENCE);
        boolean interrupted = false;
        for (Gate gate : gates()) {
            interrupted |= await(gate, end);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was interrupted, and has waited on. */
    private static boolean await(Gate gate, Deadline end) {
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                gate.await(end.nanosLeft());
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private synchronized void change(UnaryOperator<SwitchState> change) {
        state = change.apply(state);
    }
}
