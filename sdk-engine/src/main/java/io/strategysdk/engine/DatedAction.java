package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;

/**
 * An issuer's action on an instrument of the run.
 *
 * @param moment bars that open from here on are of its effective day, UTC nanoseconds since 1970
 * @param instrument the run's number
 */
record DatedAction(long moment, int instrument, CorporateAction action) {
    /** Of one moment: what changes how shares are counted, then what is paid for them, then what ends them. */
    int rank() {
        if (isSplit()) {
            return 0;
        }
        if (action instanceof CorporateAction.Dividend || action instanceof CorporateAction.SpinOff) {
            return 1;
        }
        return 2;
    }

    /** Whether shares are counted otherwise from here on. */
    boolean isSplit() {
        return action instanceof CorporateAction.Split || action instanceof CorporateAction.StockDividend;
    }

    /** Whether the instrument is no more from here on. */
    boolean ends() {
        return action instanceof CorporateAction.Delisting
                || action instanceof CorporateAction.CashMerger
                || action instanceof CorporateAction.ShareMerger;
    }

    /** Of a split. */
    SplitRatio ratio() {
        if (action instanceof CorporateAction.StockDividend dividend) {
            return SplitRatio.of(dividend.toSplit());
        }
        return SplitRatio.of((CorporateAction.Split) action);
    }
}
