package io.strategysdk.backtest.execution.reference;

import java.math.BigDecimal;

/** The price rule of an order. */
public sealed interface RefTerms {
    /** Whether these terms wait for a price before they may trade at all. */
    default boolean isStop() {
        return !(this instanceof Market || this instanceof Limit);
    }

    /** Any price. */
    record Market() implements RefTerms {}

    /**
     * This price or better.
     *
     * @param price the worst price
     */
    record Limit(long price) implements RefTerms {}

    /**
     * Market once touched.
     *
     * @param stop the price to touch
     */
    record Stop(long stop) implements RefTerms {}

    /**
     * Limit once touched.
     *
     * @param stop the price to touch
     * @param limit the worst price
     */
    record StopLimit(long stop, long limit) implements RefTerms {}

    /**
     * A stop at a fixed distance from the best price.
     *
     * @param distance positive
     */
    record Trail(long distance) implements RefTerms {}

    /**
     * A stop at so many percent of the best price from it.
     *
     * @param percent 5 is five percent
     */
    record TrailPercent(BigDecimal percent) implements RefTerms {}
}
