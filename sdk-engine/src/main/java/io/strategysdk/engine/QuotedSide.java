package io.strategysdk.engine;

import io.strategysdk.engine.execution.Slice;

/**
 * The bars of a slice as orders of one side meet them, a bar without quotes as it is; or one kind of what happened at an
 * instant.
 */
final class QuotedSide implements Slice {
    private final TapeSlice whole;
    private final Tape tape;
    private final KnownVolumes shown;

    QuotedSide(TapeSlice whole, Tape side) {
        this.whole = whole;
        tape = side;
        shown = new KnownVolumes(side);
    }

    void notice(int row) {
        shown.notice(row);
    }

    @Override
    public long epochNanos() {
        return whole.epochNanos();
    }

    @Override
    public int row(int instrument) {
        return whole.row(instrument);
    }

    @Override
    public long openEpochNanos(int row) {
        return whole.openEpochNanos(row);
    }

    @Override
    public boolean isOutsideSession(int row) {
        return whole.isOutsideSession(row);
    }

    @Override
    public long open(int row) {
        return units(tape.open[row], row);
    }

    @Override
    public long high(int row) {
        return units(tape.high[row], row);
    }

    @Override
    public long low(int row) {
        return units(tape.low[row], row);
    }

    @Override
    public long close(int row) {
        return units(tape.close[row], row);
    }

    private long units(double price, int row) {
        return Double.isNaN(price) ? NO_PRICE : whole.units(price, row);
    }

    @Override
    public boolean isQuoted(int row) {
        return whole.isQuoted(row);
    }

    @Override
    public double volume(int row) {
        return tape.volume[row];
    }

    @Override
    public boolean knowsVolume(int row) {
        return shown.knows(row);
    }

    @Override
    public boolean opensSession(int row) {
        return whole.opensSession(row);
    }

    @Override
    public boolean closesSession() {
        return whole.closesSession();
    }

    @Override
    public long sessionCloseNanos() {
        return whole.sessionCloseNanos();
    }
}
