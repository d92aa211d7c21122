package io.strategysdk.backtest.analytics;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * Executions added up. Immutable; exact.
 *
 * @param orders how many orders there are, filled or not
 * @param fills how many executions
 * @param quantity Σ quantity, bought and sold alike
 * @param value Σ quantity × price, in the run's currency
 * @param fees Σ fee, in the run's currency
 */
public record FillTotals(int orders, int fills, BigDecimal quantity, BigDecimal value, BigDecimal fees) {
    static FillTotals of(Collection<ComparedOrder> orders) {
        int fills = 0;
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        for (ComparedOrder order : orders) {
            for (RecordedFill fill : order.fills()) {
                fills++;
                quantity = quantity.add(fill.quantity().toBigDecimal());
                value = value.add(fill.value());
                fees = fees.add(fill.fee());
            }
        }
        return new FillTotals(orders.size(), fills, quantity, value, fees);
    }
}
