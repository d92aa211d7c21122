package io.strategysdk.engine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which instruments bars have just moved, and whether these bars are to be believed. */
final class FreshMarks {
    private static final long MINUTE = 60_000_000_000L;

    private final Run run;
    private final Cursor[] cursors;
    private final BarFilter filter;
    private BitSet moved = new BitSet();

    FreshMarks(Run run, Cursor[] cursors) {
        this.run = run;
        this.cursors = cursors;
        filter = new BarFilter(run.instruments.size());
    }

    /** The books have just been marked at new bars. */
    void marked() {
        moved = new BitSet();
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && cursors[series].step == run.steps.number) {
                int instrument = tape.instrumentOf[series];
                filter.add(instrument, run.marks[instrument]);
                moved.set(instrument);
            }
        }
    }

    /** Shows a watch the book of one strategy; what trips now, or null. */
    @Nullable
    Safeguard look(LossWatch watch, Desk desk) {
        BitSet held = heldOf(desk);
        return watch.marked(equity(desk), held, moved, isSound(held));
    }

    /** The same of all strategies together. */
    @Nullable
    Safeguard look(LossWatch watch) {
        double equity = 0;
        BitSet held = new BitSet();
        for (Desk desk : run.desks) {
            equity += equity(desk);
            held.or(heldOf(desk));
        }
        return watch.marked(equity, held, moved, isSound(held));
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

    private BitSet heldOf(Desk desk) {
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

    /** What an issuer did has changed an instrument's price by a factor. */
    void restated(int instrument, double factor) {
        filter.restated(instrument, factor);
    }

    void write(JournalBuffer out) {
        filter.write(out);
    }

    void read(JournalBuffer.Reader in) {
        filter.read(in);
    }
}
