package io.strategysdk.engine.config;

import java.util.List;

/** Slippage models by name, and the parameters each of them takes. Basis points are hundredths of a percent. */
public enum SlippageModel implements CostModel {
    /** Fills at the quoted price. */
    NONE,
    /** {@code bps} of the price. */
    FIXED_BPS,
    /** The fraction base_bps/10000 + volume_factor · min(1, quantity/volume) of the price. */
    VOLUME_BASED,
    /**
     * The fraction base_bps/10000 + coefficient · volatility · √min(1, quantity/volume) of the price; base_bps is 0 and
     * coefficient 1 when not given; volatility is that of the price over one bar, 0.02 being two percent.
     */
    SQUARE_ROOT,
    /** Half of {@code spread_bps} of the price. */
    SPREAD,
    /** Half of {@code spread}, an amount in the account's currency. */
    SPREAD_AMOUNT;

    @Override
    public List<Term> terms() {
        return switch (this) {
            case NONE -> List.of();
            case FIXED_BPS -> List.of(Term.bps("bps"));
            case VOLUME_BASED -> List.of(Term.bps("base_bps"), Term.share("volume_factor"));
            case SQUARE_ROOT ->
                List.of(
                        Term.bps("base_bps").orElse("0"),
                        Term.factor("coefficient").orElse("1"),
                        Term.share("volatility"));
            case SPREAD -> List.of(Term.bps("spread_bps"));
            case SPREAD_AMOUNT -> List.of(Term.money("spread"));
        };
    }
}
