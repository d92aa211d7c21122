package io.strategysdk.api.feature;

/** The catalogue's functions of a window: of n values in a row, and of every window that ends in a range of rows. */
enum WindowFunction {
    SMA("sma", 0) {
        @Override
        double at(double[] x, int start, int n) {
            return Statistics.mean(x, start, n);
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.means(x, n, from, to, out);
        }
    },
    STDEV("stdev", 0) {
        @Override
        double at(double[] x, int start, int n) {
            return Statistics.stdev(x, start, n);
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.deviations(x, n, from, to, out);
        }
    },
    /** A single value has no deviation, and its z-score would never be defined. */
    ZSCORE("zscore", 0, 2) {
        @Override
        double at(double[] x, int start, int n) {
            double mean = Statistics.mean(x, start, n);
            return Statistics.zscore(x[start + n - 1], mean, Statistics.stdev(x, start, n));
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.zscores(x, n, from, to, out);
        }
    },
    WMA("wma", 0) {
        @Override
        double at(double[] x, int start, int n) {
            return Statistics.weightedMean(x, start, n);
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.weightedMeans(x, n, from, to, out);
        }
    },
    CCI("cci", 0) {
        @Override
        Input defaultInput() {
            return Input.hlc3();
        }

        @Override
        double at(double[] x, int start, int n) {
            double mean = Statistics.mean(x, start, n);
            return Statistics.channelIndex(x[start + n - 1], mean, Statistics.meanDeviation(x, start, n, mean));
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.channelIndices(x, n, from, to, out);
        }
    },
    MFI("mfi", 0) {
        @Override
        Input defaultInput() {
            return Input.of(new MoneyFlow());
        }

        @Override
        double at(double[] x, int start, int n) {
            double in = 0;
            double out = 0;
            for (int i = start; i < start + n; i++) {
                in += Math.max(x[i], 0.0);
                out += Math.max(-x[i], 0.0);
            }
            return out == 0 ? 100 : 100 * in / (in + out);
        }
    },
    AROON_UP("aroonUp", 1) {
        @Override
        Input defaultInput() {
            return Input.high();
        }

        @Override
        Kernel newKernel(int size) {
            return extremeKernel(size, true, true);
        }

        @Override
        double at(double[] x, int start, int n) {
            int latest = start;
            for (int i = start + 1; i < start + n; i++) {
                latest = x[i] >= x[latest] ? i : latest;
            }
            return recency(latest - start, n);
        }
    },
    AROON_DOWN("aroonDown", 1) {
        @Override
        Input defaultInput() {
            return Input.low();
        }

        @Override
        Kernel newKernel(int size) {
            return extremeKernel(size, false, true);
        }

        @Override
        double at(double[] x, int start, int n) {
            int latest = start;
            for (int i = start + 1; i < start + n; i++) {
                latest = x[i] <= x[latest] ? i : latest;
            }
            return recency(latest - start, n);
        }
    },
    HIGHEST("highest", 0) {
        @Override
        Input defaultInput() {
            return Input.high();
        }

        @Override
        Kernel newKernel(int size) {
            return extremeKernel(size, true, false);
        }

        @Override
        double at(double[] x, int start, int n) {
            return Statistics.max(x, start, n);
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.highest(x, n, from, to, out);
        }
    },
    LOWEST("lowest", 0) {
        @Override
        Input defaultInput() {
            return Input.low();
        }

        @Override
        Kernel newKernel(int size) {
            return extremeKernel(size, false, false);
        }

        @Override
        double at(double[] x, int start, int n) {
            return Statistics.min(x, start, n);
        }

        @Override
        void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
            lanes.lowest(x, n, from, to, out);
        }
    },
    SIMPLE_RETURN("simpleReturn", 1) {
        @Override
        double at(double[] x, int start, int n) {
            return change(x[start], x[start + n - 1]);
        }
    },
    LOG_RETURN("logReturn", 1) {
        @Override
        double at(double[] x, int start, int n) {
            double ratio = x[start + n - 1] / x[start];
            return ratio > 0 && ratio < Double.POSITIVE_INFINITY ? StrictMath.log(ratio) : Double.NaN;
        }
    },
    ROC("roc", 1) {
        @Override
        double at(double[] x, int start, int n) {
            return 100 * change(x[start], x[start + n - 1]);
        }
    },
    MOMENTUM("momentum", 1) {
        @Override
        double at(double[] x, int start, int n) {
            return x[start + n - 1] - x[start];
        }
    },
    /** The value n bars ago. */
    LAG("lag", 1) {
        @Override
        double at(double[] x, int start, int n) {
            return x[start];
        }
    },
    PERCENTILE_RANK("percentileRank", 1) {
        @Override
        double at(double[] x, int start, int n) {
            double newest = x[start + n - 1];
            int notAbove = 0;
            for (int i = start; i < start + n - 1; i++) {
                notAbove += x[i] <= newest ? 1 : 0;
            }
            return 100.0 * notAbove / (n - 1);
        }
    },
    HURST("hurst", 0, RescaledRange.MIN_LENGTH) {
        @Override
        Input defaultInput() {
            return Input.of(Indicators.logReturn(1));
        }

        @Override
        double at(double[] x, int start, int n) {
            return RescaledRange.exponent(x, start, n);
        }
    },
    REGRESSION_VALUE("linearRegressionValue", 0, 2) {
        @Override
        double at(double[] x, int start, int n) {
            return Statistics.mean(x, start, n) + Regression.slope(x, start, n) * (n - 1) / 2;
        }
    },
    REGRESSION_SLOPE("linearRegressionSlope", 0, 2) {
        @Override
        double at(double[] x, int start, int n) {
            return Regression.slope(x, start, n);
        }
    },
    REGRESSION_INTERCEPT("linearRegressionIntercept", 0, 2) {
        @Override
        double at(double[] x, int start, int n) {
            return Statistics.mean(x, start, n) - Regression.slope(x, start, n) * (n - 1) / 2;
        }
    },
    REGRESSION_R_SQUARED("linearRegressionRSquared", 0, 2) {
        @Override
        double at(double[] x, int start, int n) {
            return Regression.rSquared(x, start, n);
        }
    };

    /** So many values are sooner looked at than kept in order. */
    private static final int FEW = 8;

    private final String text;
    private final int barsBack;
    private final int minLength;

    WindowFunction(String text, int barsBack) {
        this(text, barsBack, 1);
    }

    WindowFunction(String text, int barsBack, int minLength) {
        this.text = text;
        this.barsBack = barsBack;
        this.minLength = minLength;
    }

    Input defaultInput() {
        return Input.close();
    }

    int minLength() {
        return minLength;
    }

    /** A value n bars back is the first of n+1. */
    int windowSize(int n) {
        return n + barsBack;
    }

    @Override
    public String toString() {
        return text;
    }

    Kernel newKernel(int size) {
        return new WindowedKernel(this, size);
    }

    final Kernel extremeKernel(int size, boolean isLargest, boolean isRecency) {
        return size <= FEW ? new WindowedKernel(this, size) : new ExtremeKernel(this, size, isLargest, isRecency);
    }

    /** Its value of n values that begin at start. */
    abstract double at(double[] x, int start, int n);

    /** Its values of the windows of n that end at each row; to the bit what {@link #at} says. */
    void column(Lanes lanes, double[] x, int n, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = at(x, row - n + 1, n);
        }
    }

    /** 100 for the last of n values, 0 for the first. */
    static double recency(int index, int n) {
        return 100.0 * index / (n - 1);
    }

    private static double change(double before, double now) {
        return before == 0 ? Double.NaN : (now - before) / before;
    }
}
