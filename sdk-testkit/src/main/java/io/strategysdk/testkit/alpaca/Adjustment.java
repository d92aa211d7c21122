package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prices of the past as they would have been with today's shares: what a request for adjusted bars is answered with. */
final class Adjustment {
    private final List<Factor> factors;

    /** What is adjusted for. */
    enum Kind {
        SPLIT,
        DIVIDEND,
        SPIN_OFF
    }

    /** For bars that begin before a moment. */
    private record Factor(Instant before, double price, double volume) {}

    private Adjustment(List<Factor> factors) {
        this.factors = factors;
    }

    /** Kinds of a parameter: raw, all, or some with commas between; empty where it is none of these. */
    static Optional<Set<Kind>> kinds(String text) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : text.split(",", -1)) {
            if (word.equals("all")) {
                kinds.addAll(EnumSet.allOf(Kind.class));
            } else if (!word.equals("raw")) {
                Optional<Kind> kind = Wire.constant(Kind.class, word.replace('-', '_'));
                if (kind.isEmpty()) {
                    return Optional.empty();
                }
                kinds.add(kind.get());
            }
        }
        return Optional.of(kinds);
    }

    /**
     * That of an asset.
     *
     * @param bars as traded, oldest first; a dividend counts by the last close before its ex-date
     */
    static Adjustment of(AlpacaAsset asset, List<CorporateAction> actions, List<Bar> bars, Set<Kind> kinds) {
        List<Factor> factors = new ArrayList<>();
        for (CorporateAction action : actions) {
            if (asset.isCalled(action.instrument().symbol())) {
                factor(action, bars, kinds).ifPresent(factors::add);
            }
        }
        return new Adjustment(factors);
    }

    private static Optional<Factor> factor(CorporateAction action, List<Bar> bars, Set<Kind> kinds) {
        Instant day = midnight(action.effective());
        if (action instanceof CorporateAction.StockDividend given) {
            return factor(given.toSplit(), bars, kinds);
        }
        if (action instanceof CorporateAction.Split split && kinds.contains(Kind.SPLIT)) {
            double ratio = (double) split.newShares() / split.oldShares();
            return Optional.of(new Factor(day, 1 / ratio, ratio));
        }
        if (action instanceof CorporateAction.Dividend dividend && kinds.contains(Kind.DIVIDEND)) {
            return paid(day, dividend.perShare(), bars);
        }
        if (action instanceof CorporateAction.SpinOff spinOff && kinds.contains(Kind.SPIN_OFF)) {
            return paid(day, spinOff.cashPerShare(), bars);
        }
        return Optional.empty();
    }

    private static Optional<Factor> paid(Instant day, BigDecimal amount, List<Bar> bars) {
        int before = MarketTape.place(bars, Bar::openEpochNanos, Clock.epochNanosOf(day)) - 1;
        return before < 0
                ? Optional.empty()
                : Optional.of(new Factor(
                        day, 1 - amount.doubleValue() / bars.get(before).close(), 1));
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(Wire.NEW_YORK).toInstant();
    }

    /** A bar of the past, by its first moment. */
    WireBar of(Instant open, WireBar bar) {
        double price = 1;
        double volume = 1;
        for (Factor factor : factors) {
            if (open.isBefore(factor.before)) {
                price *= factor.price;
                volume *= factor.volume;
            }
        }
        return price == 1 && volume == 1 ? bar : bar.times(price, volume);
    }
}
