package io.strategysdk.engine;

import java.util.List;

/** Newest prices by instrument. Without quotes all of them are one array. */
final class Marks {
    /** Last prices, or the middle of bid and ask. */
    final double[] middle;
    /** What those who sell get. */
    final double[] bids;
    /** What those who buy pay. */
    final double[] asks;
    /** Whether positions are worth the middle, and not what ending them would bring. */
    private final boolean valuesAtMiddle;

    Marks(double[] middle, double[] bids, double[] asks, boolean valuesAtMiddle) {
        this.middle = middle;
        this.bids = bids;
        this.asks = asks;
        this.valuesAtMiddle = valuesAtMiddle;
    }

    /** Prices without quotes. */
    static Marks of(double[] prices) {
        return new Marks(prices, prices, prices, true);
    }

    /** What stands for an instrument's price until there is one. */
    void expect(int instrument, double price) {
        for (double[] prices : List.of(middle, bids, asks)) {
            if (Double.isNaN(prices[instrument])) {
                prices[instrument] = price;
            }
        }
    }

    boolean areQuoted() {
        return bids != asks;
    }

    /** Prices that a position of so many units is worth. */
    double[] worth(long units) {
        if (units == 0 || valuesAtMiddle) {
            return middle;
        }
        return units > 0 ? bids : asks;
    }

    /** Prices that an order of this side meets. */
    double[] metBy(int sign) {
        return sign > 0 ? asks : bids;
    }
}
