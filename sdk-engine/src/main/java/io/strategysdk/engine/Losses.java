package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The watches over the losses of a run: one for each strategy that asked for one, and one for the account. */
final class Losses {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final Run run;
    private final FreshMarks fresh;
    private final Orderly orderly;
    private final boolean liftsAtSession;
    private final @Nullable LossWatch[] watches;
    private final double[] positionStops;
    private final @Nullable LossWatch account;

    /** How entries are ended and positions closed. */
    interface Orderly {
        void cancelEntries(Desk desk);

        boolean mayClose();

        void close(Desk desk, int instrument, Safeguard why);
    }

    Losses(Run run, FreshMarks fresh, RiskSetup setup, Orderly orderly) {
        this.run = run;
        this.fresh = fresh;
        this.orderly = orderly;
        liftsAtSession = setup.liftsAtSession();
        watches = new @Nullable LossWatch[run.desks.length];
        positionStops = new double[watches.length];
        double capital = 0;
        for (int d = 0; d < watches.length; d++) {
            Desk desk = run.desks[d];
            LossLimits limits = desk.limits.losses();
            capital += desk.book.capital().doubleValue();
            watches[d] = watch(limits, desk.book.capital().doubleValue());
            positionStops[d] =
                    Math.min(limits.positionStopLoss(), setup.account().positionStopLoss());
        }
        account = watch(setup.account(), capital);
    }

    private static @Nullable LossWatch watch(LossLimits limits, double capital) {
        return LossWatch.isAskedFor(limits) ? new LossWatch(limits, capital) : null;
    }

    static boolean areAskedFor(Desk[] desks, LossLimits account) {
        boolean any = !account.equals(LossLimits.NONE);
        for (Desk desk : desks) {
            any |= !desk.limits.losses().equals(LossLimits.NONE);
        }
        return any;
    }

    /** What holds the entries of a strategy back, or null: a stop-loss before all else, its own or the account's. */
    @Nullable
    Safeguard latched(Desk desk) {
        Safeguard ofAccount = latched(account);
        Safeguard own = latched(watches[desk.number]);
        return ofAccount == null || own == Safeguard.STOP_LOSS ? own : ofAccount;
    }

    private static @Nullable Safeguard latched(@Nullable LossWatch watch) {
        return watch == null ? null : watch.latched();
    }

    /** The books have just been marked at new bars. */
    void marked() {
        for (Desk desk : run.desks) {
            LossWatch own = watches[desk.number];
            if (own != null) {
                Safeguard tripped = fresh.look(own, desk);
                if (tripped != null) {
                    trip(desk, own, tripped);
                }
            }
            if (orderly.mayClose()) {
                closePositions(desk);
            }
        }
        if (account != null) {
            Safeguard tripped = fresh.look(account);
            if (tripped != null) {
                trip(null, account, tripped);
            }
        }
        if (orderly.mayClose()) {
            closeAfterStop();
        }
    }

    /** Null is the account. */
    private void trip(@Nullable Desk desk, LossWatch watch, Safeguard rule) {
        double floor = watch.floor(rule);
        run.journal.safeguarded(
                run.steps.epochNanos, number(desk), rule, JournalWriter.NO_INSTRUMENT, watch.equity(), floor);
        run.warnings.add("The limit of the " + rule.words() + " of " + name(desk) + " was reached: equity "
                + OrderCosts.text(watch.equity()) + ", limit " + OrderCosts.text(floor) + ".");
        for (Desk each : run.desks) {
            if (desk == null || desk.number == each.number) {
                orderly.cancelEntries(each);
            }
        }
    }

    private static int number(@Nullable Desk desk) {
        return desk == null ? JournalWriter.NO_DESK : desk.number;
    }

    private static String name(@Nullable Desk desk) {
        return desk == null ? "the account" : "strategy " + desk.name;
    }

