package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;

/** Slippage that knows its words. */
record DescribedSlippage(String describe, SlippageModel model, boolean isWithinBar) implements SlippageModel {
    DescribedSlippage(String describe, SlippageModel model) {
        this(describe, model, false);
    }

    @Override
    public double fraction(Side side, double quantity, double price, double volume) {
        return model.fraction(side, quantity, price, volume);
    }

    @Override
    public String toString() {
        return describe;
    }
}
