package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What an account lets strategies do with its cash, the same for each of them. Shares and yearly rates are decimal texts:
 * {@code "0.5"} is fifty percent. Immutable: each of the {@code with…} methods answers with other rules.
 */
public final class AccountRules {
    private static final AccountRules CASH = new AccountRules(
            false, true, false, Margin.USUAL, Map.of(), Rates.NONE, Liquidation.NEXT_OPEN, false, Weights.PLAIN);
    private static final AccountRules MARGIN = new AccountRules(
            true, true, false, Margin.USUAL, Map.of(), Rates.NONE, Liquidation.NEXT_OPEN, false, Weights.PLAIN);

    private final boolean margin;
    private final boolean checksAtAcceptance;
    private final boolean reducesToFit;
    private final Margin usual;
    private final Map<Instrument, Margin> margins;
    private final Rates rates;
    private final Liquidation liquidation;
    private final boolean marksAtMiddle;
    private final Weights weights;

    /** When a margin call closes positions. */
    public enum Liquidation {
        /** By market orders, at the next open. */
        NEXT_OPEN,
        /** At the mark that showed it, where a bar has just closed there; else at the next open. */
        AT_MARK
    }

    private AccountRules(
            boolean margin,
            boolean checksAtAcceptance,
            boolean reducesToFit,
            Margin usual,
            Map<Instrument, Margin> margins,
            Rates rates,
            Liquidation liquidation,
            boolean marksAtMiddle,
            Weights weights) {
        this.margin = margin;
        this.checksAtAcceptance = checksAtAcceptance;
        this.reducesToFit = reducesToFit;
        this.usual = usual;
        this.margins = margins;
        this.rates = rates;
        this.liquidation = liquidation;
        this.marksAtMiddle = marksAtMiddle;
        this.weights = weights;
    }

    /** No short sales, no debt: what is bought is paid for, at acceptance and again at the fill. */
    public static AccountRules cash() {
        return CASH;
    }

    /**
     * Short sales and debt, against a margin of 50 % of each position to open it and 25 % to keep it (Regulation T of the
     * Federal Reserve, 12 CFR 220.12, and FINRA rule 4210); no interest unless given.
     */
    public static AccountRules margin() {
        return MARGIN;
    }

    /** Without the check at acceptance: whether cash or margin suffice is asked at the fill only. */
    public AccountRules withCheckAtFillOnly() {
        return new AccountRules(
                margin, false, reducesToFit, usual, margins, rates, liquidation, marksAtMiddle, weights);
    }

    /** With fills that are cut to what cash or margin allow, where they would be rejected whole. */
    public AccountRules withReducedFills() {
        return new AccountRules(
                margin, checksAtAcceptance, true, usual, margins, rates, liquidation, marksAtMiddle, weights);
    }

    /**
     * With other margins.
     *
     * @param initial share of a position's value that opening it needs, above 0 and at most 1, up to 6 decimals
     * @param maintenance share that keeping it needs, above 0 and at most the initial one
     * @throws IllegalArgumentException when out of range, or the account is one of cash
     */
    public AccountRules withMargin(String initial, String maintenance) {
        requireMargin("margins");
        return new AccountRules(
                true,
                checksAtAcceptance,
                reducesToFit,
                Margin.of(initial, maintenance),
                margins,
                rates,
                liquidation,
                marksAtMiddle,
                weights);
    }

    /**
     * With margins of its own for an instrument.
     *
     * @param initial share of a position's value that opening it needs, above 0 and at most 1, up to 6 decimals
     * @param maintenance share that keeping it needs, above 0 and at most the initial one
     * @throws IllegalArgumentException when out of range, or the account is one of cash
     */
    public AccountRules withMargin(Instrument instrument, String initial, String maintenance) {
        requireMargin("margins");
        Map<Instrument, Margin> more = new LinkedHashMap<>(margins);
        more.put(Objects.requireNonNull(instrument), Margin.of(initial, maintenance));
        return new AccountRules(
                true,
                checksAtAcceptance,
                reducesToFit,
                usual,
                Map.copyOf(more),
                rates,
                liquidation,
                marksAtMiddle,
                weights);
    }