    private void closePositions(Desk desk) {
        double stop = positionStops[desk.number];
        if (stop == NONE || desk.book.isFlat()) {
            return;
        }
        for (int i = 0; i < desk.book.size(); i++) {
            BookPosition position = desk.book.at(i);
            if (position.units() != 0 && loss(position) >= stop - 1e-12 && !ExitRule.isClosing(desk, i)) {
                run.journal.safeguarded(
                        run.steps.epochNanos,
                        desk.number,
                        Safeguard.POSITION_STOP_LOSS,
                        i,
                        position.mark(),
                        position.avgPx());
                orderly.close(desk, i, Safeguard.POSITION_STOP_LOSS);
            }
        }
    }

    /** Adverse move from the average price, over that; NaN, which stops nothing, without a mark. */
    private static double loss(BookPosition position) {
        double average = position.avgPx();
        return Long.signum(position.units()) * (average - position.mark()) / average;
    }

    /** Also what an order that had left before brought in. */
    private void closeAfterStop() {
        for (Desk desk : run.desks) {
            for (int i = 0; latched(desk) == Safeguard.STOP_LOSS && i < desk.book.size(); i++) {
                if (desk.book.at(i).units() != 0 && !ExitRule.isClosing(desk, i)) {
                    orderly.close(desk, i, Safeguard.STOP_LOSS);
                }
            }
        }
    }

    void sessionEnded() {
        for (Desk desk : run.desks) {
            LossWatch own = watches[desk.number];
            if (own != null) {
                own.sessionEnded(fresh.of(desk));
            }
        }
        if (account != null) {
            account.sessionEnded(fresh.ofAll());
        }
        if (liftsAtSession) {
            lift();
        }
    }

    /** By hand, or with a new session. */
    void lift() {
        for (Desk desk : run.desks) {
            lift(desk, watches[desk.number]);
        }
        lift(null, account);
    }

    private void lift(@Nullable Desk desk, @Nullable LossWatch watch) {
        if (watch != null && watch.lift()) {
            run.journal.safeguarded(
                    run.steps.epochNanos,
                    number(desk),
                    Safeguard.LIFTED,
                    JournalWriter.NO_INSTRUMENT,
                    watch.equity(),
                    watch.equity());
        }
    }

    /** Goes on where a run before stood. */
    void takeUp(SavedSafeguards saved) {
        for (Desk desk : run.desks) {
            LossWatch own = watches[desk.number];
            if (own != null) {
                saved.watchOf(desk.name).ifPresent(own::takeUp);
            }
        }
        if (account != null) {
            saved.watchOf(SavedSafeguards.ACCOUNT).ifPresent(account::takeUp);
        }
    }

    List<SavedSafeguards.Watch> kept() {
        List<SavedSafeguards.Watch> kept = new ArrayList<>();
        if (account != null) {
            kept.add(account.kept(SavedSafeguards.ACCOUNT));
        }
        for (Desk desk : run.desks) {
            LossWatch own = watches[desk.number];
            if (own != null) {
                kept.add(own.kept(desk.name));
            }
        }
        return kept;
    }

    /** What a run before has latched stands in this run's journal too. */
    void tellOfLatched() {
        for (Desk desk : run.desks) {
            tellOfLatched(desk, watches[desk.number]);
        }
        tellOfLatched(null, account);
    }

    private void tellOfLatched(@Nullable Desk desk, @Nullable LossWatch watch) {
        Safeguard rule = latched(watch);
        if (watch != null && rule != null) {
            run.journal.safeguarded(
                    run.steps.epochNanos,
                    number(desk),
                    rule,
                    JournalWriter.NO_INSTRUMENT,
                    watch.equity(),
                    watch.floor(rule));
            run.warnings.add("The " + rule.words() + " of " + name(desk)
                    + " in a run before still holds entries back, see "
                    + (rule == Safeguard.STOP_LOSS
                            ? "RealtimeEngine.Builder.safeguardsFile."
                            : "KillSwitch.liftLossLimits."));
        }
    }

    void write(JournalBuffer out) {
        for (LossWatch watch : watches) {
            if (watch != null) {
                watch.write(out);
            }
        }
        if (account != null) {
            account.write(out);
        }
    }

    void read(JournalBuffer.Reader in) {
        for (LossWatch watch : watches) {
            if (watch != null) {
                watch.read(in);
            }
        }
        if (account != null) {
            account.read(in);
        }
    }
}
