package io.strategysdk.backtest.execution.reference;

/** What is assumed of the order of prices inside a bar. */
public enum RefPath {
    /** Stops before limits; fresh children only when certain. */
    PESSIMISTIC,
    /** The same, and uncertain stops of fresh brackets fill too. */
    ASSUME_WORST,
    /** Open, nearer extreme (high if equally near), other extreme, close. */
    NEAREST_EXTREME_FIRST,
    /** Open, high, low, close. */
    OPEN_HIGH_LOW_CLOSE,
    /** Open, low, high, close. */
    OPEN_LOW_HIGH_CLOSE,
    /** Stops before limits, even before those that are executable at the open. */
    STOP_FIRST_ALWAYS;

    boolean isWalked() {
        return this == NEAREST_EXTREME_FIRST || this == OPEN_HIGH_LOW_CLOSE || this == OPEN_LOW_HIGH_CLOSE;
    }

    boolean takesHighFirst(RefBar bar) {
        return switch (this) {
            case NEAREST_EXTREME_FIRST -> bar.high() - bar.open() <= bar.open() - bar.low();
            case OPEN_HIGH_LOW_CLOSE -> true;
            case OPEN_LOW_HIGH_CLOSE -> false;
            case PESSIMISTIC, ASSUME_WORST, STOP_FIRST_ALWAYS -> throw new IllegalStateException(this + " has no path");
        };
    }
}
