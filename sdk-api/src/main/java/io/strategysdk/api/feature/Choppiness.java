package io.strategysdk.api.feature;

/** Of the mean true range, the highest high and the lowest low of n bars: how much of the way led nowhere. */
record Choppiness(int n, double lnOfN) implements Formula {
    static Feature of(int n) {
        Length.check("length", "choppiness", n, 2);
        return Pointwise.of(
                "choppiness(" + n + ")",
                new Choppiness(n, StrictMath.log(n)),
                Input.of(Indicators.sma(n).of(Indicators.trueRange())),
                Input.of(Indicators.highest(n)),
                Input.of(Indicators.lowest(n)));
    }

    @Override
    public double of(Kernel.Inputs in) {
        double way = n * in.get(0);
        double height = in.get(1) - in.get(2);
        return 100 * StrictMath.log(Arithmetic.ratio(way, height)) / lnOfN;
    }
}
