package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.instrument.Instrument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be traded, in the order given: an asset's place is its number for the matching. */
final class Assets {
    private final List<AlpacaAsset> all;
    private final Map<String, Integer> numbers = new HashMap<>();

    Assets(List<AlpacaAsset> all) {
        this.all = List.copyOf(all);
        for (int number = 0; number < all.size(); number++) {
            AlpacaAsset asset = all.get(number);
            if (numbers.put(asset.symbol(), number) != null) {
                throw new IllegalArgumentException("asset must be given once, was twice " + asset.symbol());
            }
            numbers.put(asset.positionSymbol(), number);
            numbers.put(asset.id(), number);
        }
    }

    List<AlpacaAsset> all() {
        return all;
    }

    /** By symbol, with or without slash, or by id. */
    Optional<AlpacaAsset> find(String name) {
        return Optional.ofNullable(numbers.get(name)).map(all::get);
    }

    /** The asset of a market event. */
    AlpacaAsset of(String symbol) {
        return all.get(number(symbol));
    }

    AlpacaAsset of(Instrument instrument) {
        return of(instrument.symbol());
    }

    int number(AlpacaAsset asset) {
        return number(asset.symbol());
    }

    int number(String symbol) {
        Integer number = numbers.get(symbol);
        if (number == null) {
            throw new IllegalArgumentException("asset must be one of "
                    + all.stream().map(AlpacaAsset::symbol).toList() + ", was " + symbol);
        }
        return number;
    }
}
