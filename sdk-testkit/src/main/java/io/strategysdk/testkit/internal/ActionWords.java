package io.strategysdk.testkit.internal;

import io.strategysdk.api.event.CorporateAction;

/** What issuers do, in the words of the field: kind, terms, instrument and first day. */
final class ActionWords {
    private ActionWords() {}

    static String of(CorporateAction action) {
        String of = " of " + action.instrument();
        String from = " from " + action.effective();
        if (action instanceof CorporateAction.Split split) {
            return "split " + ratio(split.newShares(), split.oldShares()) + of + from;
        }
        if (action instanceof CorporateAction.StockDividend shares) {
            return "stock dividend " + ratio(shares.newShares(), shares.heldShares()) + of + from;
        }
        if (action instanceof CorporateAction.Dividend cash) {
            return "dividend " + Words.plain(cash.perShare()) + of + from
                    + cash.paidLater().map(day -> ", paid " + day).orElse("");
        }
        if (action instanceof CorporateAction.SpinOff spun) {
            return "spin-off worth " + Words.plain(spun.cashPerShare()) + of + from;
        }
        if (action instanceof CorporateAction.CashMerger merger) {
            return "merger" + of + " for " + Words.plain(merger.cashPerShare()) + from;
        }
        if (action instanceof CorporateAction.ShareMerger merger) {
            return "merger" + of + " into " + merger.into() + " " + ratio(merger.newShares(), merger.oldShares())
                    + (merger.cashPerShare().signum() == 0 ? "" : " and " + Words.plain(merger.cashPerShare())) + from;
        }
        if (action instanceof CorporateAction.SymbolChange change) {
            return action.instrument() + " becomes " + change.into() + from;
        }
        boolean worthless = ((CorporateAction.Delisting) action).worthless();
        return (worthless ? "worthless delisting" : "delisting") + of + from;
    }

    private static String ratio(int newShares, int oldShares) {
        return newShares + " for " + oldShares;
    }
}
