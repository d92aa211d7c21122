package io.strategysdk.engine.config;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Defaults of orders: section {@code order_management}. Read, not yet acted on.
 *
 * @param defaultOrderType of orders that name none
 * @param limitPriceOffset distance of a default limit from the last price, 0.001 being a tenth of a percent
 * @param timeInForce of orders that name none
 * @param maxOrdersPerBar largest number of orders in one step
 * @param origin where it stood
 */
public record OrderManagementSettings(
        Optional<OrderType> defaultOrderType,

        @PositiveOrZero @DecimalMax(value = "1", inclusive = false)
        OptionalDouble limitPriceOffset,

        Optional<TimeInForce> timeInForce,
        @Min(1) OptionalInt maxOrdersPerBar,
        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
