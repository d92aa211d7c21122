package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what a company cannot do twice on a day, and actions that were given twice. */
final class RepeatedActions {
    private final Map<List<Object>, CorporateAction> known = new HashMap<>();

    /**
     * Takes one more action.
     *
     * @param instrument the run's number, whatever the name that the action has
     * @throws IllegalArgumentException when it repeats another one
     */
    void add(int instrument, CorporateAction action) {
        CorporateAction before = known.putIfAbsent(sameness(instrument, action), action);
        if (before != null) {
            throw new IllegalArgumentException("an instrument must have one split, one merger and one delisting a day,"
                    + " and no action twice, was " + before + " and " + action);
        }
    }

    private static List<Object> sameness(int instrument, CorporateAction action) {
        Object kind = action.getClass();
        Object terms = "";
        if (action instanceof CorporateAction.CashMerger || action instanceof CorporateAction.ShareMerger) {
            kind = "merger";
        } else if (action instanceof CorporateAction.StockDividend dividend) {
            terms = List.of(dividend.newShares(), dividend.heldShares());
        } else if (action instanceof CorporateAction.Dividend dividend) {
            terms = List.of(plain(dividend.perShare()), dividend.paidLater());
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            terms = plain(spinOff.cashPerShare());
        } else if (action instanceof CorporateAction.SymbolChange change) {
            terms = change.into();
        }
        return List.of(instrument, action.effective(), kind, terms);
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.stripTrailingZeros();
    }
}
