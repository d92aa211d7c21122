package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the equity of a strategy, or of the account, from mark to mark. A loss beyond a limit is confirmed by bars
 * that are no outliers, or by the next mark at which every instrument that moved with the first has moved again: one bad
 * print is none. So is a rise before losses are measured from it. An equity that is not known says nothing and takes
 * nothing back.
 */
final class LossWatch {
    static final List<Safeguard> RULES = List.of(Safeguard.STOP_LOSS, Safeguard.DAILY_LOSS, Safeguard.DRAWDOWN);

    /** Doubles of equal exact values may differ in the last bits. */
    private static final double SLACK = 1e-12;

    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final LossLimits limits;
    private final double capital;
    private double base;
    private double peak;
    private double last;
    /** What the base was to rise to, had the last mark before it been confirmed. */
    private double awaited = NONE;

    private final ConfirmedEquity confirmed;
    /** What runs before this one have gained, which its books do not know. */
    private double carried;

    private @Nullable Safeguard latched;
    private final @Nullable BitSet[] suspects = new @Nullable BitSet[RULES.size()];

    LossWatch(LossLimits limits, double capital) {
        this.limits = limits;
        this.capital = capital;
        base = capital;
        peak = capital;
        last = capital;
        confirmed = new ConfirmedEquity(capital);
    }

    static boolean isAskedFor(LossLimits limits) {
        return Math.min(limits.maxDailyLoss(), Math.min(limits.maxDrawdown(), limits.stopLoss()))
                < Double.POSITIVE_INFINITY;
    }

    /** What holds entries back, or null. */
    @Nullable
    Safeguard latched() {
        return latched;
    }

    /** A mark; what trips now, or null. */
    @Nullable
    Safeguard marked(double ofBooks, FreshBars bars) {
        if (!Double.isFinite(ofBooks) || latched == Safeguard.STOP_LOSS) {
            return null;
        }
        double equity = ofBooks + carried;
        last = equity;
        rise(equity, bars);
        Safeguard tripped = null;
        for (int i = 0; i < suspects.length; i++) {
            if (isConfirmed(i, equity, bars) && tripped == null && isNew(RULES.get(i))) {
                tripped = RULES.get(i);
            }
        }
        latched = tripped == null ? latched : tripped;
        return tripped;
    }

    /** What losses are measured from rises as far as that is confirmed. */
    private void rise(double equity, FreshBars bars) {
        confirmed.marked(equity, bars);
        if (equity > peak && bars.isSound()) {
            confirmed.believe(equity);
        }
        peak = Math.max(peak, confirmed.value());
        if (confirmed.value() > base) {
            base = Math.max(base, Math.min(awaited, confirmed.value()));
            awaited = NONE;
        } else if (!confirmed.isRising()) {
            awaited = NONE;
        }
    }

    private boolean isNew(Safeguard rule) {
        return latched == null || rule == Safeguard.STOP_LOSS;
    }

    private boolean isConfirmed(int rule, double equity, FreshBars bars) {
        if (!isBreached(RULES.get(rule), equity)) {
            suspects[rule] = null;
            return false;
        }
        BitSet before = suspects[rule];
        if (before == null) {
            suspects[rule] = (BitSet) bars.held().clone();
            return bars.isSound();
        }
        before.andNot(bars.moved());
        return before.isEmpty() || bars.isSound();
    }

    private boolean isBreached(Safeguard rule, double equity) {
        double floor = floor(rule);
        double slack = Math.abs(floor) * SLACK;
        return rule == Safeguard.STOP_LOSS ? equity <= floor + slack : equity < floor - slack;
    }

    /** Equity below which a rule is broken; at a stop-loss also there. */
    double floor(Safeguard rule) {
        return switch (rule) {
            case STOP_LOSS -> capital * (1 - limits.stopLoss());
            case DAILY_LOSS -> base * (1 - limits.maxDailyLoss());
            case DRAWDOWN -> peak * (1 - limits.maxDrawdown());
            default -> throw new IllegalArgumentException("rule must be of a loss, was " + rule);
        };
    }

    double equity() {
        return last;
    }

    /**
     * The day's loss counts from here on.
     *
     * @param bars those of the last mark
     */
    void sessionEnded(FreshBars bars) {
        if (bars.isSound()) {
            confirmed.believe(last);
        }
        measureFromHere();
    }

    private void measureFromHere() {
        base = settled();
        awaited = confirmed.isRising() ? last : NONE;
    }

    /** Newest equity, without a rise that is not confirmed; a fall counts at once. */
    private double settled() {
        return Math.min(last, confirmed.value());
    }

    /** Goes on where the watch of a run before stood, with books that begin anew. */
    void takeUp(SavedSafeguards.Watch saved) {
        base = saved.base();
        peak = saved.peak();
        last = saved.last();
        carried = last - capital;
        confirmed.believe(last);
        latched = saved.latched().orElse(null);
    }

    SavedSafeguards.Watch kept(String owner) {
        return new SavedSafeguards.Watch(owner, base, peak, settled(), Optional.ofNullable(latched));
    }

    /** Lets entries go on, unless a stop-loss has ended them for good; losses are measured from here on. */
    boolean lift() {
        boolean holds = latched != null && latched != Safeguard.STOP_LOSS;
        if (holds) {
            restart();
        }
        return holds;
    }

    /** Nothing is wrong, and losses are measured from here on. */
    void restart() {
        latched = null;
        measureFromHere();
        peak = base;
        if (!confirmed.isRising()) {
            confirmed.believe(base);
        }
        Arrays.fill(suspects, null);
    }

    /** Whether a loss that had tripped is one no more; from now on it may trip again. */
    boolean isBack() {
        boolean back = latched != null && !isBreached(latched, last);
        latched = back ? null : latched;
        return back;
    }

    /** Loss of the day or drawdown over the equity that it is measured from. */
    double share(Safeguard rule) {
        return 1 - last / (rule == Safeguard.DAILY_LOSS ? base : peak);
    }

    void write(JournalBuffer out) {
        out.putDouble(base);
        out.putDouble(peak);
        out.putDouble(last);
        out.putDouble(awaited);
        confirmed.write(out);
        out.put(latched == null ? "" : latched.name());
        for (BitSet each : suspects) {
            out.put(each == null ? 0 : 1);
            if (each != null) {
                MonitorCodec.write(out, each);
            }
        }
    }

    void read(JournalBuffer.Reader in) {
        base = in.getDouble();
        peak = in.getDouble();
        last = in.getDouble();
        awaited = in.getDouble();
        confirmed.read(in);
        String name = in.getText();
        latched = name.isEmpty() ? null : Safeguard.valueOf(name);
        for (int i = 0; i < suspects.length; i++) {
            BitSet read = null;
            if (in.get() == 1) {
                read = new BitSet();
                MonitorCodec.read(in, read);
            }
            suspects[i] = read;
        }
    }
}
