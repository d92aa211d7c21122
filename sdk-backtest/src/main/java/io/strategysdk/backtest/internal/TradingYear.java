package io.strategysdk.backtest.internal;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.engine.MarketData;

/** How many days of trading a year has. */
public final class TradingYear {
    private TradingYear() {}

    /** That of crypto where there is nothing else, that of shares otherwise: the sessions that all of them share. */
    public static int periods(MarketData data) {
        boolean crypto =
                data.instruments().stream().allMatch(instrument -> instrument.assetClass() == AssetClass.CRYPTO);
        return (crypto ? AssetClass.CRYPTO : AssetClass.EQUITY).periodsPerYear();
    }
}
