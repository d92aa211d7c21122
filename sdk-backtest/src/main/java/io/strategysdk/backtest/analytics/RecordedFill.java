package io.strategysdk.backtest.analytics;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One execution as somebody wrote it down: a broker's statement, or a journal. Immutable.
 *
 * @param epochNanos TransactTime(60), UTC nanoseconds since 1970
 * @param orderId ClOrdID(11); empty when it is not known
 * @param symbol Symbol(55)
 * @param side Side(54)
 * @param quantity LastQty(32), positive
 * @param price LastPx(31) in the instrument's currency, not negative
 * @param fee Commission(12) in the instrument's currency; negative when it is a rebate
 */
public record RecordedFill(
        long epochNanos, String orderId, String symbol, Side side, Quantity quantity, Price price, BigDecimal fee) {

    /**
     * Checks what every execution must have.
     *
     * @throws IllegalArgumentException when there is no symbol, the quantity is not positive or the price negative
     */
    public RecordedFill {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(fee, "fee");
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("fill must name a symbol, was '" + symbol + "'");
        }
        if (quantity.signum() <= 0 || price.signum() < 0) {
            throw new IllegalArgumentException("fill quantity must be positive and its price not negative, were "
                    + quantity + " and " + price + " (" + symbol + ")");
        }
    }

    /** A run's own. */
    static RecordedFill of(Fill fill) {
        return new RecordedFill(
                fill.epochNanos(),
                fill.orderId().toString(),
                fill.instrument().symbol(),
                fill.side(),
                fill.lastQty(),
                fill.lastPx(),
                fill.fee());
    }

    BigDecimal value() {
        return quantity.toBigDecimal().multiply(price.toBigDecimal());
    }

    /** Quantity and price. */
    String traded() {
        return plain(quantity.toBigDecimal()) + " @ " + plain(price.toBigDecimal());
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
