package io.strategysdk.alpaca;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;

/** What Alpaca's market data can be asked for. */
final class Symbols {
    private Symbols() {}

    /**
     * Checks the kind.
     *
     * @throws IllegalArgumentException when it is no share and no crypto pair with a slash
     */
    static void require(Instrument instrument) {
        boolean isPair = instrument.symbol().indexOf('/') > 0;
        boolean isFine = instrument.assetClass() == AssetClass.CRYPTO
                ? isPair
                : instrument.assetClass() == AssetClass.EQUITY && !isPair;
        if (!isFine) {
            throw new IllegalArgumentException(
                    "Alpaca's market data are of shares, and of crypto pairs with a slash such as BTC/USD, was "
                            + instrument.assetClass() + " " + instrument);
        }
    }
}