    /**
     * With a fee for borrowed shares: quantity × mark × rate / 360 for each night between sessions.
     *
     * @param yearly rate a year, not negative
     * @throws IllegalArgumentException when negative, or the account is one of cash
     */
    public AccountRules withBorrowRate(String yearly) {
        requireMargin("borrowing");
        return withRates(rates.withBorrow(yearly));
    }

    /**
     * With a fee of its own for borrowed shares of an instrument.
     *
     * @param yearly rate a year, not negative
     * @throws IllegalArgumentException when negative, or the account is one of cash
     */
    public AccountRules withBorrowRate(Instrument instrument, String yearly) {
        requireMargin("borrowing");
        return withRates(rates.withBorrow(instrument, yearly));
    }

    /**
     * With interest on debt: negative cash × rate / 360 for each night between sessions.
     *
     * @param yearly rate a year, not negative
     * @throws IllegalArgumentException when negative, or the account is one of cash
     */
    public AccountRules withInterestRate(String yearly) {
        requireMargin("debt");
        return withRates(rates.withInterest(yearly));
    }

    /** With another way of closing what a margin call closes. */
    public AccountRules withLiquidation(Liquidation value) {
        requireMargin("margin calls");
        return new AccountRules(
                true,
                checksAtAcceptance,
                reducesToFit,
                usual,
                margins,
                rates,
                Objects.requireNonNull(value),
                marksAtMiddle,
                weights);
    }

    /**
     * With positions that are worth the middle of bid and ask. By default, what is held is worth what ending it would
     * bring: the bid, and of short positions the ask. Without quotes there is one price.
     */
    public AccountRules withMarksAtMiddle() {
        return new AccountRules(
                margin, checksAtAcceptance, reducesToFit, usual, margins, rates, liquidation, true, weights);
    }

    /**
     * With weights of what is left of equity when a part stays in cash: a target of weight w is w × (1 − buffer) × equity.
     *
     * @param buffer share of equity, from 0 to below 1
     * @throws IllegalArgumentException when out of range
     */
    public AccountRules withCashBuffer(String buffer) {
        return withWeights(new Weights(Weights.buffer(buffer), weights.feesInside()));
    }

    /**
     * With targets whose fees are in the weight: the order toward it is cut, lot by lot, until |quantity| × mark + fee × |w|
     * is at most |w| × (1 − buffer) × equity. By default fees are paid beside it, and must fit the cash.
     */
    public AccountRules withFeesInsideWeight() {
        return withWeights(new Weights(weights.buffer(), true));
    }

    private AccountRules withWeights(Weights value) {
        return new AccountRules(
                margin, checksAtAcceptance, reducesToFit, usual, margins, rates, liquidation, marksAtMiddle, value);
    }

    private AccountRules withRates(Rates value) {
        return new AccountRules(
                margin, checksAtAcceptance, reducesToFit, usual, margins, value, liquidation, marksAtMiddle, weights);
    }

    private void requireMargin(String what) {
        if (!margin) {
            throw new IllegalArgumentException("a cash account must not have " + what + ", use a margin account");
        }
    }

    /** Whether positions may be short and cash negative. */
    public boolean isMargin() {
        return margin;
    }

    boolean checksAtAcceptance() {
        return checksAtAcceptance;
    }

    boolean reducesToFit() {
        return reducesToFit;
    }

    Margin marginOf(Instrument instrument) {
        return margins.getOrDefault(instrument, usual);
    }

    Margin usualMargin() {
        return usual;
    }

    Rates rates() {
        return rates;
    }

    /** Whether positions are worth the middle of bid and ask. */
    public boolean marksAtMiddle() {
        return marksAtMiddle;
    }

    Weights weights() {
        return weights;
    }

    boolean liquidatesAtMark() {
        return liquidation == Liquidation.AT_MARK;
    }

