package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What can be traded at an {@link AlpacaSimulator}: an instrument, and what Alpaca says of it. Symbols of crypto pairs
 * have a slash, as {@code BTC/USD}.
 *
 * @param instrument symbol, price step and lot
 * @param exchange as Alpaca names it, such as {@code NASDAQ}
 * @param active whether its status is active
 * @param tradable whether orders in it are taken
 * @param shortable whether it may be sold short; crypto never is
 * @param easyToBorrow whether its shares are easy to borrow: only then it is sold short
 * @param fractionable whether orders for parts of a share, and for amounts, are taken
 * @param attributes further words, such as {@code overnight_tradable}
 */
public record AlpacaAsset(
        Instrument instrument,
        String exchange,
        boolean active,
        boolean tradable,
        boolean shortable,
        boolean easyToBorrow,
        boolean fractionable,
        List<String> attributes) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when the instrument is neither a share nor a crypto pair with a slash
     */
    public AlpacaAsset {
        Objects.requireNonNull(exchange, "exchange");
        attributes = List.copyOf(attributes);
        boolean isPair = instrument.symbol().indexOf('/') > 0;
        if (instrument.assetClass() == AssetClass.FOREX || isPair != (instrument.assetClass() == AssetClass.CRYPTO)) {
            throw new IllegalArgumentException("asset must be a share, or a crypto pair with a slash, was "
                    + instrument.assetClass() + " " + instrument);
        }
    }

    /** An asset that may be traded in every way that its class knows. */
    public static AlpacaAsset of(Instrument instrument) {
        boolean isShare = instrument.assetClass() == AssetClass.EQUITY;
        return new AlpacaAsset(
                instrument, isShare ? "NASDAQ" : "CRYPTO", true, true, isShare, isShare, true, List.of());
    }

    /** The same, of which no orders are taken. */
    public AlpacaAsset notTradable() {
        return new AlpacaAsset(instrument, exchange, active, false, shortable, easyToBorrow, fractionable, attributes);
    }

    /** The same with the status inactive. */
    public AlpacaAsset inactive() {
        return new AlpacaAsset(
                instrument, exchange, false, tradable, shortable, easyToBorrow, fractionable, attributes);
    }

    /** The same, which is not sold short. */
    public AlpacaAsset notShortable() {
        return new AlpacaAsset(instrument, exchange, active, tradable, false, false, fractionable, attributes);
    }

    /** The same, in whole shares only. */
    public AlpacaAsset notFractionable() {
        return new AlpacaAsset(instrument, exchange, active, tradable, shortable, easyToBorrow, false, attributes);
    }

    /** Its asset id, always the same for a symbol. */
    public String id() {
        return UUID.nameUUIDFromBytes(("asset " + symbol()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    String symbol() {
        return instrument.symbol();
    }

    boolean isCrypto() {
        return instrument.assetClass() == AssetClass.CRYPTO;
    }

    String wireClass() {
        return isCrypto() ? "crypto" : "us_equity";
    }

    /** As positions name it: of a crypto pair without the slash. */
    String positionSymbol() {
        return symbol().replace("/", "");
    }

    /** Whether a request means it: by symbol, with or without slash, or by id. */
    boolean isCalled(String name) {
        return name.equals(symbol()) || name.equals(positionSymbol()) || name.equals(id());
    }
}
