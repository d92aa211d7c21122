package io.strategysdk.api.feature;

/** Formulas that several indicators share. */
enum Arithmetic implements Formula {
    /** a. */
    SAME {
        @Override
        public double of(Kernel.Inputs in) {
            return in.get(0);
        }
    },
    /** a - b. */
    DIFFERENCE {
        @Override
        public double of(Kernel.Inputs in) {
            return in.get(0) - in.get(1);
        }
    },
    /** |a - b|. */
    DISTANCE {
        @Override
        public double of(Kernel.Inputs in) {
            return Math.abs(in.get(0) - in.get(1));
        }
    },
    /** |a|. */
    MAGNITUDE {
        @Override
        public double of(Kernel.Inputs in) {
            return Math.abs(in.get(0));
        }
    },
    /** a·b. */
    PRODUCT {
        @Override
        public double of(Kernel.Inputs in) {
            return in.get(0) * in.get(1);
        }
    },
    /** 100·a/b. */
    PERCENTAGE {
        @Override
        public double of(Kernel.Inputs in) {
            return 100 * ratio(in.get(0), in.get(1));
        }
    },
    /** 100·(a - b)/b. */
    PERCENT_ABOVE {
        @Override
        public double of(Kernel.Inputs in) {
            return 100 * ratio(in.get(0) - in.get(1), in.get(1));
        }
    },
    /** ln(a/b). */
    LOG_RATIO {
        @Override
        public double of(Kernel.Inputs in) {
            return StrictMath.log(ratio(in.get(0), in.get(1)));
        }
    };

    /**
     * NaN by zero, and by what is left of a mean that has faded to the smallest numbers, which have no digits left to
     * compare.
     */
    static double ratio(double dividend, double divisor) {
        return Math.abs(divisor) < Double.MIN_NORMAL ? Double.NaN : dividend / divisor;
    }

    /** An infinity would stay in every recursion that reads it. */
    static double finiteOrNaN(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
