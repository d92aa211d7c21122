package io.strategysdk.backtest.quality;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.engine.PriceMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What issuers did, by the first bar that shows it. */
final class Actions {
    private final Map<Integer, Effect> effects = new HashMap<>();

    /**
     * On the price from the bar before.
     *
     * @param factor by splits
     * @param cash paid per share, after the splits
     * @param isAny whether it may be any price, as after a merger
     */
    record Effect(double factor, double cash, boolean isAny) {
        static final Effect NONE = new Effect(1, 0, false);

        /** What a price before comes to. */
        double expected(double before) {
            return before * factor - cash;
        }
    }

    Actions(Series series, List<CorporateAction> all, PriceMode mode) {
        long[] opens = new long[series.size()];
        Arrays.setAll(opens, row -> series.day(row).toEpochDay());
        for (CorporateAction action : all) {
            if (isOf(action, series)) {
                add(action, rowOf(opens, action.effective()), mode);
            }
        }
    }

    private static boolean isOf(CorporateAction action, Series series) {
        String symbol = series.bars().instrument().symbol();
        boolean isInto = action instanceof CorporateAction.SymbolChange change
                && change.into().symbol().equals(symbol);
        return isInto || action.instrument().symbol().equals(symbol);
    }

    private static int rowOf(long[] days, LocalDate effective) {
        int at = Arrays.binarySearch(days, effective.toEpochDay());
        int row = at < 0 ? -at - 1 : at;
        while (row > 0 && row < days.length && days[row - 1] == days[row]) {
            row--;
        }
        return row;
    }

    private void add(CorporateAction action, int row, PriceMode mode) {
        Effect before = at(row);
        boolean splits = mode == PriceMode.RAW;
        boolean pays = mode != PriceMode.TOTAL_RETURN;
        if (action instanceof CorporateAction.Split split) {
            effects.put(row, splits ? split(before, split.newShares(), split.oldShares()) : before);
        } else if (action instanceof CorporateAction.StockDividend given) {
            CorporateAction.Split split = given.toSplit();
            effects.put(row, splits ? split(before, split.newShares(), split.oldShares()) : before);
        } else if (action instanceof CorporateAction.Dividend dividend) {
            effects.put(row, pays ? paid(before, dividend.perShare().doubleValue()) : before);
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            effects.put(row, pays ? paid(before, spinOff.cashPerShare().doubleValue()) : before);
        } else {
            effects.put(row, new Effect(before.factor, before.cash, true));
        }
    }

    private static Effect split(Effect before, int newShares, int oldShares) {
        return new Effect(before.factor * oldShares / newShares, before.cash, before.isAny);
    }

    private static Effect paid(Effect before, double cash) {
        return new Effect(before.factor, before.cash + cash, before.isAny);
    }

    Effect at(int row) {
        return effects.getOrDefault(row, Effect.NONE);
    }
}
