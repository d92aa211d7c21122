package io.strategysdk.engine.config;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.OrderStyle;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How orders of signals are placed, and how many orders there may be: section {@code order_management}.
 *
 * @param defaultOrderType of orders of {@link io.strategysdk.api.Context#signals}: market or limit; market when absent
 * @param limitPriceOffset where their limit is: buys at mark × (1 + offset), sells at mark × (1 - offset), 0.001 being a
 *     tenth of a percent; 0 when absent
 * @param timeInForce how long they work; day when absent
 * @param maxOrdersPerBar largest number of orders of any kind that a strategy sends in one step, as in {@link
 *     RiskLimitSettings}: the stricter holds
 * @param origin where it stood
 */
public record OrderManagementSettings(
        Optional<OrderType> defaultOrderType,

        @PositiveOrZero @DecimalMax(value = "1", inclusive = false)
        OptionalDouble limitPriceOffset,

        Optional<TimeInForce> timeInForce,
        @Min(1) @Max(1000) OptionalInt maxOrdersPerBar,
        Origin origin) {
    OrderStyle style() {
        return new OrderStyle(
                defaultOrderType.orElse(OrderType.MARKET),
                limitPriceOffset.orElse(0),
                timeInForce.orElse(TimeInForce.DAY));
    }

    /** Limits with what is given here. */
    RiskLimits applyTo(RiskLimits limits) {
        return maxOrdersPerBar.isPresent()
                ? limits.and(RiskLimits.NONE.withMaxOrdersPerStep(maxOrdersPerBar.getAsInt()))
                : limits;
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
