package io.strategysdk.api.feature;

/** The catalogue's functions of a window of pairs. */
enum PairFunction {
    CORRELATION("correlation", 2) {
        @Override
        double at(double[] x, double[] y, int start, int n) {
            double meanX = Statistics.mean(x, start, n);
            double meanY = Statistics.mean(y, start, n);
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int i = start; i < start + n; i++) {
                double ofX = x[i] - meanX;
                double ofY = y[i] - meanY;
                xx += ofX * ofX;
                yy += ofY * ofY;
                xy += ofX * ofY;
            }
            double stdevX = Statistics.flatOr(Math.sqrt(xx / n), meanX, x, start, n);
            double stdevY = Statistics.flatOr(Math.sqrt(yy / n), meanY, y, start, n);
            double correlation = Arithmetic.ratio(Arithmetic.ratio(xy / n, stdevX), stdevY);
            return Math.max(-1, Math.min(1, correlation));
        }
    },
    /** Slope of x on y. */
    BETA("beta", 2) {
        @Override
        double at(double[] x, double[] y, int start, int n) {
            double meanX = Statistics.mean(x, start, n);
            double meanY = Statistics.mean(y, start, n);
            double yy = 0;
            double xy = 0;
            for (int i = start; i < start + n; i++) {
                double ofY = y[i] - meanY;
                yy += ofY * ofY;
                xy += (x[i] - meanX) * ofY;
            }
            double stdevY = Statistics.flatOr(Math.sqrt(yy / n), meanY, y, start, n);
            return Arithmetic.ratio(Arithmetic.ratio(xy / n, stdevY), stdevY);
        }
    },
    /** Σx / Σy. */
    SUM_RATIO("sumRatio", 1) {
        @Override
        double at(double[] x, double[] y, int start, int n) {
            return Arithmetic.ratio(Statistics.mean(x, start, n), Statistics.mean(y, start, n));
        }
    };

    private final String text;
    private final int minLength;

    PairFunction(String text, int minLength) {
        this.text = text;
        this.minLength = minLength;
    }

    int minLength() {
        return minLength;
    }

    /** Its value of n pairs that begin at start. */
    abstract double at(double[] x, double[] y, int start, int n);

    @Override
    public String toString() {
        return text;
    }
}
