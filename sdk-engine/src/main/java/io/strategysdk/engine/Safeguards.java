package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run does for the safety of its strategies beside checking their orders: loss limits and the kill switch. */
final class Safeguards implements Losses.Orderly {
    private final Run run;
    private final Cursor[] cursors;
    private final @Nullable KillSwitch killSwitch;
    private final @Nullable Gate gate;
    private final @Nullable FreshMarks fresh;
    private final @Nullable Losses losses;
    private final @Nullable Monitors monitors;
    private final @Nullable KeptSafeguards kept;
    private final boolean leavesForBroker;
    private @Nullable Reconciliation reconciliation;
    private long lastStepBefore;
    private SwitchState done;

    Safeguards(Run run, Cursor[] cursors, RiskSetup setup) {
        this.run = run;
        this.cursors = cursors;
        leavesForBroker = !run.execution.isSimulated();
        killSwitch = setup.killSwitch();
        gate = killSwitch == null
                ? null
                : killSwitch.gate(
                        Arrays.stream(run.desks).map(desk -> desk.name).toList(), run.inputs);
        done = done(false, Set.of());
        boolean limitsLosses = Losses.areAskedFor(run.desks, setup.account());
        boolean isMonitored = !setup.monitors().isEmpty();
        FreshMarks marks = limitsLosses || !setup.monitors().monitors.isEmpty() ? new FreshMarks(run, cursors) : null;
        fresh = marks;
        losses = marks != null && limitsLosses ? new Losses(run, marks, setup, this) : null;
        monitors = isMonitored ? new Monitors(run, cursors, marks, setup) : null;
        kept = setup.file() == null || killSwitch == null
                ? null
                : new KeptSafeguards(run, setup.file(), killSwitch, losses);
    }

    private SwitchState done(boolean killed, Set<String> paused) {
        SwitchState now = killSwitch == null ? SwitchState.UNTOUCHED : run.inputs.asked(killSwitch);
        return now.done(killed, paused);
    }

    /** Entries are held back while run and broker differ. */
    void watch(Reconciliation value) {
        reconciliation = value;
    }

    private boolean isInDoubt() {
        return reconciliation != null && reconciliation.isInDoubt();
    }

    /** Whether each bar has to be looked at. */
    boolean watches() {
        return fresh != null || monitors != null || killSwitch != null;
    }

    /** An order leaves. */
    void sent(Desk desk, WorkingOrder order) {
        if (monitors != null) {
            monitors.sent(desk, order);
        }
    }

    /** An order of a strategy is at the market. */
    void accepted(Desk desk) {
        if (monitors != null) {
            monitors.accepted(desk);
        }
    }

    /** An order of a strategy is not, or not any more. */
    void rejected(Desk desk, RejectReason reason) {
        if (monitors != null) {
            monitors.rejected(desk, reason);
        }
    }

    /** A part of an order, or the rest of it, was filled at a price. */
    void filled(Desk desk, WorkingOrder order, long price) {
        if (monitors != null) {
            monitors.filled(desk, order, price);
        }
    }

    /** An order has ended, in whatever way. */
    void ended(Desk desk, WorkingOrder order) {
        if (monitors != null) {
            monitors.ended(desk, order);
        }
    }

    /** It is that late, although no bar has come. */
    void timePassed(long now) {
        if (monitors != null) {
            monitors.timePassed(now);
        }
        poll();
        keep();
    }

    /** A strategy binds a feature. */
    void bound(BoundFeature feature) {
        if (monitors != null) {
            monitors.bound(feature);
        }
    }

    /** All strategies have bound what they want. */
    void started() {
        if (monitors != null) {
            monitors.started();
        }
    }

    /** Values of features that broke a rule. */
    List<FeatureViolations> violations() {
        return monitors == null ? List.of() : monitors.violations();
    }

    /** A realtime run has come to its first session. */
    void began() {
        if (kept != null) {
            kept.began();
        }
    }

    /** What would be forgotten with the process is written down if it has changed. */
    void keep() {
        if (kept != null) {
            kept.save();
        }
    }

