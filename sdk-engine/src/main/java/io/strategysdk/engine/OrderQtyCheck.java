package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Largest quantity of one order, exact. */
final class OrderQtyCheck implements RiskCheck {
    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(Long.MAX_VALUE);
    private final BigDecimal max;
    private final long[] maxUnits;

    OrderQtyCheck(double max, Instruments instruments) {
        this.max = new BigDecimal(max).round(MathContext.DECIMAL64).stripTrailingZeros();
        maxUnits = instruments.list().stream().mapToLong(this::unitsOf).toArray();
    }

    private long unitsOf(Instrument instrument) {
        return max.movePointRight(instrument.quantityScale())
                .setScale(0, RoundingMode.DOWN)
                .min(MOST_UNITS)
                .longValueExact();
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        WorkingOrder order = proposal.order();
        long units = proposal.quantity();
        if (units <= maxUnits[order.instrumentIndex()]) {
            return null;
        }
        return proposal.refuse(
                RejectReason.QUANTITY_LIMIT,
                "order quantity must be at most " + max.toPlainString() + ", was "
                        + new Quantity(units, order.instrument().quantityScale()));
    }
}
