package io.strategysdk.backtest.analytics;

import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.analytics.PriceHistory.Bars;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What fills are measured by.
 *
 * @param decision price at the decision
 * @param arrival price when the order could first be filled
 */
record Benchmarks(BigDecimal decision, BigDecimal arrival) {
    static boolean isStop(OrderTerms terms) {
        return !(terms instanceof OrderTerms.Market || terms instanceof OrderTerms.Limit);
    }

    /** Of an order that waited for its turn, which came in that bar. */
    static Benchmarks whenTurnCame(Order order, Bars bars, int row) {
        BigDecimal open = bars.open(row);
        Optional<BigDecimal> stop = order.stopPrice().map(price -> price.toBigDecimal());
        Optional<BigDecimal> limit = order.price().map(price -> price.toBigDecimal());
        if (stop.isPresent()) {
            return new Benchmarks(stop.get(), worse(order.side(), stop.get(), open));
        }
        if (limit.isPresent()) {
            return new Benchmarks(limit.get(), worse(order.side().opposite(), limit.get(), open));
        }
        return new Benchmarks(row == 0 ? open : bars.close(row - 1), open);
    }

    private static BigDecimal worse(Side side, BigDecimal one, BigDecimal other) {
        return side == Side.BUY ? one.max(other) : one.min(other);
    }
}
