package io.strategysdk.engine;

/** The one way in which a price of market data becomes exact: the nearest unit of the price scale, ties to even. */
public final class PriceUnits {
    private static final double LIMIT = 9.2e18;

    private PriceUnits() {}

    /**
     * A price in units.
     *
     * @param price in the instrument's currency
     * @param unit 10 to the price scale
     * @throws ArithmeticException when it is not finite or does not fit 64 bits
     */
    public static long of(double price, double unit) {
        double units = Math.rint(price * unit);
        if (!(Math.abs(units) < LIMIT)) {
            throw new ArithmeticException("price must be finite and fit 64 bits of its scale, was " + price);
        }
        return (long) units;
    }
}
