package io.strategysdk.engine;

import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the tape that close at one moment, in price units. */
final class TapeSlice implements Slice {
    boolean opensSession;
    boolean closesSession;
    private final Tape tape;
    private final double[] priceUnit;
    private final int[] rowOf;
    private final boolean disjoint;
    private final Sessions sessions;
    private final boolean[] intraday;
    private final KnownVolumes traded;
    private final boolean anyIntraday;
    private final double[] highest;
    private final double[] lowest;
    private final @Nullable QuotedSide bids;
    private final @Nullable QuotedSide asks;
    private final @Nullable QuotedSide trades;
    private final List<QuotedSide> sides;
    private boolean mayLieOutside;
    private int from;

    TapeSlice(Tape tape, Instruments instruments, Sessions sessions, int series) {
        this.tape = tape;
        this.sessions = sessions;
        disjoint = tape.isSingle() && tape.series[0].disjoint;
        rowOf = new int[instruments.size()];
        priceUnit = new double[series];
        intraday = new boolean[series];
        traded = new KnownVolumes(tape);
        boolean any = false;
        for (int s = 0; s < series; s++) {
            intraday[s] = tape.series[s].timeframe.isIntraday();
            any |= intraday[s];
            priceUnit[s] = Scales.power(instruments.get(tape.instrumentOf[s]).priceScale());
        }
        anyIntraday = any;
        highest = tape.highest();
        lowest = tape.lowest();
        bids = tape.bids == null ? null : new QuotedSide(this, tape.bids);
        asks = tape.asks == null ? null : new QuotedSide(this, tape.asks);
        trades = tape.trades == null ? null : new QuotedSide(this, tape.trades);
        sides = Stream.of(Optional.ofNullable(bids), Optional.ofNullable(asks), Optional.ofNullable(trades))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A session lies ahead; bars may come that open before it does. */
    void comeBeforeSession() {
        mayLieOutside = anyIntraday && sessions.followsBreak();
    }

    /** Whether one of these rows opens in the session. */
    boolean isInSession(int first, int end) {
        for (int row = first; row < end; row++) {
            if (!mayLieOutside || tape.openTimes[row] >= sessions.open()) {
                return true;
            }
        }
        return false;
    }

    /** A bar of the session has been seen; of a single series all that follow lie inside of it, too. */
    void comeIntoSession() {
        mayLieOutside &= !disjoint;
    }

    /** Sees the volumes of the first rows, which will be written over. */
    void noticeVolumes(int rows) {
        for (int row = 0; row < rows; row++) {
            traded.notice(row);
            for (QuotedSide side : sides) {
                side.notice(row);
            }
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
    public boolean isOutsideSession(int row) {
        return mayLieOutside && intraday[tape.seriesAt(row)] && sessions.isOutside(tape.openTimes[row]);
    }

    @Override
    public long sessionCloseNanos() {
        return sessions.close();
    }

    @Override
    public long open(int row) {
        return units(tape.open[row], row);
    }

    @Override
    public long high(int row) {
        return units(highest[row], row);
    }

    @Override
    public long low(int row) {
        return units(lowest[row], row);
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
    public boolean knowsVolume(int row) {
        return traded.knows(row);
    }

    @Override
    public boolean opensSession(int row) {
        return !intraday[tape.seriesAt(row)] || tape.openTimes[row] == sessions.open();
    }

    @Override
    public boolean closesSession() {
        return closesSession;
    }

    @Override
    public boolean hasQuotes() {
        return bids != null;
    }

    @Override
    public boolean isQuoted(int row) {
        return tape.isQuoted(row);
    }

    @Override
    public boolean hasTicks() {
        return trades != null;
    }

    @Override
    public Slice trades() {
        return trades == null ? this : trades;
    }

    @Override
    public Slice bids() {
        return bids == null ? this : bids;
    }

    @Override
    public Slice asks() {
        return asks == null ? this : asks;
    }

    long units(double price, int row) {
        return PriceUnits.of(price, priceUnit[tape.seriesAt(row)]);
    }
}
