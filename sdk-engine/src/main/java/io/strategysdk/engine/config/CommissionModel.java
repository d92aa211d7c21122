package io.strategysdk.engine.config;

import java.util.List;

/** Commission models by name, and the parameters each of them takes, amounts in the account's currency. */
public enum CommissionModel implements CostModel {
    /** Trading is free. */
    NONE,
    /**
     * {@code amount} per share, at least {@code minimum} per order (0 when not given), at most {@code maximum_rate} of
     * its value (1 when not given).
     */
    PER_SHARE,
    /** {@code amount} per order. */
    PER_ORDER,
    /** {@code rate} of the value, 0.001 being a tenth of a percent, at least {@code minimum} (0 when not given). */
    PERCENTAGE,
    /** Alpaca's schedule. */
    ALPACA;

    @Override
    public List<Term> terms() {
        return switch (this) {
            case NONE, ALPACA -> List.of();
            case PER_SHARE ->
                List.of(
                        Term.money("amount"),
                        Term.money("minimum").orElse("0"),
                        Term.share("maximum_rate").orElse("1"));
            case PER_ORDER -> List.of(Term.money("amount"));
            case PERCENTAGE -> List.of(Term.share("rate"), Term.money("minimum").orElse("0"));
        };
    }
}
