package io.strategysdk.api.feature;

/** Wilder means of gains and of losses in one pass. */
final class RelativeStrengthKernel implements Kernel {
    /**
     * So little that the next change outweighs it to the last bit. From here on the means of a market that stands still
     * are kept: their ratio does not change, until both are rounded to zero and nothing to compare is left.
     */
    private static final double FADED = 0x1p-900;

    private final int n;
    private final double alpha;
    private final double beta;
    private int seen;
    private double previous;

    /** Sums of the first n gains and losses, then their means. */
    private double gain;

    private double loss;

    RelativeStrengthKernel(int n) {
        this.n = n;
        this.alpha = Smoothed.Weighting.RMA.alpha(n);
        this.beta = 1 - alpha;
    }

    @Override
    public double next(Inputs inputs) {
        double x = inputs.get(0);
        if (seen <= n) {
            return seed(x);
        }
        double change = x - previous;
        previous = x;
        if (change != 0 || gain + loss > FADED) {
            gain = alpha * gainOf(change) + beta * gain;
            loss = alpha * lossOf(change) + beta * loss;
        }
        return strength(gain, loss);
    }

    /** Value 0 has no change; changes 1 to n are the seed. */
    private double seed(double x) {
        double change = seen == 0 ? 0 : x - previous;
        previous = x;
        gain += gainOf(change);
        loss += lossOf(change);
        if (seen++ < n) {
            return Double.NaN;
        }
        gain /= n;
        loss /= n;
        return strength(gain, loss);
    }

    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        double[] x = inputs[0];
        int row = from;
        for (; row < to && seen <= n; row++) {
            out[row] = seed(x[row]);
        }
        double before = previous;
        double gains = gain;
        double losses = loss;
        for (; row < to; row++) {
            double change = x[row] - before;
            before = x[row];
            if (change != 0 || gains + losses > FADED) {
                gains = alpha * gainOf(change) + beta * gains;
                losses = alpha * lossOf(change) + beta * losses;
            }
            out[row] = strength(gains, losses);
        }
        previous = before;
        gain = gains;
        loss = losses;
    }

    private static double gainOf(double change) {
        return Math.max(change, 0.0);
    }

    private static double lossOf(double change) {
        return Math.max(-change, 0.0);
    }

    private static double strength(double gain, double loss) {
        return loss == 0 ? 100 : 100 * gain / (gain + loss);
    }

    @Override
    public double[] save() {
        return new double[] {seen, previous, gain, loss};
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkLength(saved, 4);
        seen = (int) saved[0];
        previous = saved[1];
        gain = saved[2];
        loss = saved[3];
    }
}
