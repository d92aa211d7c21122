package io.strategysdk.api.feature;

/** Larry Williams' buying pressure over true range, of three lengths that count 4, 2 and 1 times. */
enum UltimateOscillator implements Formula {
    /** From the close down to the low, or to the close before where that is lower. */
    BUYING_PRESSURE {
        @Override
        public double of(Kernel.Inputs in) {
            return in.get(0) - Math.min(in.get(1), in.get(2));
        }
    },
    WEIGHTED {
        @Override
        public double of(Kernel.Inputs in) {
            return 100 * (4 * in.get(0) + 2 * in.get(1) + in.get(2)) / 7;
        }
    };

    static Feature of(int shortest, int middle, int longest) {
        Length.check("shortest length", "ultimateOscillator", shortest, 1);
        Length.check("middle length", "ultimateOscillator", middle, shortest + 1);
        Length.check("longest length", "ultimateOscillator", longest, middle + 1);
        return Pointwise.of(
                "ultimateOscillator(" + shortest + ", " + middle + ", " + longest + ")",
                WEIGHTED,
                pressure(shortest),
                pressure(middle),
                pressure(longest));
    }

    private static Input pressure(int n) {
        Input previousClose = Input.of(Windowed.of(WindowFunction.LAG, 1));
        Feature pressure = Pointwise.of("buyingPressure", BUYING_PRESSURE, Input.close(), Input.low(), previousClose);
        return Input.of(
                new PairWindowed(PairFunction.SUM_RATIO, n, Input.of(pressure), Input.of(Indicators.trueRange())));
    }
}
