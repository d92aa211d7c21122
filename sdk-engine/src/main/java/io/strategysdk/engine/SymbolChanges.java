package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars of an instrument that stand under its old and its new name, joined under the new one. */
final class SymbolChanges {
    private SymbolChanges() {}

    static List<BarColumns> join(List<BarColumns> bars, List<CorporateAction> actions, TradingCalendar calendar) {
        List<BarColumns> joined = new ArrayList<>(bars);
        for (CorporateAction action : actions) {
            if (action instanceof CorporateAction.SymbolChange change) {
                join(joined, change, ActionSchedule.momentOf(change.effective(), calendar));
            }
        }
        return joined;
    }

    private static void join(List<BarColumns> bars, CorporateAction.SymbolChange change, long moment) {
        for (int i = 0; i < bars.size(); i++) {
            BarColumns before = bars.get(i);
            Optional<BarColumns> after = find(bars, change.into(), before);
            if (before.instrument.equals(change.instrument()) && after.isPresent()) {
                bars.set(i, together(before, after.get(), moment));
                bars.remove(after.get());
            }
        }
    }

    private static Optional<BarColumns> find(List<BarColumns> bars, Instrument instrument, BarColumns like) {
        return bars.stream()
                .filter(other -> other.instrument.equals(instrument) && other.timeframe.equals(like.timeframe))
                .findFirst();
    }

    /** Old bars up to the day of the change, new ones from there on. */
    private static BarColumns together(BarColumns before, BarColumns after, long moment) {
        if (before.isQuoted() != after.isQuoted()) {
            throw new IllegalArgumentException(
                    "bars under an old and a new name must both be bid/ask bars, or neither, was " + before.instrument
                            + " and " + after.instrument);
        }
        if (before.isQuoted()) {
            return BarColumns.quoted(
                    together(before.bids(), after.bids(), moment), together(before.asks(), after.asks(), moment));
        }
        BarColumns.Builder builder = BarColumns.builder(after.instrument, after.timeframe);
        for (int row = 0; row < before.size && before.openTimes[row] < moment; row++) {
            builder.add(before, row);
        }
        for (int row = 0; row < after.size; row++) {
            if (after.openTimes[row] >= moment) {
                builder.add(after, row);
            }
        }
        return builder.build();
    }
}
