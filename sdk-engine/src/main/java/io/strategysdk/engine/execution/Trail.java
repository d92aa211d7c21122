package io.strategysdk.engine.execution;

import io.strategysdk.api.order.OrderTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a trailing stop follows the market: at a distance, or at a share of the best price, rounded half-even to the price
 * scale. The level never goes back.
 */
final class Trail {
    private final int sign;
    private final long distance;
    private final @Nullable BigDecimal share;
    private long best;

    private Trail(int sign, long distance, @Nullable BigDecimal share) {
        this.sign = sign;
        this.distance = distance;
        this.share = share;
    }

    static Trail of(OrderTerms terms, int sign, int priceScale) {
        if (terms instanceof OrderTerms.TrailingStop t) {
            return new Trail(sign, t.distance().unitsAt(priceScale), null);
        }
        BigDecimal percent = ((OrderTerms.TrailingStopPercent) terms).percent();
        return new Trail(sign, 0, percent.movePointLeft(2));
    }

    long best() {
        return best;
    }

    /** The level, in units, after a price that it follows; it stays above zero. */
    long moveTo(long price) {
        best = bestAfter(price);
        return levelAt(best);
    }

    /** The level that it would have then. */
    long levelAfter(long price) {
        return levelAt(bestAfter(price));
    }

    private long bestAfter(long price) {
        return best == 0 || sign * price < sign * best ? price : best;
    }

    private long levelAt(long price) {
        return Math.max(1, price + sign * distanceAt(price));
    }

    private long distanceAt(long price) {
        return share == null
                ? distance
                : share.multiply(BigDecimal.valueOf(price))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }
}