    /** Does what monitors have raised, and what has been asked of the switch, since they were looked at last. */
    void poll() {
        if (monitors != null) {
            monitors.act();
        }
        if (killSwitch != null) {
            SwitchState asked = run.inputs.asked(killSwitch);
            if (!asked.equals(done)) {
                SwitchState before = done;
                done = asked;
                obey(before, asked);
                keep();
            }
        }
    }

    private void obey(SwitchState before, SwitchState asked) {
        boolean isPulled = asked.isPulledSince(before);
        boolean isFlattened = asked.isFlattenedSince(before);
        if (isPulled && before.pulled()) {
            reset();
        }
        if (isPulled) {
            journal(JournalWriter.NO_DESK, Safeguard.KILL_SWITCH);
            run.warnings.add("The kill switch was pulled.");
            cancelAll(isFlattened);
        }
        if (isFlattened) {
            flatten();
        }
        if ((isPulled || before.pulled()) && !asked.pulled()) {
            reset();
        }
        for (Desk desk : run.desks) {
            pauseOrResume(desk, before, asked);
        }
        if (asked.lifts() != before.lifts() && losses != null) {
            losses.lift();
        }
    }

    private void reset() {
        journal(JournalWriter.NO_DESK, Safeguard.KILL_SWITCH_RESET);
        if (monitors != null) {
            monitors.reset();
        }
    }

    private void pauseOrResume(Desk desk, SwitchState before, SwitchState asked) {
        boolean was = before.paused().contains(desk.name);
        boolean isPaused = asked.isPausedSince(before, desk.name);
        if (isPaused && was) {
            resume(desk);
        }
        if (isPaused) {
            journal(desk.number, Safeguard.PAUSED);
            cancelEntries(desk);
        }
        if ((isPaused || was) && !asked.paused().contains(desk.name)) {
            resume(desk);
        }
    }

    private void resume(Desk desk) {
        journal(desk.number, Safeguard.RESUMED);
        if (monitors != null) {
            monitors.resumed(desk);
        }
    }

    private void journal(int desk, Safeguard what) {
        run.journal.safeguarded(run.steps.epochNanos, desk, what, JournalWriter.NO_INSTRUMENT, 0, 0);
    }

    /** What a slow venue has filled, or refused to cancel, since orders were held back. */
    private void sweep() {
        if (done.pulled()) {
            cancelAll(done.flattens());
            if (done.flattens()) {
                flatten();
            }
        }
        for (Desk desk : run.desks) {
            if (isPaused(desk) || latched(desk) != null) {
                cancelEntries(desk);
            }
        }
    }

    private void cancelAll(boolean flattens) {
        for (Desk desk : run.desks) {
            for (int i = desk.workingCount() - 1; i >= 0; i--) {
                WorkingOrder order = desk.working(i);
                if (!order.isLiquidation() || !flattens) {
                    run.cancel(desk, order);
                }
            }
        }
    }

    private void flatten() {
        for (Desk desk : run.desks) {
            for (int i = 0; i < desk.book.size(); i++) {
                if (desk.book.at(i).units() != 0 && !ExitRule.isClosing(desk, i)) {
                    close(desk, i, Safeguard.KILL_SWITCH);
                }
            }
        }
    }

    /** Why not even an exit may leave, or null. */
    @Nullable
    Refusal refuseAll(WorkingOrder order) {
        if (killSwitch == null) {
            return null;
        }
        if (!run.inputs.asked(killSwitch).equals(done)) {
            poll();
        }
        return run.inputs.asked(killSwitch).pulled() ? killed(order) : null;
    }

    static Refusal killed(WorkingOrder order) {
        return Refusal.of(RejectReason.KILL_SWITCH, "no order must leave while the kill switch is pulled", order);
    }

    /** Whether there is a kill switch. */
    boolean isSwitched() {
        return gate != null;
    }

    /** Has a command leave for the venue, unless the kill switch has been pulled. */
    boolean lets(boolean flattens, Runnable command) {
        if (gate != null) {
            return gate.lets(flattens, command);
        }
        command.run();
        return true;
    }

    /** Whether anything holds the entries of a strategy back. */
    boolean holdsBack(Desk desk) {
        return (leavesForBroker && (isInDoubt() || run.execution.isDegraded())) || heldBackByHand(desk);
    }

