package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An order and all that has happened to it. */
final class Resting {
    RefOrder order;
    long accepted;
    long decidedNanos;
    long arrivalNanos;
    long cumQty;
    long leavesQty;
    boolean waits;
    boolean done;
    boolean triggered;

    /** Whether its limit has met a price: from then on it is no taker. */
    boolean tested;

    /** The best price that a trail has seen. */
    OptionalLong extreme = OptionalLong.empty();

    /** Whether its trail moved past the last close, so that the next open decides. */
    boolean leftToTheOpen;

    /** Whether it was cut to the position that it may reduce: it grows no more. */
    boolean cut;

    Optional<Resting> parent = Optional.empty();
    final List<Resting> children = new ArrayList<>();

    /** Orders that a fill of this one reduces. */
    final List<Resting> others = new ArrayList<>();

    Optional<Resting> second = Optional.empty();

    /** Of this bar. */
    Life life = Life.NONE;

    /** Of this bar. */
    final List<Part> parts = new ArrayList<>();

    /** Of this bar: triggered inside it. */
    boolean triggeredInside;

    /** Of this bar: executable at the open, but a stop goes first. */
    boolean heldBack;

    Resting(RefOrder order) {
        this.order = order;
        decidedNanos = order.times().decidedNanos();
        arrivalNanos = order.times().arrivalNanos();
        leavesQty = order.quantity();
    }

    void beginBar() {
        life = Life.NONE;
        parts.clear();
        triggeredInside = false;
        heldBack = false;
    }

    boolean works() {
        return !done && !waits;
    }

    boolean isMarket() {
        return order.terms() instanceof RefTerms.Market
                || (triggered && !(order.terms() instanceof RefTerms.StopLimit));
    }

    boolean isLimit() {
        return order.terms() instanceof RefTerms.Limit || (triggered && order.terms() instanceof RefTerms.StopLimit);
    }

    boolean isStop() {
        return order.terms().isStop() && !triggered;
    }

    boolean isTrail() {
        return order.terms() instanceof RefTerms.Trail || order.terms() instanceof RefTerms.TrailPercent;
    }

    boolean isBuy() {
        return order.side() == Side.BUY;
    }

    long sign() {
        return order.side().sign();
    }

    boolean isOf(Resting other) {
        return order.owner() == other.order.owner() && order.instrument() == other.order.instrument();
    }

    /** The limit as a buyer sees it. */
    long seenLimit() {
        if (order.terms() instanceof RefTerms.StopLimit both) {
            return sign() * both.limit();
        }
        if (order.terms() instanceof RefTerms.Limit limit) {
            return sign() * limit.price();
        }
        throw new IllegalStateException("no limit: " + order);
    }

    /** The stop as a buyer sees it. */
    long seenStop() {
        if (order.terms() instanceof RefTerms.StopLimit both) {
            return sign() * both.stop();
        }
        if (order.terms() instanceof RefTerms.Stop stop) {
            return sign() * stop.stop();
        }
        return sign() * trailFrom(extreme.orElseThrow());
    }

    /** A trail's level when this is the best price it has seen: below it for sells, above it for buys. */
    long trailFrom(long best) {
        return best + sign() * distance(best);
    }

    /** A sell's best price is the highest. */
    long better(long one, long other) {
        return isBuy() ? Math.min(one, other) : Math.max(one, other);
    }

    void trail(long price) {
        extreme = OptionalLong.of(extreme.isPresent() ? better(extreme.getAsLong(), price) : price);
    }

    /** Percent of the extreme, rounded half-even to the price's scale. */
    private long distance(long best) {
        if (order.terms() instanceof RefTerms.Trail fixed) {
            return fixed.distance();
        }
        if (order.terms() instanceof RefTerms.TrailPercent share) {
            return share.percent()
                    .multiply(BigDecimal.valueOf(best))
                    .movePointLeft(2)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }
        throw new IllegalStateException("no trail: " + order);
    }
}
