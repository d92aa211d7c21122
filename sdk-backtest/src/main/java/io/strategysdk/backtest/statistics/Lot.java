package io.strategysdk.backtest.statistics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is left of one opening execution; shrinks as it is closed. */
final class Lot {
    static final int MONEY_SCALE = 8;

    private final Side side;
    private final long epochNanos;
    private Price price;
    private BigDecimal quantity;
    private BigDecimal cost;
    private BigDecimal fee;

    /** Cost and fee of a part that was taken out. */
    record Part(BigDecimal cost, BigDecimal fee) {}

    Lot(Fill fill, BigDecimal quantity, BigDecimal fee) {
        this.side = fill.side();
        this.epochNanos = fill.epochNanos();
        this.price = fill.lastPx();
        this.quantity = quantity;
        this.cost = fill.lastPx().toBigDecimal().multiply(quantity);
        this.fee = fee;
    }

    /** What was held before the first execution. */
    Lot(Side side, long epochNanos, BigDecimal quantity, BigDecimal cost) {
        this.side = side;
        this.epochNanos = epochNanos;
        this.price = Price.of(cost.divide(quantity, MONEY_SCALE, RoundingMode.HALF_EVEN));
        this.quantity = quantity;
        this.cost = cost;
        this.fee = BigDecimal.ZERO;
    }

    /** The part of an amount that belongs to a part of a quantity; the whole takes all of what is left. */
    static BigDecimal share(BigDecimal amount, BigDecimal part, BigDecimal whole) {
        if (amount.signum() == 0 || part.compareTo(whole) == 0) {
            return amount;
        }
        return amount.multiply(part).divide(whole, MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    Side side() {
        return side;
    }

    long epochNanos() {
        return epochNanos;
    }

    Price price() {
        return price;
    }

    BigDecimal quantity() {
        return quantity;
    }

    boolean isEmpty() {
        return quantity.signum() == 0;
    }

    Part take(BigDecimal part) {
        Part taken = new Part(costOf(part), share(fee, part, quantity));
        cost = cost.subtract(taken.cost());
        fee = fee.subtract(taken.fee());
        quantity = quantity.subtract(part);
        return taken;
    }

    /** Another quantity at the same cost, as after a split. */
    void convert(BigDecimal newQuantity) {
        quantity = newQuantity;
        if (newQuantity.signum() > 0) {
            price = Price.of(cost.divide(newQuantity, MONEY_SCALE, RoundingMode.HALF_EVEN));
        }
    }

    /** A part of what it cost has come back. */
    void lowerCost(BigDecimal by) {
        cost = cost.subtract(by);
        convert(quantity);
    }

    /** Takes over what a lot that a reverse split cut to nothing had cost. */
    void absorb(Lot vanished) {
        cost = cost.add(vanished.cost);
        fee = fee.add(vanished.fee);
        convert(quantity);
    }

    OpenLot snapshot(String strategy, Instrument instrument) {
        return new OpenLot(strategy, instrument, side, Quantity.of(quantity), epochNanos, cost, fee);
    }

    private BigDecimal costOf(BigDecimal part) {
        BigDecimal exact = price.toBigDecimal();
        boolean priceIsExact = exact.multiply(quantity).compareTo(cost) == 0;
        return priceIsExact ? exact.multiply(part) : share(cost, part, quantity);
    }
}
