package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;

/** Slippage that knows its words. */
record DescribedSlippage(String describe, SlippageModel model) implements SlippageModel {
    @Override
    public double fraction(Side side, double quantity, double price, double volume) {
        return model.fraction(side, quantity, price, volume);
    }

    @Override
    public String toString() {
        return describe;
    }
}
