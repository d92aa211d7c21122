package io.strategysdk.api.feature;

/** The catalogue's functions of the inputs at one bar. */
enum PointFunction implements Kernel.Stateless {
    /** Of a mean, its own mean and the mean of that. */
    TRIPLE {
        @Override
        public double next(Inputs inputs) {
            return 3 * inputs.get(0) - 3 * inputs.get(1) + inputs.get(2);
        }
    },

    /** Of a mean of directional movement, and of the true range. */
    DIRECTIONAL_INDICATOR {
        @Override
        public double next(Inputs inputs) {
            double range = inputs.get(1);
            return range < FADED ? 0 : 100 * inputs.get(0) / range;
        }
    },

    /** Of two directional indicators, neither of them negative. */
    DIRECTIONAL_INDEX {
        @Override
        public double next(Inputs inputs) {
            double plus = inputs.get(0);
            double minus = inputs.get(1);
            double sum = plus + minus;
            return sum == 0 ? 0 : 100 * Math.abs(plus - minus) / sum;
        }
    },

    /** Of a highest high, a lowest low and a close. */
    STOCHASTIC {
        @Override
        public double next(Inputs inputs) {
            double low = inputs.get(1);
            return percent(inputs.get(2) - low, inputs.get(0) - low);
        }
    },

    /** Of a highest high, a lowest low and a close. */
    WILLIAMS {
        @Override
        public double next(Inputs inputs) {
            double high = inputs.get(0);
            return percent(inputs.get(2) - high, high - inputs.get(1));
        }
    };

    /** A mean range that has all but vanished in a market that stands still; what is left of it is rounding. */
    private static final double FADED = 0x1p-900;

    private static double percent(double part, double whole) {
        return whole == 0 ? Double.NaN : 100 * part / whole;
    }
}