    private boolean heldBackByHand(Desk desk) {
        return watches() && (isPaused(desk) || latched(desk) != null || isUnkept());
    }

    private boolean isUnkept() {
        return kept != null && run.inputs.whether(kept.isFailing());
    }

    private boolean isPaused(Desk desk) {
        return killSwitch != null && run.inputs.asked(killSwitch).paused().contains(desk.name);
    }

    private @Nullable Safeguard latched(Desk desk) {
        return losses == null ? null : losses.latched(desk);
    }

    /** Why an entry must not leave. */
    Refusal refuseEntry(Desk desk, WorkingOrder order) {
        if (leavesForBroker && (isInDoubt() || run.execution.isDegraded())) {
            return Refusal.of(
                    RejectReason.NOT_CONNECTED,
                    isInDoubt()
                            ? "entries must not leave while run and broker differ"
                            : "entries must not leave while the connection to the broker is degraded",
                    order);
        }
        if (isUnkept()) {
            return Refusal.of(
                    RejectReason.STRATEGY_PAUSED,
                    "entries must not leave while the safeguards file cannot be written",
                    order);
        }
        Safeguard latched = latched(desk);
        return latched == null
                ? Refusal.of(RejectReason.STRATEGY_PAUSED, "entries of a paused strategy must not leave", order)
                : Refusal.of(RejectReason.LOSS_LIMIT, "entries must not leave after a " + latched.words(), order);
    }

    /** The books have just been marked at new bars. */
    void marked() {
        if (fresh != null) {
            fresh.marked();
        }
        if (monitors != null) {
            monitors.marked();
        }
        poll();
        sweep();
        if (losses != null) {
            losses.marked();
        }
        keep();
    }

    /** What could open more; what closes goes on. */
    @Override
    public void cancelEntries(Desk desk) {
        run.cancelEntries(desk);
    }

    /** Not while the kill switch leaves positions as they are. */
    @Override
    public boolean mayClose() {
        return killSwitch == null || !run.inputs.asked(killSwitch).pulled();
    }

    @Override
    public void close(Desk desk, int instrument, Safeguard why) {
        run.entry.liquidate(desk, instrument, false, why.words());
    }

    /** The run leaves a session. */
    void sessionEnded() {
        for (Desk desk : run.desks) {
            if (desk.checks.returns != null) {
                desk.checks.returns.sessionEnded(sessionMarks());
            }
        }
        lastStepBefore = run.steps.number;
        if (losses != null) {
            losses.sessionEnded();
        }
        if (monitors != null) {
            monitors.sessionEnded();
        }
    }

    /** What an issuer did has changed an instrument's last price by a factor. */
    void restated(int instrument, double factor) {
        for (Desk desk : run.desks) {
            if (desk.checks.returns != null) {
                desk.checks.returns.restated(instrument, factor);
            }
        }
        if (fresh != null) {
            fresh.restated(instrument, factor);
        }
        if (monitors != null) {
            monitors.restated(instrument, factor);
        }
    }

    /** Marks that bars of this session have set; NaN elsewhere, so that no old price counts as a return of 0. */
    private double[] sessionMarks() {
        double[] marks = run.marks.clone();
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && cursors[series].step <= lastStepBefore) {
                marks[tape.instrumentOf[series]] = Double.NaN;
            }
        }
        return marks;
    }

    void write(JournalBuffer out) {
        out.put(lastStepBefore);
        for (Desk desk : run.desks) {
            desk.checks.write(out);
        }
        if (fresh != null) {
            fresh.write(out);
        }
        if (losses != null) {
            losses.write(out);
        }
        if (monitors != null) {
            monitors.write(out);
        }
    }

    void read(JournalBuffer.Reader in) {
        lastStepBefore = in.get();
        for (Desk desk : run.desks) {
            desk.checks.read(in);
        }
        if (fresh != null) {
            fresh.read(in);
        }
        if (losses != null) {
            losses.read(in);
        }
        if (monitors != null) {
            monitors.read(in);
            done = done(monitors.hasKilled(), monitors.paused());
        }
    }
}
