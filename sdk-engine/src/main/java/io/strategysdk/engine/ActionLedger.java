package io.strategysdk.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What issuers' actions make of one strategy's book, exactly. Amounts are cash units, negative where a short position
 * pays; each is rounded half-even once.
 */
final class ActionLedger {
    private final Book book;

    ActionLedger(Book book) {
        this.book = book;
    }

    /**
     * Multiplies a position. What is no whole lot is sold at the last price, divided by the ratio: its part of the cost
     * leaves with it.
     *
     * @return cash in lieu of the fraction
     */
    long split(int instrument, SplitRatio ratio) {
        BookPosition position = book.at(instrument);
        long before = position.units();
        long after = ratio.wholeLots(before, lotOf(position));
        BigInteger fraction = ratio.remainder(before, after);
        BigDecimal shares = new BigDecimal(fraction, position.instrument().quantityScale());
        long inLieu = cashFor(position, shares, position.markUnits(), BigDecimal.valueOf(ratio.newShares()));
        long sold = partOf(position.costUnits(), fraction, ratio.remainder(before, 0));
        return book.restate(instrument, after, position.costUnits() - sold, inLieu - sold);
    }

    private static long partOf(long amount, BigInteger part, BigInteger whole) {
        return part.signum() == 0
                ? 0
                : BigInteger.valueOf(amount).multiply(part).divide(whole).longValueExact();
    }

    private static long lotOf(BookPosition position) {
        return position.instrument().lotSize().units();
    }

    /** What an amount per share comes to. */
    long perShare(int instrument, BigDecimal amount) {
        BookPosition position = book.at(instrument);
        return BigDecimal.valueOf(position.units(), position.instrument().quantityScale())
                .multiply(amount)
                .setScale(book.cashScale(), RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    /**
     * A part of the company is sold: the cost goes with it in the proportion of its value to the last price.
     *
     * @return what it brings
     */
    long spinOff(int instrument, BigDecimal perShare) {
        BookPosition position = book.at(instrument);
        long received = perShare(instrument, perShare);
        BigDecimal mark =
                BigDecimal.valueOf(position.markUnits(), position.instrument().priceScale());
        BigDecimal part = perShare.min(mark);
        long sold = BigDecimal.valueOf(position.costUnits())
                .multiply(part)
                .divide(mark, 0, RoundingMode.DOWN)
                .longValueExact();
        return book.restate(instrument, position.units(), position.costUnits() - sold, received - sold);
    }

    /**
     * Ends a position.
     *
     * @param perShare price, 0 for nothing
     * @return what it brings
     */
    long close(int instrument, BigDecimal perShare) {
        long received = perShare(instrument, perShare);
        return book.restate(instrument, 0, 0, received - book.at(instrument).costUnits());
    }

    /** Ends a position at its last price. */
    long closeAtMark(int instrument) {
        BookPosition position = book.at(instrument);
        return book.restate(instrument, 0, 0, position.valueUnits() - position.costUnits());
    }

    /**
     * Makes a position one in another instrument. Cash, and what is paid for a fraction of a lot at the other's last
     * price, lower the cost that goes over, to zero at most; the rest of it is profit.
     *
     * @return cash that came in
     */
    long convert(int from, int into, SplitRatio ratio, BigDecimal cashPerShare) {
        BookPosition old = book.at(from);
        BookPosition other = book.at(into);
        BigDecimal oldShares = BigDecimal.valueOf(ratio.oldShares());
        BigDecimal due = old.quantity().toBigDecimal().multiply(BigDecimal.valueOf(ratio.newShares()));
        BigDecimal lot = other.instrument().lotSize().toBigDecimal();
        BigDecimal shares = due.divideToIntegralValue(oldShares.multiply(lot)).multiply(lot);
        BigDecimal fraction = due.subtract(shares.multiply(oldShares));
        long price = other.markUnits();
        long cash = Math.addExact(perShare(from, cashPerShare), cashFor(other, fraction, price, oldShares));
        long cost = old.costUnits();
        long moved = shares.signum() == 0 ? 0 : Long.signum(cost) * Math.max(0, Math.abs(cost) - Math.abs(cash));
        book.restate(from, 0, 0, moved + cash - cost);
        if (shares.signum() != 0) {
            long units =
                    shares.movePointRight(other.instrument().quantityScale()).longValueExact();
            book.fill(into, units, moved, price, 0);
        }
        return cash;
    }

    private long cashFor(BookPosition position, BigDecimal quantity, long price, BigDecimal divisor) {
        return quantity.multiply(BigDecimal.valueOf(price, position.instrument().priceScale()))
                .divide(divisor, book.cashScale(), RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }
}
