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
    /**
     * By the {@code tiers} that the account's volume of the month reaches, at least {@code minimum} per order (0 when not
     * given), at most {@code maximum_rate} of its value (1 when not given).
     */
    TIERED,
    /** Alpaca's schedule: regulators' fees on shares, crypto by maker and taker. */
    ALPACA,
    /** Interactive Brokers' fixed schedule, at most {@code maximum_rate} of the value (0.005 when not given). */
    INTERACTIVE_BROKERS_FIXED,
    /** Interactive Brokers' tiered schedule, at most {@code maximum_rate} of the value (0.005 when not given). */
    INTERACTIVE_BROKERS_TIERED;

    @Override
    public List<Term> terms() {
        return switch (this) {
            case NONE, ALPACA -> List.of();
            case PER_SHARE -> List.of(Term.money("amount"), minimum(), maximumRate("1"));
            case PER_ORDER -> List.of(Term.money("amount"));
            case PERCENTAGE -> List.of(Term.share("rate"), minimum());
            case TIERED -> List.of(minimum(), maximumRate("1"));
            case INTERACTIVE_BROKERS_FIXED, INTERACTIVE_BROKERS_TIERED -> List.of(maximumRate("0.005"));
        };
    }

    private static Term minimum() {
        return Term.money("minimum").orElse("0");
    }

    private static Term maximumRate(String byDefault) {
        return Term.share("maximum_rate").orElse(byDefault);
    }
}
