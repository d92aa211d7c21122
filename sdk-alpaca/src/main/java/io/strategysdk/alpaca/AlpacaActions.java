package io.strategysdk.alpaca;

import io.strategysdk.api.event.CorporateAction;
import java.util.List;

/**
 * What issuers did, as Alpaca tells it.
 *
 * @param known those that the SDK has a kind for, by date, then symbol
 * @param others the rest, each in words with kind, symbol and date: spin-offs, of which Alpaca gives shares and the SDK
 *     wants their worth, rights, and ratios that are no whole numbers
 */
public record AlpacaActions(List<CorporateAction> known, List<String> others) {
    /** Copies the lists. */
    public AlpacaActions {
        known = List.copyOf(known);
        others = List.copyOf(others);
    }
}
