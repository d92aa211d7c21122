package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderId;

/** Latency that knows its words. */
record DescribedLatency(String describe, LatencyModel model) implements LatencyModel {
    @Override
    public long nanos(long seed, OrderId id) {
        return model.nanos(seed, id);
    }

    @Override
    public String toString() {
        return describe;
    }
}
