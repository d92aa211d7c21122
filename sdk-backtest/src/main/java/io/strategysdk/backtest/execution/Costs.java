package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;

/**
 * What a model makes of an order: its way to the market, price, quantity and fee. Models of one's own are held to
 * their contracts.
 */
final class Costs {
    private final MarketModel model;
    private final FeeAccount fees;
    private final boolean hasSlippage;

    Costs(MarketModel model) {
        this.model = model;
        fees = new FeeAccount(model.commission());
        hasSlippage = model.slippage() != SlippageModel.NONE;
    }

    /** When what leaves now is at the market, UTC nanoseconds since 1970. */
    long arrival(WorkingOrder order, long now) {
        long underWay = model.latency().nanos(model.seed(), order.id());
        if (underWay < 0) {
            throw broken("latency", "must not be negative", underWay, order);
        }
        if (underWay > Long.MAX_VALUE - now) {
            throw broken("latency", "must end before the year 2262", underWay, order);
        }
        return now + underWay;
    }

    /** The account that pays. */
    FeeAccount fees() {
        return fees;
    }

    static long value(WorkingOrder order, long quantity, long price, int cashScale) {
        int shift = order.instrument().quantityScale() + order.instrument().priceScale() - cashScale;
        return Notional.of(quantity, price, shift);
    }

    /** The market's price made worse by slippage; it stays above zero, and where the model says so within the bar. */
    long worse(WorkingOrder order, long quantity, long price, BarPrices bar) {
        if (!hasSlippage) {
            return price;
        }
        double fraction = model.slippage()
                .fraction(
                        order.side(),
                        quantity / Scales.power(order.instrument().quantityScale()),
                        price / Scales.power(order.instrument().priceScale()),
                        bar.volume());
        if (!(fraction >= 0 && fraction < 1)) {
            throw broken("slippage", "must be from 0 to below 1", fraction, order);
        }
        long change = (long) Math.rint(price * fraction);
        if (order.sign() > 0 && change > Long.MAX_VALUE - price) {
            throw new ArithmeticException("price after slippage must fit 64 bits of its scale, was "
                    + BigDecimal.valueOf(price, order.instrument().priceScale()).toPlainString() + " worse by "
                    + fraction
                    + " (order " + order.id() + ")");
        }
        long worse = Math.max(1, price + order.sign() * change);
        return model.slippage().isWithinBar() ? inside(bar, order.side(), price, worse) : worse;
    }

    /** Never better than the market's price, which is in the bar already. */
    private static long inside(BarPrices bar, Side side, long price, long worse) {
        return switch (side) {
            case BUY -> Math.min(worse, Math.max(price, bar.high()));
            case SELL -> Math.max(worse, Math.min(price, bar.low()));
        };
    }

    /** Most whole lots that are worth no more than a notional order's amount, at the price that so many fill at. */
    long quantityFor(WorkingOrder order, long price, BarPrices bar) {
        BigDecimal amount = order.request().cashOrderQty().orElseThrow();
        long lot = order.instrument().lotSize().units();
        long low = 0;
        long high = lotsFor(amount, order, worse(order, 0, price, bar));
        while (low < high) {
            long lots = low + (high - low + 1) / 2;
            if (lots <= lotsFor(amount, order, worse(order, lots * lot, price, bar))) {
                low = lots;
            } else {
                high = lots - 1;
            }
        }
        return low * lot;
    }

    private static long lotsFor(BigDecimal amount, WorkingOrder order, long price) {
        BigDecimal lotValue = order.instrument()
                .lotSize()
                .toBigDecimal()
                .multiply(BigDecimal.valueOf(price, order.instrument().priceScale()));
        BigDecimal most =
                BigDecimal.valueOf(Long.MAX_VALUE / order.instrument().lotSize().units());
        return amount.divideToIntegralValue(lotValue).min(most).longValue();
    }

    static IllegalStateException broken(String model, String rule, Object value, WorkingOrder order) {
        return new IllegalStateException(
                model + " of the market model " + rule + ", was " + value + " (order " + order.id() + ")");
    }
}