    /** These rules in words: {@code cash}, or {@code margin of 50 % and 25 %}. */
    public String describe() {
        StringJoiner words = new StringJoiner(", ");
        words.add(margin ? "margin of " + usual.describe() : "cash");
        margins.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Instrument::symbol)))
                .forEach(own -> words.add(own.getKey() + " " + own.getValue().describe()));
        if (!checksAtAcceptance) {
            words.add("checked at the fill");
        }
        if (reducesToFit) {
            words.add("fills cut to fit");
        }
        if (!rates.equals(Rates.NONE)) {
            words.add(rates.describe());
        }
        if (liquidatesAtMark()) {
            words.add("closed at the mark");
        }
        if (marksAtMiddle) {
            words.add("marked at the middle");
        }
        weights.describe(words);
        return words.toString();
    }

    /** The same as {@link #describe}. */
    @Override
    public String toString() {
        return describe();
    }

    /** What of equity a weight is of. */
    record Weights(BigDecimal buffer, boolean feesInside) {
        static final Weights PLAIN = new Weights(BigDecimal.ZERO, false);

        static BigDecimal buffer(String share) {
            BigDecimal value = decimal("cash buffer", share);
            if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("cash buffer must be from 0 to below 1, was " + share);
            }
            return value;
        }

        /** Share of equity that weights are of, 1 without a buffer. */
        double invested() {
            return BigDecimal.ONE.subtract(buffer).doubleValue();
        }

        void describe(StringJoiner words) {
            if (buffer.signum() > 0) {
                words.add(buffer.movePointRight(2).stripTrailingZeros().toPlainString() + " % kept in cash");
            }
            if (feesInside) {
                words.add("fees inside of weights");
            }
        }
    }

    /** Shares of a position's value in millionths. */
    record Margin(long initial, long maintenance) {
        static final long WHOLE = 1_000_000;
        static final Margin USUAL = new Margin(WHOLE / 2, WHOLE / 4);

        static Margin of(String initial, String maintenance) {
            Margin margin = new Margin(millionths("initial", initial), millionths("maintenance", maintenance));
            if (margin.maintenance > margin.initial) {
                throw new IllegalArgumentException(
                        "maintenance margin must not exceed the initial margin " + initial + ", was " + maintenance);
            }
            return margin;
        }

        private static long millionths(String what, String share) {
            BigDecimal value = decimal(what + " margin", share);
            if (value.signum() <= 0
                    || value.compareTo(BigDecimal.ONE) > 0
                    || value.stripTrailingZeros().scale() > 6) {
                throw new IllegalArgumentException(
                        what + " margin must be above 0 and at most 1 with up to 6 decimals, was " + share);
            }
            return value.movePointRight(6).longValueExact();
        }

        String describe() {
            return percent(initial) + " and " + percent(maintenance);
        }

        private static String percent(long millionths) {
            return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + " %";
        }
    }

    /** Yearly rates of what is borrowed. */
    record Rates(BigDecimal borrow, Map<Instrument, BigDecimal> borrowOf, BigDecimal interest) {
        static final Rates NONE = new Rates(BigDecimal.ZERO, Map.of(), BigDecimal.ZERO);

        Rates withBorrow(String yearly) {
            return new Rates(rate("borrow rate", yearly), borrowOf, interest);
        }

        Rates withBorrow(Instrument instrument, String yearly) {
            Map<Instrument, BigDecimal> more = new LinkedHashMap<>(borrowOf);
            more.put(Objects.requireNonNull(instrument), rate("borrow rate of " + instrument, yearly));
            return new Rates(borrow, Map.copyOf(more), interest);
        }

        Rates withInterest(String yearly) {
            return new Rates(borrow, borrowOf, rate("interest rate", yearly));
        }

        BigDecimal borrowOf(Instrument instrument) {
            return borrowOf.getOrDefault(instrument, borrow);
        }

        boolean isNone() {
            return equals(NONE);
        }

        private static BigDecimal rate(String what, String yearly) {
            BigDecimal rate = decimal(what, yearly).stripTrailingZeros();
            if (rate.signum() < 0) {
                throw new IllegalArgumentException(what + " must not be negative, was " + yearly);
            }
            return rate.signum() == 0 ? BigDecimal.ZERO : rate;
        }

        String describe() {
            StringJoiner words = new StringJoiner(", ");
            words.add("borrow " + borrow.toPlainString() + " a year");
            borrowOf.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(Instrument::symbol)))
                    .forEach(
                            own -> words.add(own.getKey() + " " + own.getValue().toPlainString()));
            return words.add("interest " + interest.toPlainString()).toString();
        }
    }

    private static BigDecimal decimal(String what, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notDecimal) {
            throw new IllegalArgumentException(
                    what + " must be a decimal number such as 0.25, was '" + text + "'", notDecimal);
        }
    }
}
