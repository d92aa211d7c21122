package io.strategysdk.api.feature;

/** Variances of bars, and the volatilities that are roots of them. */
final class Variance {
    private static final double LN_2 = StrictMath.log(2);

    private Variance() {}

    static Feature mean(int n, OfBar estimator) {
        Feature ofBar = Pointwise.of(estimator.text, estimator, Input.open(), Input.high(), Input.low(), Input.close());
        return Indicators.sma(n).of(ofBar);
    }

    /** Of open, high, low and close of one bar. */
    enum OfBar implements Formula {
        PARKINSON("parkinsonVariance") {
            @Override
            public double of(Kernel.Inputs in) {
                double range = log(in.get(1) / in.get(2));
                return range * range / (4 * LN_2);
            }
        },
        GARMAN_KLASS("garmanKlassVariance") {
            @Override
            public double of(Kernel.Inputs in) {
                double range = log(in.get(1) / in.get(2));
                double body = log(in.get(3) / in.get(0));
                return 0.5 * range * range - (2 * LN_2 - 1) * body * body;
            }
        },
        ROGERS_SATCHELL("rogersSatchellVariance") {
            @Override
            public double of(Kernel.Inputs in) {
                double high = log(in.get(1) / in.get(0));
                double low = log(in.get(2) / in.get(0));
                double close = log(in.get(3) / in.get(0));
                return high * (high - close) + low * (low - close);
            }
        };

        private final String text;

        OfBar(String text) {
            this.text = text;
        }

        private static double log(double ratio) {
            return StrictMath.log(ratio);
        }
    }

    /** Of a mean variance. */
    record Mean(double periodsPerYear) implements Formula {
        @Override
        public double of(Kernel.Inputs in) {
            return Math.sqrt(periodsPerYear * in.get(0));
        }
    }

    /** Of a population deviation. */
    record Sample(int n, double periodsPerYear) implements Formula {
        @Override
        public double of(Kernel.Inputs in) {
            return Math.sqrt(periodsPerYear * variance(in.get(0), n));
        }

        static double variance(double populationDeviation, int n) {
            return populationDeviation * populationDeviation * n / (n - 1);
        }
    }

    /** Of the population deviations overnight and of bodies, and a mean of Rogers and Satchell. */
    record YangZhang(int n, double periodsPerYear) implements Formula {
        @Override
        public double of(Kernel.Inputs in) {
            double overnight = Sample.variance(in.get(0), n);
            double body = Sample.variance(in.get(1), n);
            double k = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));
            return Math.sqrt(periodsPerYear * (overnight + k * body + (1 - k) * in.get(2)));
        }
    }
}
