package io.strategysdk.testkit.market;

/** Normal moves of an instrument, of which a part is the market's: every instrument repeats the factor's draws. */
final class Shocks {
    private final double ofFactor;
    private final double ofOwn;
    private final Draws factor;
    private final Draws own;

    Shocks(double correlation, Draws factor, Draws own) {
        ofFactor = StrictMath.sqrt(correlation);
        ofOwn = StrictMath.sqrt(1 - correlation);
        this.factor = factor;
        this.own = own;
    }

    double next() {
        return ofFactor * factor.normal() + ofOwn * own.normal();
    }
}
