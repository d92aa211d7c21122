package io.strategysdk.testkit.market;

/** Ranges of what models are told. */
final class Bounds {
    private static final double MOST = 10;

    private Bounds() {}

    static void requireDrift(double drift) {
        require("drift per year", drift, -MOST, MOST);
    }

    static void requireVolatility(double volatility) {
        require("volatility per year", volatility, 0, MOST);
    }

    static void require(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
