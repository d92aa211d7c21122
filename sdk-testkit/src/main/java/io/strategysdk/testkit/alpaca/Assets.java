package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.instrument.Instrument;
import java.util.List;
import java.util.Optional;

/** What can be traded, in the order given: an asset's place is its number for the matching. */
final class Assets {
    private final List<AlpacaAsset> all;

    Assets(List<AlpacaAsset> all) {
        this.all = List.copyOf(all);
        long symbols = all.stream().map(AlpacaAsset::symbol).distinct().count();
        if (symbols < all.size()) {
            throw new IllegalArgumentException("asset must be given once, was twice among "
                    + all.stream().map(AlpacaAsset::symbol).toList());
        }
    }

    List<AlpacaAsset> all() {
        return all;
    }

    /** By symbol, with or without slash, or by id. */
    Optional<AlpacaAsset> find(String name) {
        return all.stream().filter(asset -> asset.isCalled(name)).findFirst();
    }

    /** The asset of a market event. */
    AlpacaAsset of(String symbol) {
        return find(symbol)
                .orElseThrow(() -> new IllegalArgumentException("asset must be one of "
                        + all.stream().map(AlpacaAsset::symbol).toList() + ", was " + symbol));
    }

    AlpacaAsset of(Instrument instrument) {
        return of(instrument.symbol());
    }

    int number(AlpacaAsset asset) {
        return all.indexOf(asset);
    }
}
