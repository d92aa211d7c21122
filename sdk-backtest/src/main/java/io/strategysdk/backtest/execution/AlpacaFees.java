package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Alpaca's schedule: shares pay what the regulators charge, crypto a share of the value by the account's last thirty
 * days, less where it makes liquidity; anything else pays nothing. The table of crypto holds for all dates; it is in
 * force since 2023-03-13. Source: alpaca.markets/support/crypto-maker-taker-gmt-faq.
 */
final class AlpacaFees implements CommissionModel {
    static final AlpacaFees INSTANCE = new AlpacaFees();

    private static final NavigableMap<BigDecimal, Percents> CRYPTO = new TreeMap<>();

    static {
        crypto("0", "0.15", "0.25");
        crypto("100000", "0.12", "0.22");
        crypto("500000", "0.10", "0.20");
        crypto("1000000", "0.08", "0.18");
        crypto("10000000", "0.05", "0.15");
        crypto("25000000", "0.02", "0.13");
        crypto("50000000", "0.02", "0.12");
        crypto("100000000", "0.00", "0.10");
    }

    private AlpacaFees() {}

    /** Of the value, one hundred being all of it. */
    private record Percents(BigDecimal maker, BigDecimal taker) {
        BigDecimal of(Liquidity liquidity) {
            return switch (liquidity) {
                case MAKER -> maker;
                case TAKER -> taker;
            };
        }
    }

    private static void crypto(String from, String maker, String taker) {
        CRYPTO.put(new BigDecimal(from), new Percents(new BigDecimal(maker), new BigDecimal(taker)));
    }

    @Override
    public BigDecimal total(TradedOrder order) {
        return order.instrument().assetClass() == AssetClass.CRYPTO
                ? ofCrypto(order)
                : RegulatoryFees.INSTANCE.total(order);
    }

    private static BigDecimal ofCrypto(TradedOrder order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TradedOrder.Trade trade : order.trades()) {
            Percents percents =
                    CRYPTO.floorEntry(trade.before().valueInThirtyDays()).getValue();
            sum = sum.add(trade.value().multiply(percents.of(trade.liquidity())).movePointLeft(2));
        }
        return sum;
    }

    @Override
    public String describe() {
        return "Alpaca's schedule with " + RegulatoryFees.INSTANCE.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
