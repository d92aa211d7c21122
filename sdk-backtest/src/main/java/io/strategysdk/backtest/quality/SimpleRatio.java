package io.strategysdk.backtest.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A ratio that shares are split by.
 *
 * @param newShares so many new shares
 * @param oldShares for so many old ones
 */
record SimpleRatio(int newShares, int oldShares) {
    private static final int[] WHOLE = {2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100};
    private static final List<SimpleRatio> USUAL = usual();

    private static List<SimpleRatio> usual() {
        List<SimpleRatio> all = new ArrayList<>();
        for (int whole : WHOLE) {
            all.add(new SimpleRatio(whole, 1));
            all.add(new SimpleRatio(1, whole));
        }
        all.add(new SimpleRatio(3, 2));
        all.add(new SimpleRatio(4, 3));
        all.add(new SimpleRatio(5, 4));
        all.add(new SimpleRatio(5, 2));
        all.add(new SimpleRatio(5, 3));
        return List.copyOf(all);
    }

    /**
     * The nearest one, when it is near.
     *
     * @param change of the price, new over old
     * @param tolerance as a part of the change
     */
    static Optional<SimpleRatio> near(double change, double tolerance) {
        return USUAL.stream()
                .filter(ratio -> ratio.distance(change) <= tolerance)
                .min(Comparator.comparingDouble(ratio -> ratio.distance(change)));
    }

    /** How far a change of the price is from what it makes, as a part of that. */
    double distance(double change) {
        return Math.abs(change * newShares / oldShares - 1);
    }

    /** Such as {@code 2 for 1}. */
    @Override
    public String toString() {
        return newShares + " for " + oldShares;
    }
}
