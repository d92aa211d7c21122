package io.strategysdk.engine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which instruments bars have just moved, and whether these bars are to be believed. */
final class FreshMarks {
    private static final long MINUTE = 60_000_000_000L;

    private final Run run;
    private final Cursor[] cursors;
    private final BarFilter filter;
    private final boolean[] isLong;
    private final BitSet moved = new BitSet();
    private final Bars[] ofDesks;
    private final Bars ofAll;

    FreshMarks(Run run, Cursor[] cursors) {
        this.run = run;
        this.cursors = cursors;
        filter = new BarFilter(run.instruments.size());
        isLong = new boolean[run.instruments.size()];
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series]) {
                isLong[tape.instrumentOf[series]] =
                        tape.series[series].timeframe.duration().toNanos() >= MINUTE;
            }
        }
        ofDesks = new Bars[run.desks.length];
        for (int d = 0; d < ofDesks.length; d++) {
            ofDesks[d] = new Bars(run.desks[d]);
        }
        ofAll = new Bars(run.desks);
    }

    /** Of some strategies together; worked out when it is asked for, once for each mark. */
    private final class Bars implements FreshBars {
        private final Desk[] desks;
        private final BitSet held = new BitSet();
        private final BitSet all = new BitSet();
        private boolean knowsHeld;
        private boolean knowsSound;
        private boolean isSound;

        Bars(Desk... desks) {
            this.desks = desks;
        }

        void forget() {
            knowsHeld = false;
            knowsSound = false;
        }

        @Override
        public BitSet held() {
            if (!knowsHeld) {
                knowsHeld = true;
                putAllHeld(held);
                held.and(moved);
            }
            return held;
        }

        private void putAllHeld(BitSet into) {
            into.clear();
            for (Desk desk : desks) {
                desk.book.addHeld(into);
            }
        }

        @Override
        public BitSet moved() {
            return moved;
        }

        @Override
        public boolean isSound() {
            if (!knowsSound) {
                knowsSound = true;
                isSound = !held().isEmpty() && isAllSound();
            }
            return isSound;
        }

        /** A bad print stands until the next bar of its instrument, whatever moves meanwhile. */
        private boolean isAllSound() {
            putAllHeld(all);
            boolean areSound = true;
            for (int i = all.nextSetBit(0); areSound && i >= 0; i = all.nextSetBit(i + 1)) {
                areSound = isLong[i] && !filter.isOutlier(i);
            }
            return areSound;
        }
    }

    /** The books have just been marked at new bars. */
    void marked() {
        forget();
        moved.clear();
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && cursors[series].step == run.steps.number) {
                int instrument = tape.instrumentOf[series];
                filter.add(instrument, run.marks[instrument]);
                moved.set(instrument);
            }
        }
    }

    private void forget() {
        for (Bars each : ofDesks) {
            each.forget();
        }
        ofAll.forget();
    }

    /** Bars of the newest mark, to who holds what one strategy does. */
    FreshBars of(Desk desk) {
        return ofDesks[desk.number];
    }

    /** The same of all strategies together. */
    FreshBars ofAll() {
        return ofAll;
    }

    /** Shows a watch the book of one strategy; what trips now, or null. */
    @Nullable
    Safeguard look(LossWatch watch, Desk desk) {
        return watch.marked(equity(desk), of(desk));
    }

    /** The same of all strategies together. */
    @Nullable
    Safeguard look(LossWatch watch) {
        double equity = 0;
        for (Desk desk : run.desks) {
            equity += equity(desk);
        }
        return watch.marked(equity, ofAll);
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

    /** What an issuer did has changed an instrument's price by a factor. */
    void restated(int instrument, double factor) {
        filter.restated(instrument, factor);
    }

    void write(JournalBuffer out) {
        filter.write(out);
        MonitorCodec.write(out, moved);
    }

    void read(JournalBuffer.Reader in) {
        filter.read(in);
        MonitorCodec.read(in, moved);
        forget();
    }
}
