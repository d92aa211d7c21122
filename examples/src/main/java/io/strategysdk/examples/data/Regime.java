package io.strategysdk.examples.data;

/** What mood the market is in; changes from one session to the next as a Markov chain. */
enum Regime {
    /** Rises calmly for a year or more. */
    BULL(0.22, 0.13, 0.9965, 0.0015),
    /** Falls in great moves for some months. */
    BEAR(-0.30, 0.32, 0.988, 0.004),
    /** Goes nowhere for some months. */
    QUIET(0.03, 0.09, 0.990, 0.008);

    /** Expected return of shares, jumps aside, per year. */
    final double drift;

    /** Volatility of shares that clustering returns to, per year. */
    final double volatility;

    private final double stays;
    private final double goesOn;

    Regime(double drift, double volatility, double stays, double goesOn) {
        this.drift = drift;
        this.volatility = volatility;
        this.stays = stays;
        this.goesOn = goesOn;
    }

    /**
     * The next session's regime.
     *
     * @param drawn uniform, above 0 and at most 1
     */
    Regime next(double drawn) {
        if (drawn <= stays) {
            return this;
        }
        boolean likely = drawn <= stays + goesOn;
        return switch (this) {
            case BULL -> likely ? BEAR : QUIET;
            case BEAR -> likely ? QUIET : BULL;
            case QUIET -> likely ? BULL : BEAR;
        };
    }
}
