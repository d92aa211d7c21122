package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an asset was quoted and traded at last. */
final class Prices {
    private final Map<AlpacaAsset, Quoted> quotes = new HashMap<>();
    private final Map<AlpacaAsset, BigDecimal> last = new HashMap<>();
    private final Map<AlpacaAsset, BigDecimal> lastDay = new HashMap<>();

    /** The newest bid and ask, the NBBO. */
    record Quoted(BigDecimal bid, BigDecimal ask) {
        BigDecimal middle() {
            return bid.add(ask).divide(BigDecimal.valueOf(2));
        }
    }

    void quoted(AlpacaAsset asset, BigDecimal bid, BigDecimal ask) {
        if (bid.signum() <= 0 || ask.compareTo(bid) < 0) {
            throw new IllegalArgumentException("bid must be positive and not above the ask, were " + bid + " and " + ask
                    + " (" + asset.symbol() + ")");
        }
        Quoted quote = new Quoted(bid, ask);
        quotes.put(asset, quote);
        last.putIfAbsent(asset, quote.middle());
    }

    void traded(AlpacaAsset asset, BigDecimal price) {
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(
                    "price of a trade must be positive, was " + price + " (" + asset.symbol() + ")");
        }
        last.put(asset, price);
    }

    Optional<Quoted> quote(AlpacaAsset asset) {
        return Optional.ofNullable(quotes.get(asset));
    }

    /** Last trade or close; before the first of them the middle of the first quote. */
    Optional<BigDecimal> last(AlpacaAsset asset) {
        return Optional.ofNullable(last.get(asset));
    }

    /** Last price of the day before, or the newest where there is none. */
    Optional<BigDecimal> lastDay(AlpacaAsset asset) {
        return Optional.ofNullable(lastDay.get(asset)).or(() -> last(asset));
    }

    /** A session has ended: its last prices are those of the day before. */
    void closeDay() {
        lastDay.putAll(last);
    }
}
