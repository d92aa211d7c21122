package io.strategysdk.engine;

/**
 * Mean and variance of values, in two passes from the first to the last.
 *
 * @param count how many
 * @param mean their sum over their number; NaN without any
 * @param variance sum of squared distances from the mean over their number less one; NaN below two
 */
record FeatureMoments(long count, double mean, double variance) {
    static FeatureMoments of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (isConstant(values)) {
            mean = values[0];
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new FeatureMoments(values.length, mean, values.length < 2 ? Double.NaN : squares / (values.length - 1));
    }

    /** The mean of equal values may be a rounding away from them, which would be all of their variance. */
    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return values.length > 0;
    }
}
