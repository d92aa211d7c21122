package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The watches over the losses of a run: one for each strategy that asked for one, and one for the account. */
final class Losses {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final long MINUTE = 60_000_000_000L;

    private final Run run;
    private final Cursor[] cursors;
    private final Orderly orderly;
    private final boolean liftsAtSession;
    private final @Nullable LossWatch[] watches;
    private final double[] positionStops;
    private final @Nullable LossWatch account;
    private final BarFilter filter;

    /** How entries are ended and positions closed. */
    interface Orderly {
        void cancelEntries(Desk desk);

        boolean mayClose();

        void close(Desk desk, int instrument, Safeguard why);
    }

    Losses(Run run, Cursor[] cursors, RiskSetup setup, Orderly orderly) {
        this.run = run;
        this.cursors = cursors;
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
        filter = new BarFilter(run.instruments.size());
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

    /** What holds the entries of a strategy back, or null. */
    @Nullable
    Safeguard latched(Desk desk) {
        Safeguard ofAccount = account == null ? null : account.latched();
        LossWatch own = watches[desk.number];
        return ofAccount == null && own != null ? own.latched() : ofAccount;
    }

    /** The books have just been marked at new bars. */
    void marked() {
        BitSet moved = moved();
        for (Desk desk : run.desks) {
            LossWatch own = watches[desk.number];
            if (own != null) {
                BitSet held = heldOf(desk, moved);
                Safeguard tripped = own.marked(equity(desk), held, moved, isSound(held));
                if (tripped != null) {
                    trip(desk, own, tripped);
                }
            }
            if (orderly.mayClose()) {
                closePositions(desk);
            }
        }
        if (account != null) {
            markAccount(account, moved);
        }
        if (orderly.mayClose()) {
            closeAfterStop();
        }
    }

    private void markAccount(LossWatch watch, BitSet moved) {
        double equity = 0;
        BitSet held = new BitSet();
        for (Desk desk : run.desks) {
            equity += equity(desk);
            held.or(heldOf(desk, moved));
        }
        Safeguard tripped = watch.marked(equity, held, moved, isSound(held));
        if (tripped != null) {
            trip(null, watch, tripped);
        }
    }

    /** At the last marks that were numbers: a mark that is none must not hide a loss. */
    private double equity(Desk desk) {
        double equity = desk.book.equity();
        if (!Double.isNaN(equity)) {
            return equity;
        }
        equity = desk.book.cash();
        for (int i = 0; i < desk.book.size(); i++) {
            BookPosition position = desk.book.at(i);
            equity += position.units() == 0 ? 0 : position.size() * filter.last(i);
        }
        return equity;
    }

    private BitSet moved() {
        BitSet moved = new BitSet();
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && cursors[series].step == run.steps.number) {
                int instrument = tape.instrumentOf[series];
                filter.add(instrument, run.marks[instrument]);
                moved.set(instrument);
            }
        }
        return moved;
    }

    private static BitSet heldOf(Desk desk, BitSet moved) {
        BitSet held = new BitSet();
        moved.stream()
                .filter(instrument -> desk.book.at(instrument).units() != 0)
                .forEach(held::set);
        return held;
    }

    /** Whether bars of at least a minute, none of them an outlier, have moved what is held. */
    private boolean isSound(BitSet held) {
        return !held.isEmpty() && held.stream().allMatch(i -> isLong(i) && !filter.isOutlier(i));
    }

    private boolean isLong(int instrument) {
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && tape.instrumentOf[series] == instrument) {
                return tape.series[series].timeframe.duration().toNanos() >= MINUTE;
            }
        }
        return false;
    }

    /** Null is the account. */
    private void trip(@Nullable Desk desk, LossWatch watch, Safeguard rule) {
        double floor = watch.floor(rule);
        run.journal.safeguarded(run.steps.epochNanos, number(desk), rule, watch.equity(), floor);
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

    /** What an issuer did has changed an instrument's price by a factor. */
    void restated(int instrument, double factor) {
        filter.restated(instrument, factor);
    }

    void sessionEnded() {
        for (LossWatch watch : watches) {
            if (watch != null) {
                watch.sessionEnded();
            }
        }
        if (account != null) {
            account.sessionEnded();
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
                    run.steps.epochNanos, number(desk), Safeguard.LIFTED, watch.equity(), watch.equity());
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
        filter.write(out);
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
        filter.read(in);
    }
}
