package io.strategysdk.alpaca;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The run's instruments by Alpaca's symbols, which of crypto come with and without a slash. */
final class Instruments {
    private static final String CRYPTO = "crypto";
    /** Longest first. */
    private static final List<String> QUOTE_CURRENCIES = List.of("USDT", "USDC", "USD", "BTC");
    /** What Alpaca counts quantities in. */
    private static final String FINEST_LOT = "0.000000001";

    private final Map<String, Instrument> known = new HashMap<>();

    Instruments(List<Instrument> instruments) {
        instruments.forEach(each -> known.put(key(each.symbol(), each.assetClass() == AssetClass.CRYPTO), each));
    }

    private static String key(String symbol, boolean isCrypto) {
        return isCrypto ? CRYPTO + " " + symbol.replace("/", "") : symbol;
    }

    /** That of the run, else one of the same symbol that takes any quantity that Alpaca may name. */
    Instrument of(String symbol, String assetClass) {
        boolean isCrypto = assetClass.equals(CRYPTO);
        return known.computeIfAbsent(
                key(symbol, isCrypto),
                key -> isCrypto
                        ? Instrument.crypto(slashed(symbol), FINEST_LOT, FINEST_LOT)
                        : Instrument.of(symbol, AssetClass.EQUITY, "USD").withLotSize(FINEST_LOT));
    }

    private static String slashed(String symbol) {
        if (symbol.indexOf('/') >= 0) {
            return symbol;
        }
        return QUOTE_CURRENCIES.stream()
                .filter(quote -> symbol.endsWith(quote) && symbol.length() > quote.length())
                .findFirst()
                .map(quote -> symbol.substring(0, symbol.length() - quote.length()) + "/" + quote)
                .orElse(symbol);
    }
}
