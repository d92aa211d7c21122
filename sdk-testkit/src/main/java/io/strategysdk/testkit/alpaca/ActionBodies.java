package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.CorporateAction;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What issuers did, as Alpaca writes it. */
final class ActionBodies {
    private ActionBodies() {}

    /** The word for its kind; answers have it with an s behind. */
    static String type(CorporateAction action) {
        if (action instanceof CorporateAction.Split split) {
            return split.isReverse() ? "reverse_split" : "forward_split";
        } else if (action instanceof CorporateAction.Dividend) {
            return "cash_dividend";
        } else if (action instanceof CorporateAction.StockDividend) {
            return "stock_dividend";
        } else if (action instanceof CorporateAction.SpinOff) {
            return "spin_off";
        } else if (action instanceof CorporateAction.CashMerger) {
            return "cash_merger";
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            return merger.cashPerShare().signum() > 0 ? "stock_and_cash_merger" : "stock_merger";
        } else if (action instanceof CorporateAction.SymbolChange) {
            return "name_change";
        }
        return "worthless_removal";
    }

    static ObjectNode body(CorporateAction action) {
        String date = action.effective().toString();
        ObjectNode body = Wire.object()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(action.toString().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("symbol", action.instrument().symbol())
                .put("cusip", "000000000")
                .put("process_date", date);
        if (action instanceof CorporateAction.Split split) {
            body.put("new_rate", split.newShares())
                    .put("old_rate", split.oldShares())
                    .put("ex_date", date);
        } else if (action instanceof CorporateAction.Dividend dividend) {
            body.put("rate", dividend.perShare())
                    .put("special", false)
                    .put("foreign", false)
                    .put("ex_date", date)
                    .put("record_date", date)
                    .put(
                            "payable_date",
                            dividend.paidLater().orElse(dividend.effective()).toString());
        } else if (action instanceof CorporateAction.StockDividend given) {
            body.put("rate", (double) given.newShares() / given.heldShares()).put("ex_date", date);
        } else if (action instanceof CorporateAction.CashMerger merger) {
            body.remove("symbol");
            body.put("acquiree_symbol", action.instrument().symbol())
                    .put("rate", merger.cashPerShare())
                    .put("effective_date", date);
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            body.remove("symbol");
            body.put("acquiree_symbol", action.instrument().symbol())
                    .put("acquirer_symbol", merger.into().symbol())
                    .put("acquirer_rate", merger.newShares())
                    .put("acquiree_rate", merger.oldShares())
                    .put("effective_date", date);
            if (merger.cashPerShare().signum() > 0) {
                body.put("cash_rate", merger.cashPerShare());
            }
        } else if (action instanceof CorporateAction.SymbolChange change) {
            body.remove("symbol");
            body.put("old_symbol", action.instrument().symbol())
                    .put("new_symbol", change.into().symbol());
        } else {
            body.put("ex_date", date);
        }
        return body;
    }
}
