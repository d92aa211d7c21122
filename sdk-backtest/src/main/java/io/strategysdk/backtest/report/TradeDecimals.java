package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.backtest.statistics.OpenLot;
import io.strategysdk.backtest.statistics.RoundTrip;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * With how many decimals an instrument's trades are listed, so that columns line up and no digit is shown that says
 * nothing; exact numbers are in the other formats.
 *
 * @param ofPrices 2 to 8
 * @param ofQuantities 0 to 8
 */
record TradeDecimals(int ofPrices, int ofQuantities) {
    private static final int CENTS = 2;
    private static final int MOST = 8;

    /** Those of one trade: as many as it has, fewer where numbers are large. */
    static TradeDecimals of(RoundTrip trip) {
        return of(trip.entryPrice().toBigDecimal(), trip.exitPrice().toBigDecimal(), trip.quantity());
    }

    /** Those of what is still open. */
    static TradeDecimals of(OpenLot lot) {
        return of(price(lot), price(lot), lot.quantity());
    }

    /** What a lot cost per unit, to 8 decimals. */
    static BigDecimal price(OpenLot lot) {
        return lot.cost().divide(lot.quantity().toBigDecimal(), MOST, RoundingMode.HALF_EVEN);
    }

    private static TradeDecimals of(BigDecimal first, BigDecimal second, Quantity traded) {
        BigDecimal entry = first.stripTrailingZeros();
        BigDecimal exit = second.stripTrailingZeros();
        int prices = Math.min(Math.max(entry.scale(), exit.scale()), most(entry.min(exit), 10_000));
        BigDecimal quantity = traded.toBigDecimal().stripTrailingZeros();
        int quantities = Math.min(quantity.scale(), most(quantity, 100));
        return new TradeDecimals(Math.max(CENTS, prices), Math.max(0, quantities));
    }

    private static int most(BigDecimal smallest, int large) {
        if (smallest.compareTo(BigDecimal.ONE) < 0) {
            return MOST;
        }
        return smallest.compareTo(BigDecimal.valueOf(large)) < 0 ? 4 : CENTS;
    }

    /** Those of both. */
    TradeDecimals and(TradeDecimals other) {
        return new TradeDecimals(Math.max(ofPrices, other.ofPrices), Math.max(ofQuantities, other.ofQuantities));
    }

    String price(BigDecimal price) {
        return text(price, ofPrices);
    }

    String quantity(Quantity quantity) {
        return text(quantity.toBigDecimal(), ofQuantities);
    }

    /** A positive number with commas between thousands. */
    private static String text(BigDecimal value, int decimals) {
        String digits = value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
