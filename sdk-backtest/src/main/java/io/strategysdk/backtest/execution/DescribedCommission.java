package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/** Fees that know their words. */
record DescribedCommission(String describe, CommissionModel model) implements CommissionModel {
    @Override
    public BigDecimal total(Side side, Quantity quantity, BigDecimal value) {
        return model.total(side, quantity, value);
    }

    @Override
    public String toString() {
        return describe;
    }
}
