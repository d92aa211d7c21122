package io.strategysdk.backtest.execution;

import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefSession;
import io.strategysdk.engine.execution.Slice;
import java.util.List;

/** Bars of one moment as an execution sees them; rows are their places in the list. */
final class PlainSlice implements Slice {
    private final long time;
    private final List<RefBar> bars;
    private final List<RefInstrument> instruments;
    private final List<RefSession> sessions;

    PlainSlice(long time, List<RefBar> bars, List<RefInstrument> instruments, List<RefSession> sessions) {
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
    public long open(int row) {
        return bars.get(row).open();
    }

    @Override
    public long high(int row) {
        return bars.get(row).high();
    }

    @Override
    public long low(int row) {
        return bars.get(row).low();
    }

    @Override
    public long close(int row) {
        return bars.get(row).close();
    }

    @Override
    public double volume(int row) {
        return bars.get(row).volume();
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
