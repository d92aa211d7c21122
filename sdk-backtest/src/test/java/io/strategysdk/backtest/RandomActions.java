package io.strategysdk.backtest;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What issuers may have done, most of it on days that have bars. */
final class RandomActions {
    private final MarketData data;
    private final SplittableRandom random;

    private RandomActions(MarketData data, SplittableRandom random) {
        this.data = data;
        this.random = random;
    }

    /** These data with some actions; without splits where those would fall inside of a bar. */
    static MarketData on(MarketData data, SplittableRandom random) {
        return data.withActions(fitting(data, random));
    }

    /** The same actions, those before the first bars too. */
    static List<CorporateAction> fitting(MarketData data, SplittableRandom random) {
        List<CorporateAction> actions = new RandomActions(data, random).some();
        try {
            data.withActions(actions);
            return actions;
        } catch (IllegalArgumentException insideOfABar) {
            return actions.stream()
                    .filter(action -> !(action instanceof CorporateAction.Split)
                            && !(action instanceof CorporateAction.StockDividend))
                    .toList();
        }
    }

    private List<CorporateAction> some() {
        List<CorporateAction> actions = new ArrayList<>();
        for (int left = random.nextInt(8); left > 0; left--) {
            CorporateAction action = one();
            if (actions.stream().noneMatch(known -> excludes(known, action))) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** What a company does once a day; whether the amounts of two dividends differ does not matter here. */
    private static boolean excludes(CorporateAction known, CorporateAction other) {
        return known.instrument().equals(other.instrument())
                && known.effective().equals(other.effective())
                && (known.getClass() == other.getClass() || (isMerger(known) && isMerger(other)));
    }

    private static boolean isMerger(CorporateAction action) {
        return action instanceof CorporateAction.CashMerger || action instanceof CorporateAction.ShareMerger;
    }

    private CorporateAction one() {
        Instrument instrument = any();
        LocalDate date = day(instrument);
        Instrument other = any();
        BigDecimal cash = BigDecimal.valueOf(random.nextInt(1, 400), 2);
        return switch (random.nextInt(other.equals(instrument) ? 9 : 10)) {
            case 0, 1 -> new CorporateAction.Split(instrument, date, random.nextInt(2, 8), 1);
            case 2 -> new CorporateAction.Split(instrument, date, 1, random.nextInt(2, 8));
            case 3 -> new CorporateAction.StockDividend(instrument, date, 1, random.nextInt(1, 30));
            case 4 -> new CorporateAction.SpinOff(instrument, date, cash);
            case 5 -> new CorporateAction.Delisting(instrument, date, random.nextBoolean());
            case 6 -> new CorporateAction.CashMerger(instrument, date, cash);
            case 7 -> new CorporateAction.Dividend(instrument, date, cash, date.plusDays(random.nextInt(4)));
            case 8 -> new CorporateAction.Dividend(instrument, date, cash);
            default -> new CorporateAction.ShareMerger(instrument, date, other, random.nextInt(1, 4), 2, cash);
        };
    }

    private Instrument any() {
        return data.instruments().get(random.nextInt(data.instruments().size()));
    }

    private LocalDate day(Instrument instrument) {
        BarColumns bars = data.executionSeries(instrument);
        long open = bars.openEpochNanos(random.nextInt(bars.size()));
        return Clock.instantOf(open).atZone(data.calendar().zone()).toLocalDate();
    }
}
