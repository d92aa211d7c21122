package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw prices and actions made into adjusted prices and the events that are left with them. */
final class PriceAdjustment {
    /** Decimals of amounts per share that splits have divided. */
    private static final int AMOUNT_SCALE = 12;

    private final MarketData raw;
    private final PriceMode mode;

    PriceAdjustment(MarketData raw, PriceMode mode) {
        this.raw = raw;
        this.mode = mode;
    }

    /** Refuses events that prices of a mode have in them. */
    static void requireEvents(PriceMode mode, List<CorporateAction> actions) {
        for (CorporateAction action : actions) {
            if (isInPrices(mode, action)) {
                throw new IllegalArgumentException(
                        "prices must not have in them what is also applied as an event, or it"
                                + " counts twice: prices are " + mode + ", was " + action);
            }
        }
    }

    private static boolean isInPrices(PriceMode mode, CorporateAction action) {
        boolean isSplit = action instanceof CorporateAction.Split || action instanceof CorporateAction.StockDividend;
        boolean isPaid = action instanceof CorporateAction.Dividend || action instanceof CorporateAction.SpinOff;
        return mode != PriceMode.RAW && (isSplit || (isPaid && mode == PriceMode.TOTAL_RETURN));
    }

    List<BarColumns> bars() {
        return raw.series().stream().map(this::adjusted).toList();
    }

    /** From the last action to the first: factors of all later ones are known then. */
    private BarColumns adjusted(BarColumns bars) {
        List<DatedAction> actions = actionsOf(raw.instruments.numberOf(bars.instrument));
        Map<Long, BigDecimal> paid = paid(actions);
        BarColumns columns = bars.copyOfPrices();
        int end = bars.size;
        SplitRatio splits = SplitRatio.ONE;
        double payments = 1;
        for (DatedAction dated : actions) {
            int start = rowFrom(bars, dated.moment());
            columns.scale(start, end, splits, payments);
            end = start;
            if (dated.isSplit()) {
                splits = dated.ratio().then(splits);
            } else {
                BigDecimal amount = paid.remove(dated.moment());
                payments *= amount == null ? 1 : payment(dated, amount);
            }
        }
        columns.scale(0, end, splits, payments);
        return columns;
    }

    private static int rowFrom(BarColumns bars, long moment) {
        int row = 0;
        while (row < bars.size && bars.openTimes[row] < moment) {
            row++;
        }
        return row;
    }

    /** What changes prices in this mode, the last one first. */
    private List<DatedAction> actionsOf(int instrument) {
        List<DatedAction> actions = new ArrayList<>(raw.actions.actions().stream()
                .filter(action -> action.instrument() == instrument && isInPrices(mode, action.action()))
                .toList());
        Collections.reverse(actions);
        return actions;
    }

    /** All that is paid per share at one moment comes off the price together. */
    private static Map<Long, BigDecimal> paid(List<DatedAction> actions) {
        Map<Long, BigDecimal> paid = new HashMap<>();
        for (DatedAction dated : actions) {
            if (dated.action() instanceof CorporateAction.SpinOff spinOff) {
                paid.merge(dated.moment(), spinOff.cashPerShare(), BigDecimal::add);
            } else if (dated.action() instanceof CorporateAction.Dividend dividend) {
                paid.merge(dated.moment(), dividend.perShare(), BigDecimal::add);
            }
        }
        return paid;
    }

    private double payment(DatedAction dated, BigDecimal amount) {
        double before = priceBefore(dated);
        if (!(amount.doubleValue() < before)) {
            throw new IllegalArgumentException(
                    "payment per share must be below the last price before it to be taken off prices, which is "
                            + OrderCosts.text(before) + ", was " + amount.toPlainString() + " with " + dated.action());
        }
        return 1 - amount.doubleValue() / before;
    }

    /** Last close before an action, in terms of the shares of its day: splits of that day come first. */
    private double priceBefore(DatedAction dated) {
        Instrument instrument = raw.instruments.get(dated.instrument());
        BarColumns bars = raw.executionSeries(instrument);
        double close = bars.close[rowFrom(bars, dated.moment()) - 1];
        for (DatedAction split : raw.actions.splitsOf(dated.instrument())) {
            if (split.moment() == dated.moment()) {
                close = split.ratio().price(close);
            }
        }
        return close;
    }

    /** What is still an event, in terms of the shares of the end. */
    List<CorporateAction> events() {
        return raw.actions.actions().stream()
                .filter(dated -> !isInPrices(mode, dated.action()))
                .map(this::inSharesOfTheEnd)
                .toList();
    }

    private CorporateAction inSharesOfTheEnd(DatedAction dated) {
        SplitRatio later = laterSplits(dated.instrument(), dated);
        CorporateAction action = dated.action();
        if (action instanceof CorporateAction.Dividend dividend) {
            return new CorporateAction.Dividend(
                    dividend.instrument(),
                    dividend.effective(),
                    divided(dividend.perShare(), later),
                    dividend.payDate());
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            return new CorporateAction.SpinOff(
                    spinOff.instrument(), spinOff.effective(), divided(spinOff.cashPerShare(), later));
        } else if (action instanceof CorporateAction.CashMerger merger) {
            return new CorporateAction.CashMerger(
                    merger.instrument(), merger.effective(), divided(merger.cashPerShare(), later));
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            return merged(merger, later, dated);
        }
        return action;
    }

    private CorporateAction merged(CorporateAction.ShareMerger merger, SplitRatio later, DatedAction dated) {
        if (mode == PriceMode.TOTAL_RETURN) {
            throw new IllegalArgumentException(
                    "a merger for shares must be run over raw or split-adjusted prices, was " + merger);
        }
        SplitRatio into = laterSplits(raw.instruments.numberOf(merger.into()), dated);
        SplitRatio ratio = new SplitRatio(merger.newShares(), merger.oldShares())
                .then(into)
                .without(later);
        return new CorporateAction.ShareMerger(
                merger.instrument(),
                merger.effective(),
                merger.into(),
                Math.toIntExact(ratio.newShares()),
                Math.toIntExact(ratio.oldShares()),
                divided(merger.cashPerShare(), later));
    }

    /** Those of the same day come before everything else of it. */
    private SplitRatio laterSplits(int instrument, DatedAction than) {
        SplitRatio later = SplitRatio.ONE;
        for (DatedAction split : raw.actions.splitsOf(instrument)) {
            later = split.moment() > than.moment() ? later.then(split.ratio()) : later;
        }
        return later;
    }

    private static BigDecimal divided(BigDecimal amount, SplitRatio ratio) {
        return ratio.isOne()
                ? amount
                : amount.multiply(BigDecimal.valueOf(ratio.oldShares()))
                        .divide(BigDecimal.valueOf(ratio.newShares()), AMOUNT_SCALE, RoundingMode.HALF_EVEN);
    }
}
