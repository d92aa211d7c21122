package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jacobpeterson.alpaca.model.endpoint.assets.Asset;
import net.jacobpeterson.alpaca.model.endpoint.assets.enums.AssetStatus;

/** Whether Alpaca has what is to be traded. */
final class AssetCheck {
    /** So few are asked for one by one, more as the whole list. */
    private static final int FEW = 10;

    private static final int NOT_FOUND = 404;

    private final AlpacaRest rest;

    AssetCheck(AlpacaRest rest) {
        this.rest = rest;
    }

    /**
     * Checks each.
     *
     * @throws SdkException naming those that Alpaca does not have
     */
    void require(List<Instrument> instruments) {
        List<String> missing = instruments.size() <= FEW ? missingOfFew(instruments) : missingOfMany(instruments);
        if (!missing.isEmpty()) {
            throw new SdkException("instruments must be tradable at Alpaca, were not: " + String.join(", ", missing));
        }
    }

    private List<String> missingOfFew(List<Instrument> instruments) {
        List<String> missing = new ArrayList<>();
        for (Instrument each : instruments) {
            if (each.assetClass() == AssetClass.FOREX || !isTradable(each.symbol())) {
                missing.add(each.symbol());
            }
        }
        return missing;
    }

    private boolean isTradable(String symbol) {
        try {
            Asset asset = rest.typed("GET /v2/assets", api -> api.assets().getBySymbol(symbol));
            return isTradable(asset);
        } catch (RestException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isTradable(Asset asset) {
        return !Boolean.FALSE.equals(asset.getTradable());
    }

    private List<String> missingOfMany(List<Instrument> instruments) {
        Set<String> tradable = new HashSet<>();
        for (Asset asset : rest.typed("GET /v2/assets", api -> api.assets().get(AssetStatus.ACTIVE, null))) {
            if (isTradable(asset)) {
                tradable.add(asset.getSymbol().replace("/", ""));
            }
        }
        return instruments.stream()
                .filter(each -> each.assetClass() == AssetClass.FOREX
                        || !tradable.contains(each.symbol().replace("/", "")))
                .map(Instrument::symbol)
                .toList();
    }
}
