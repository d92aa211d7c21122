package io.strategysdk.backtest.execution;

import java.math.BigDecimal;

/** Fees that know their words. */
record DescribedCommission(String describe, CommissionModel model) implements CommissionModel {
    @Override
    public BigDecimal total(TradedOrder order) {
        return model.total(order);
    }

    @Override
    public String toString() {
        return describe;
    }
}
