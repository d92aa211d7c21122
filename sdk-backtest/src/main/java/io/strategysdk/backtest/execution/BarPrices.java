package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Slice;

/** One bar in price units, as trigger rules see it. */
final class BarPrices {
    long openTime;
    long open;
    long high;
    long low;
    long close;
    double volume;
    boolean opensSession;
    boolean closesSession;

    void read(Slice slice, int row) {
        openTime = slice.openEpochNanos(row);
        open = slice.open(row);
        high = slice.high(row);
        low = slice.low(row);
        close = slice.close(row);
        volume = slice.volume(row);
        opensSession = slice.opensSession();
        closesSession = slice.closesSession();
    }
}
