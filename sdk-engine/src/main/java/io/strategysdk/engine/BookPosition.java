package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.Scales;
import java.math.BigDecimal;

/** One instrument in one strategy's book. Cost is what the open quantity was bought for: negative when short. */
final class BookPosition implements Position {
    private final Instrument instrument;
    private final int index;
    private final Marks marks;
    /** Prices that what is held is worth. */
    private double[] worth;

    private final int cashScale;
    private final int shift;
    private final double priceUnit;
    private long quantity;
    private long cost;
    private long realized;
    private long fees;
    private long income;
    private double size;
    private long workingBuys;
    private long workingSells;
    private long workingMarket;

    /** Marks are the run's, by instrument number. */
    BookPosition(Instrument instrument, int index, Marks marks, int cashScale) {
        this.instrument = instrument;
        this.index = index;
        this.marks = marks;
        worth = marks.middle;
        this.cashScale = cashScale;
        this.shift = instrument.quantityScale() + instrument.priceScale() - cashScale;
        this.priceUnit = Scales.power(instrument.priceScale());
    }

    /** Signed quantity times price in cash units. */
    long notional(long signedQty, long price) {
        return Notional.of(signedQty, price, shift);
    }

    void fill(long signedQty, long flow, long price, long fee) {
        long after = Math.addExact(quantity, signedQty);
        if (quantity == 0 || quantity > 0 == signedQty > 0) {
            cost = Math.addExact(cost, flow);
        } else if (after == 0 || after > 0 == quantity > 0) {
            long closed = after == 0 ? cost : -Notional.share(cost, signedQty, quantity);
            realized = Math.subtractExact(realized, Math.addExact(flow, closed));
            cost -= closed;
        } else {
            long opened = notional(after, price);
            realized = Math.subtractExact(realized, Math.addExact(flow - opened, cost));
            cost = opened;
        }
        fees = Math.addExact(fees, fee);
        hold(after);
    }

    private void hold(long units) {
        quantity = units;
        size = Scales.nearest(units, instrument.quantityScale());
        worth = marks.worth(units);
    }

    /** An issuer's action: another quantity at another cost, and perhaps a profit. */
    void restate(long quantityUnits, long costUnits, long profitUnits) {
        cost = costUnits;
        realized = Math.addExact(realized, profitUnits);
        hold(quantityUnits);
    }

    void earn(long units) {
        income = Math.addExact(income, units);
    }

    /** Whether nothing has ever happened to it. */
    boolean isUntouched() {
        return quantity == 0 && cost == 0 && realized == 0 && fees == 0 && income == 0;
    }

    /** Value at the mark, nearest double. */
    double value() {
        return size * worth[index];
    }

    /** Value at the mark in cash units; the mark enters half-even at the price scale. */
    long valueUnits() {
        return quantity == 0 ? 0 : notional(quantity, markUnits());
    }

    long markUnits() {
        return PriceUnits.of(worth[index], priceUnit);
    }

    /** Newest price that an order of this side meets, in units. */
    long priceFor(int sign) {
        return PriceUnits.of(marks.metBy(sign)[index], priceUnit);
    }

    /** Signed units if all open orders of a side, and so many more, filled. */
    long reached(int sign, long more) {
        return Math.addExact(quantity, sign * Math.addExact(sign > 0 ? workingBuys : workingSells, more));
    }

    /** Units as far from zero as open orders, and so many more on a side, may bring them. */
    long farthest(int sign, long more) {
        return Math.max(Math.abs(reached(sign, more)), Math.abs(reached(-sign, 0)));
    }

    /** Value at the mark, in cash units, of what would be held if all open orders of a side filled; 0 of nothing. */
    long reachedUnits(int sign) {
        long units = reached(sign, 0);
        return units == 0 ? 0 : notional(units, markUnits());
    }

    /** Whether nothing is held, and no open order may change that. */
    boolean isIdle() {
        return (quantity | workingBuys | workingSells) == 0;
    }

    /** Throws where what would be held, if all open buys and so many more filled, does not fit 64 bits. */
    void requireCountable(long more) {
        try {
            Math.addExact(Math.addExact(quantity, workingBuys), more);
        } catch (ArithmeticException tooLarge) {
            throw new ArithmeticException(
                    "what is held, and all that is to be bought, must fit 64 bits of the quantity's scale, was "
                            + new Quantity(more, instrument.quantityScale()) + " more");
        }
    }

    /** Counts the open orders' quantity; negative to take away. */
    void working(int sign, long units, boolean market) {
        if (sign > 0) {
            workingBuys = Math.addExact(workingBuys, units);
        } else {
            workingSells = Math.addExact(workingSells, units);
        }
        if (market) {
            workingMarket = Math.addExact(workingMarket, sign * units);
        }
    }

    int index() {
        return index;
    }

    long units() {
        return quantity;
    }

    long workingBuys() {
        return workingBuys;
    }

    long workingSells() {
        return workingSells;
    }

    /** Signed quantity once the working market orders are filled. */
    long expectedUnits() {
        return Math.addExact(quantity, workingMarket);
    }

    long costUnits() {
        return cost;
    }

    long realizedUnits() {
        return realized;
    }

    long feeUnits() {
        return fees;
    }

    long incomeUnits() {
        return income;
    }

    void restore(long quantityUnits, long costUnits, long realizedUnits, long feeUnits, long incomeUnits) {
        cost = costUnits;
        realized = realizedUnits;
        fees = feeUnits;
        income = incomeUnits;
        hold(quantityUnits);
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public Quantity quantity() {
        return new Quantity(quantity, instrument.quantityScale());
    }

    @Override
    public double size() {
        return size;
    }

    @Override
    public double avgPx() {
        return quantity == 0 ? Double.NaN : cost / Scales.power(cashScale) / size;
    }

    @Override
    public double mark() {
        return worth[index];
    }

    @Override
    public BigDecimal realizedPnl() {
        return money(realized);
    }

    @Override
    public BigDecimal unrealizedPnl() {
        return money(quantity == 0 ? 0 : valueUnits() - cost);
    }

    @Override
    public BigDecimal fees() {
        return money(fees);
    }

    @Override
    public BigDecimal income() {
        return money(income);
    }

    private BigDecimal money(long units) {
        return BigDecimal.valueOf(units, cashScale);
    }
}
