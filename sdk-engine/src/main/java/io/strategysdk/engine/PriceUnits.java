package io.strategysdk.engine;

/** The one way in which a price of market data becomes exact: the nearest unit of the price scale, ties to even. */
final class PriceUnits {
    private static final double LIMIT = 9.2e18;

    private PriceUnits() {}

    static long of(double price, double unit) {
        double units = Math.rint(price * unit);
        if (!(Math.abs(units) < LIMIT)) {
            throw new ArithmeticException("price must be finite and fit 64 bits of its scale, was " + price);
        }
        return (long) units;
    }
}
