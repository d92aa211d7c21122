package io.strategysdk.engine;

import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import java.util.Arrays;

/** The rows of the tape that close at one moment, in price units. */
final class TapeSlice implements Slice {
    boolean opensSession;
    boolean closesSession;
    private final Tape tape;
    private final double[] priceUnit;
    private final int[] rowOf;
    private final boolean disjoint;
    private int from;

    TapeSlice(Tape tape, Instruments instruments, int series) {
        this.tape = tape;
        disjoint = tape.isSingle() && tape.series[0].disjoint;
        rowOf = new int[instruments.size()];
        priceUnit = new double[series];
        for (int s = 0; s < series; s++) {
            priceUnit[s] = Scales.power(instruments.get(tape.instrumentOf[s]).priceScale());
        }
    }

    void show(int first, int end) {
        if (tape.series.length > 1) {
            Arrays.fill(rowOf, -1);
            for (int row = first; row < end; row++) {
                int series = tape.seriesAt(row);
                if (tape.executes[series]) {
                    rowOf[tape.instrumentOf[series]] = row;
                }
            }
        } else {
            rowOf[0] = first;
        }
        from = first;
    }

    @Override
    public long epochNanos() {
        return tape.times[from];
    }

    @Override
    public int row(int instrument) {
        return rowOf[instrument];
    }

    @Override
    public long openEpochNanos(int row) {
        return tape.openTimes[row];
    }

    /** The closes are at hand anyway; the column of opens would have to come from memory. */
    @Override
    public boolean opensFrom(int row, long epochNanos) {
        return (disjoint && row > 0 && tape.times[row - 1] >= epochNanos) || tape.openTimes[row] >= epochNanos;
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

    @Override
    public double volume(int row) {
        return tape.volume[row];
    }

    @Override
    public double leastVolume(int row) {
        return tape.series[tape.seriesAt(row)].leastVolume;
    }

    @Override
    public boolean opensSession() {
        return opensSession;
    }

    @Override
    public boolean closesSession() {
        return closesSession;
    }

    private long units(double price, int row) {
        return PriceUnits.of(price, priceUnit[tape.seriesAt(row)]);
    }
}
