package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefSession;
import io.strategysdk.engine.execution.Slice;
import java.util.List;
import java.util.function.ToLongFunction;

/** Bars of one moment as an execution sees them; rows are their places in the list. */
final class PlainSlice implements Slice {
    private final long time;
    private final List<RefBar> bars;
    private final List<RefInstrument> instruments;
    private final List<RefSession> sessions;
    private final boolean isQuoted;

    PlainSlice(
            long time,
            List<RefBar> bars,
            List<RefInstrument> instruments,
            List<RefSession> sessions,
            boolean isQuoted) {
        this.isQuoted = isQuoted;
        this.time = time;
        this.bars = bars;
        this.instruments = instruments;
        this.sessions = sessions;
    }

    @Override
    public long epochNanos() {
        return time;
    }

    @Override
    public int row(int instrument) {
        for (int row = 0; row < bars.size(); row++) {
            if (bars.get(row).instrument() == instrument) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public long openEpochNanos(int row) {
        return bars.get(row).openNanos();
    }

    @Override
    public boolean isOutsideSession(int row) {
        return bars.get(row).outsideSession();
    }

    @Override
    public boolean hasQuotes() {
        return isQuoted;
    }

    @Override
    public boolean isQuoted(int row) {
        return bars.get(row).ask().isPresent();
    }

    @Override
    public Slice bids() {
        return of(Side.SELL);
    }

    @Override
    public Slice asks() {
        return of(Side.BUY);
    }

    private Slice of(Side side) {
        List<RefBar> own = bars.stream().map(bar -> bar.of(side)).toList();
        return new PlainSlice(time, own, instruments, sessions, false);
    }

    @Override
    public long open(int row) {
        return middle(row, RefBar::open);
    }

    private long middle(int row, ToLongFunction<RefBar> price) {
        RefBar bar = bars.get(row);
        return (price.applyAsLong(bar.of(Side.SELL)) + price.applyAsLong(bar.of(Side.BUY))) / 2;
    }

    @Override
    public long high(int row) {
        return bars.get(row).of(Side.BUY).high();
    }

    @Override
    public long low(int row) {
        return bars.get(row).low();
    }

    @Override
    public long close(int row) {
        return middle(row, RefBar::close);
    }

    @Override
    public double volume(int row) {
        return isQuoted(row) ? 0 : bars.get(row).volume();
    }

    @Override
    public boolean knowsVolume(int row) {
        return instruments.get(bars.get(row).instrument()).volumeKnown();
    }

    @Override
    public boolean opensSession(int row) {
        return bars.get(row).opensSession();
    }

    @Override
    public boolean closesSession() {
        return sessionCloseNanos() == time;
    }

    @Override
    public long sessionCloseNanos() {
        for (RefSession session : sessions) {
            if (session.closeNanos() >= time) {
                return session.closeNanos();
            }
        }
        return Long.MAX_VALUE;
    }
}
