package io.strategysdk.engine;

import java.util.BitSet;

/**
 * Equity as far as it is no bad print: a move counts once all instruments that made it have moved again, and as far as
 * it has not been taken back meanwhile.
 */
final class ConfirmedEquity {
    private double value;
    /** The part of a move that has stood since it began. */
    private double reached;

    private boolean isMoving;
    private final BitSet suspects = new BitSet();

    ConfirmedEquity(double value) {
        this.value = value;
    }

    double value() {
        return value;
    }

    /** Whether the newest mark was higher, and may have been a bad print. */
    boolean isRising() {
        return isMoving && reached > value;
    }

    void marked(double equity, FreshBars bars) {
        if (equity == value) {
            isMoving = false;
        } else if (!isMoving || equity > value != reached > value) {
            suspect(equity, bars);
        } else {
            follow(equity, bars);
        }
    }

    private void suspect(double equity, FreshBars bars) {
        isMoving = true;
        reached = equity;
        suspects.clear();
        suspects.or(bars.held());
    }

    private void follow(double equity, FreshBars bars) {
        reached = equity > value ? Math.min(reached, equity) : Math.max(reached, equity);
        suspects.andNot(bars.moved());
        if (suspects.isEmpty()) {
            value = reached;
            isMoving = equity != value;
            if (isMoving) {
                suspect(equity, bars);
            }
        }
    }

    /** This is no bad print. */
    void believe(double equity) {
        value = equity;
        isMoving = false;
    }

    void write(JournalBuffer out) {
        out.putDouble(value);
        out.putDouble(reached);
        out.put(isMoving ? 1 : 0);
        MonitorCodec.write(out, suspects);
    }

    void read(JournalBuffer.Reader in) {
        value = in.getDouble();
        reached = in.getDouble();
        isMoving = in.get() == 1;
        MonitorCodec.read(in, suspects);
    }
}
