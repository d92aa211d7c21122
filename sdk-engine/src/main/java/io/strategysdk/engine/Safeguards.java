package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run does for the safety of its strategies beside checking their orders: loss limits and the kill switch. */
final class Safeguards implements Losses.Orderly {
    private final Run run;
    private final Cursor[] cursors;
    private final @Nullable KillSwitch killSwitch;
    private final @Nullable Losses losses;
    private long lastStepBefore;
    private KillSwitch.State done = new KillSwitch.State(false, false, Set.of(), 0);

    Safeguards(Run run, Cursor[] cursors, RiskSetup setup) {
        this.run = run;
        this.cursors = cursors;
        killSwitch = setup.killSwitch();
        losses = Losses.areAskedFor(run.desks, setup.account()) ? new Losses(run, cursors, setup, this) : null;
    }

    /** Whether each bar has to be looked at. */
    boolean watches() {
        return losses != null || killSwitch != null;
    }

    /** Does what has been asked of the switch since it was looked at last. */
    void poll() {
        if (killSwitch != null) {
            KillSwitch.State asked = killSwitch.state();
            if (!asked.equals(done)) {
                KillSwitch.State before = done;
                done = asked;
                obey(before, asked);
            }
        }
    }

    private void obey(KillSwitch.State before, KillSwitch.State asked) {
        if (asked.pulled() && !before.pulled()) {
            journal(JournalWriter.NO_DESK, Safeguard.KILL_SWITCH);
            run.warnings.add("The kill switch was pulled.");
            cancelAll();
        } else if (before.pulled() && !asked.pulled()) {
            journal(JournalWriter.NO_DESK, Safeguard.KILL_SWITCH_RESET);
        }
        if (asked.flattens() && !before.flattens()) {
            flatten();
        }
        for (Desk desk : run.desks) {
            pauseOrResume(
                    desk, before.paused().contains(desk.name), asked.paused().contains(desk.name));
        }
        if (asked.lifts() != before.lifts() && losses != null) {
            losses.lift();
        }
    }

    private void pauseOrResume(Desk desk, boolean was, boolean is) {
        if (is && !was) {
            journal(desk.number, Safeguard.PAUSED);
            cancelEntries(desk);
        } else if (was && !is) {
            journal(desk.number, Safeguard.RESUMED);
        }
    }

    private void journal(int desk, Safeguard what) {
        run.journal.safeguarded(run.steps.epochNanos, desk, what, 0, 0);
    }

    private void cancelAll() {
        for (Desk desk : run.desks) {
            for (int i = desk.workingCount() - 1; i >= 0; i--) {
                run.cancel(desk, desk.working(i));
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
        if (killSwitch == null || !killSwitch.isPulled()) {
            return null;
        }
        poll();
        return Refusal.of(RejectReason.KILL_SWITCH, "no order must leave while the kill switch is pulled", order);
    }

    /** Whether anything holds the entries of a strategy back. */
    boolean holdsBack(Desk desk) {
        return watches() && (isPaused(desk) || latched(desk) != null);
    }

    private boolean isPaused(Desk desk) {
        return killSwitch != null && killSwitch.state().paused().contains(desk.name);
    }

    private @Nullable Safeguard latched(Desk desk) {
        return losses == null ? null : losses.latched(desk);
    }

    /** Why an entry must not leave. */
    Refusal refuseEntry(Desk desk, WorkingOrder order) {
        Safeguard latched = latched(desk);
        return latched == null
                ? Refusal.of(RejectReason.STRATEGY_PAUSED, "entries of a paused strategy must not leave", order)
                : Refusal.of(RejectReason.LOSS_LIMIT, "entries must not leave after a " + latched.words(), order);
    }

    /** The books have just been marked at new bars. */
    void marked() {
        poll();
        if (losses != null) {
            losses.marked();
        }
    }

    /** What could open more; what closes goes on. */
    @Override
    public void cancelEntries(Desk desk) {
        for (int i = desk.workingCount() - 1; i >= 0; i--) {
            WorkingOrder order = desk.working(i);
            long held = desk.book.at(order.instrumentIndex()).units();
            boolean closes = order.sign() == -Long.signum(held)
                    && (order.isReduceOnly() || (!order.isByAmount() && order.leavesQty() <= Math.abs(held)));
            if (!closes) {
                run.cancel(desk, order);
            }
        }
    }

    /** Not while the kill switch leaves positions as they are. */
    @Override
    public boolean mayClose() {
        return killSwitch == null || !killSwitch.isPulled();
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
    }

    /** What an issuer did has changed an instrument's last price by a factor. */
    void restated(int instrument, double factor) {
        for (Desk desk : run.desks) {
            if (desk.checks.returns != null) {
                desk.checks.returns.restated(instrument, factor);
            }
        }
        if (losses != null) {
            losses.restated(instrument, factor);
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
        if (losses != null) {
            losses.write(out);
        }
    }

    void read(JournalBuffer.Reader in) {
        lastStepBefore = in.get();
        for (Desk desk : run.desks) {
            desk.checks.read(in);
        }
        if (losses != null) {
            losses.read(in);
        }
    }
}
