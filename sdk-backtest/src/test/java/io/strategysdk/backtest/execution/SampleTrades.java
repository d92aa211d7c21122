package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Orders as fees see them. */
final class SampleTrades {
    static final Instrument SHARE = Instrument.equity("ACME");
    static final Instrument COIN = Instrument.crypto("BTC/USD", "0.01", "0.00000001");
    static final LocalDate DAY = LocalDate.of(2024, 3, 5);

    private SampleTrades() {}

    static TradedOrder buy(long shares, String value) {
        return new TradedOrder(SHARE, Side.BUY, List.of(trade(shares, value)));
    }

    static TradedOrder sell(LocalDate date, String shares, String value) {
        return sell(date, shares, value, AccountVolume.NONE);
    }

    static TradedOrder sell(LocalDate date, String shares, String value, AccountVolume before) {
        return new TradedOrder(SHARE, Side.SELL, List.of(trade(date, shares, value, Liquidity.TAKER, before)));
    }

    static TradedOrder coins(Liquidity liquidity, String value, String valueBefore) {
        AccountVolume before = new AccountVolume(
                BigDecimal.ZERO, new BigDecimal(valueBefore), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        return new TradedOrder(COIN, Side.SELL, List.of(trade(DAY, "1", value, liquidity, before)));
    }

    static TradedOrder.Trade trade(long shares, String value) {
        return trade(DAY, Long.toString(shares), value, Liquidity.TAKER, AccountVolume.NONE);
    }

    static TradedOrder.Trade trade(
            LocalDate date, String quantity, String value, Liquidity liquidity, AccountVolume before) {
        return new TradedOrder.Trade(Quantity.of(quantity), new BigDecimal(value), date, liquidity, before);
    }

    /** An account that has traded so many shares in the month, none of them today. */
    static AccountVolume inTheMonth(String quantity) {
        return new AccountVolume(
                new BigDecimal(quantity), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** An account that has bought and sold so much today. */
    static AccountVolume today(String quantity, String sold, String soldValue) {
        return new AccountVolume(
                new BigDecimal(quantity),
                BigDecimal.ZERO,
                new BigDecimal(quantity),
                new BigDecimal(sold),
                new BigDecimal(soldValue));
    }
}
