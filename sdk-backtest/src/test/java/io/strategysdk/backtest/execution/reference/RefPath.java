package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;

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

    /** Of bid and ask together: "told by the middle". */
    private static long up(RefBar bar) {
        return bar.of(Side.SELL).high()
                - bar.of(Side.SELL).open()
                + bar.of(Side.BUY).high()
                - bar.of(Side.BUY).open();
    }

    private static long down(RefBar bar) {
        return bar.of(Side.SELL).open()
                - bar.of(Side.SELL).low()
                + bar.of(Side.BUY).open()
                - bar.of(Side.BUY).low();
    }

    boolean takesHighFirst(RefBar bar) {
        return switch (this) {
            case NEAREST_EXTREME_FIRST -> up(bar) <= down(bar);
            case OPEN_HIGH_LOW_CLOSE -> true;
            case OPEN_LOW_HIGH_CLOSE -> false;
            case PESSIMISTIC, ASSUME_WORST, STOP_FIRST_ALWAYS -> throw new IllegalStateException(this + " has no path");
        };
    }
}
