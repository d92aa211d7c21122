package io.strategysdk.backtest.store;

import java.util.concurrent.atomic.LongAdder;

/** How much was read from files. */
final class ByteCount {
    private final LongAdder bytes = new LongAdder();

    void add(long more) {
        bytes.add(more);
    }

    long bytes() {
        return bytes.sum();
    }
}
