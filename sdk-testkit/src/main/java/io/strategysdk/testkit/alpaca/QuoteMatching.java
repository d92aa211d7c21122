package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fills orders as paper accounts do: whole, at the far side of the newest quote once that is as good as the limit,
 * whatever size was quoted; or, as often as the rules say, in part.
 */
final class QuoteMatching {
    private static final BigDecimal FIFTY = BigDecimal.valueOf(50);
    private static final BigDecimal CHEAP_BUFFER = new BigDecimal("1.04");
    private static final BigDecimal USUAL_BUFFER = new BigDecimal("1.025");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int FRACTION_DECIMALS = 9;

    private final Venue venue;
    private final SplittableRandom draws;

    QuoteMatching(Venue venue, long seed) {
        this.venue = venue;
        draws = new SplittableRandom(seed);
    }

    void quoted(AlpacaAsset asset) {
        venue.live(asset).forEach(this::meet);
    }

    /** A trade sets stops off, and moves those that trail. */
    void traded(AlpacaAsset asset, BigDecimal price) {
        for (BookedOrder order : venue.live(asset)) {
            if (venue.tradesNow(order, venue.clock.now())) {
                reach(order, price);
                meet(order);
            }
        }
    }

    /** An order against the newest quote. */
    void meet(BookedOrder order) {
        Prices.Quoted quote = venue.prices.quote(order.asset()).orElse(null);
        boolean isForAuction = order.timeInForce() == TimeInForce.OPG || order.timeInForce() == TimeInForce.CLS;
        if (quote == null || !order.isLive || isForAuction || !venue.tradesNow(order, venue.clock.now())) {
            return;
        }
        BigDecimal price = order.side() == Side.BUY ? quote.ask() : quote.bid();
        reach(order, price);
        if (isMarketable(order, price)) {
            fill(order, price);
        }
        boolean isImmediate = order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK;
        if (isImmediate && order.isOpen()) {
            venue.cancel(order);
        }
    }

    /** An order for this auction takes part in it at the last price; without a quote the bars decide. */
    void auction(BookedOrder order, TimeInForce which) {
        if (order.timeInForce() != which
                || !order.isLive
                || venue.prices.quote(order.asset()).isEmpty()) {
            return;
        }
        BigDecimal price = venue.prices.last(order.asset()).orElseThrow();
        if (isMarketable(order, price)) {
            venue.fill(order, order.leaves(), price);
        } else {
            venue.expire(order);
        }
    }

    private static void reach(BookedOrder order, BigDecimal price) {
        if (order.type() == OrderType.TRAILING_STOP && !order.isTriggered) {
            trail(order, price);
        }
        BigDecimal stop = order.stopPrice();
        if (stop != null && (price.compareTo(stop) * order.side().sign()) >= 0) {
            order.isTriggered = true;
        }
    }

    private static void trail(BookedOrder order, BigDecimal price) {
        BigDecimal best = order.hwm;
        int sign = order.side().sign();
        if (best == null || price.compareTo(best) * sign < 0) {
            best = price;
            order.hwm = price;
        }
        BigDecimal distance = order.ticket.trailPrice();
        BigDecimal percent = order.ticket.trailPercent();
        if (distance == null && percent != null) {
            distance = best.multiply(percent).divide(HUNDRED);
        }
        if (distance != null) {
            order.trailingStop = sign > 0 ? best.add(distance) : best.subtract(distance);
        }
    }

    private static boolean isMarketable(BookedOrder order, BigDecimal price) {
        if (order.stopPrice() != null && !order.isTriggered) {
            return false;
        }
        BigDecimal limit = limit(order);
        return limit == null || price.compareTo(limit) * order.side().sign() <= 0;
    }

    /** A stop to buy is a stop-limit 4 % above it, from 50 dollars on 2.5 %. */
    private static @Nullable BigDecimal limit(BookedOrder order) {
        BigDecimal stop = order.ticket.stopPrice();
        if (order.type() == OrderType.STOP && order.side() == Side.BUY && stop != null) {
            return stop.multiply(stop.compareTo(FIFTY) < 0 ? CHEAP_BUFFER : USUAL_BUFFER);
        }
        return order.ticket.limitPrice();
    }

    private void fill(BookedOrder order, BigDecimal price) {
        BigDecimal notional = order.ticket.notional();
        if (order.qty == null && notional != null) {
            order.qty = Venue.quantityFor(notional, price);
        }
        BigDecimal qty = order.leaves();
        boolean isPart = draws.nextDouble() < venue.rules.partialFills && order.timeInForce() != TimeInForce.FOK;
        double share = draws.nextDouble();
        if (isPart) {
            int decimals = order.ticket.isFractional() || order.asset().isCrypto() ? FRACTION_DECIMALS : 0;
            BigDecimal part = qty.multiply(BigDecimal.valueOf(share)).setScale(decimals, RoundingMode.UP);
            qty = part.signum() > 0 ? part.min(qty) : qty;
        }
        venue.fill(order, qty, price);
    }
}
