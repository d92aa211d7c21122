package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What an order has traded so far: all that its fees depend on (EXE-012). An estimate is asked for with a trade that
 * has not happened.
 *
 * @param instrument what is traded
 * @param side which side the order is on
 * @param trades its fills, in their order; at least one
 */
public record TradedOrder(Instrument instrument, Side side, List<Trade> trades) {
    /**
     * Copies.
     *
     * @throws IllegalArgumentException when there is no trade
     */
    public TradedOrder {
        trades = List.copyOf(trades);
        if (trades.isEmpty()) {
            throw new IllegalArgumentException("a traded order must have a trade, had none (" + instrument + ")");
        }
    }

    /** CumQty(14): all that was filled so far. */
    public Quantity quantity() {
        Quantity sum = trades.get(0).quantity();
        for (int i = 1; i < trades.size(); i++) {
            sum = sum.plus(trades.get(i).quantity());
        }
        return sum;
    }

    /** What was filled so far is worth at its prices, in the instrument's currency. */
    public BigDecimal value() {
        BigDecimal sum = trades.get(0).value();
        for (int i = 1; i < trades.size(); i++) {
            sum = sum.add(trades.get(i).value());
        }
        return sum;
    }

    /**
     * One fill of the order.
     *
     * @param quantity LastQty(32); 0 in the estimate for an amount that pays for no lot
     * @param value what it is worth at its price, in the instrument's currency
     * @param date TradeDate(75): of the day in New York, for crypto in UTC
     * @param liquidity whether it made or took liquidity; an estimate takes
     * @param before what the account had traded before it, earlier fills of this order included
     */
    public record Trade(
            Quantity quantity, BigDecimal value, LocalDate date, Liquidity liquidity, AccountVolume before) {
        /**
         * Checks the amounts.
         *
         * @throws IllegalArgumentException when one is negative
         */
        public Trade {
            if (quantity.signum() < 0 || value.signum() < 0) {
                throw new IllegalArgumentException("quantity and value of a trade must not be negative, were "
                        + quantity + " and " + value.toPlainString());
            }
        }
    }
}
