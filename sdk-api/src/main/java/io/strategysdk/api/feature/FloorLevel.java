package io.strategysdk.api.feature;

/** Levels of the pivot, the high and the low. */
enum FloorLevel implements Formula {
    PIVOT {
        @Override
        double of(double pivot, double high, double low) {
            return pivot;
        }
    },
    R1 {
        @Override
        double of(double pivot, double high, double low) {
            return 2 * pivot - low;
        }
    },
    R2 {
        @Override
        double of(double pivot, double high, double low) {
            return pivot + (high - low);
        }
    },
    R3 {
        @Override
        double of(double pivot, double high, double low) {
            return high + 2 * (pivot - low);
        }
    },
    S1 {
        @Override
        double of(double pivot, double high, double low) {
            return 2 * pivot - high;
        }
    },
    S2 {
        @Override
        double of(double pivot, double high, double low) {
            return pivot - (high - low);
        }
    },
    S3 {
        @Override
        double of(double pivot, double high, double low) {
            return low - 2 * (high - pivot);
        }
    };

    abstract double of(double pivot, double high, double low);

    @Override
    public double of(Kernel.Inputs in) {
        return of(in.get(0), in.get(1), in.get(2));
    }
}
