package io.strategysdk.api.feature;

/**
 * A stop that follows a trend faster and faster and changes sides when it is hit. Short is long upside down: of a short
 * position it keeps everything with the sign changed, so that there is one set of rules.
 */
final class ParabolicSarKernel implements Kernel {
    private final double start;
    private final double step;
    private final double max;

    /** 0 before the first bar, 1 before the second, then 2. */
    private int seen;

    /** 1 while long, -1 while short. */
    private double side = 1;

    private double previousHigh;
    private double previousLow;

    /** The stop of the next bar and the trend's extreme, both times the side. */
    private double stop;

    private double extreme;
    private double acceleration;

    ParabolicSarKernel(double start, double step, double max) {
        this.start = start;
        this.step = step;
        this.max = max;
    }

    @Override
    public double next(Inputs inputs) {
        double high = inputs.get(0);
        double low = inputs.get(1);
        double value = seen == 0 ? Double.NaN : stopOf(high, low);
        seen = Math.min(2, seen + 1);
        previousHigh = high;
        previousLow = low;
        return value;
    }

    private double stopOf(double high, double low) {
        if (seen == 1) {
            begin(high, low);
        }
        if (worst(high, low) <= stop) {
            reverse(high, low);
        }
        double value = side * stop;
        advance(high, low);
        return value;
    }

    /** Down only if the first movement is; the stop begins at the other end of the bar before. */
    private void begin(double high, double low) {
        double up = high - previousHigh;
        double down = previousLow - low;
        side = down > up && down > 0 ? -1 : 1;
        stop = worst(previousHigh, previousLow);
        extreme = best(high, low);
        acceleration = start;
        previousHigh = high;
        previousLow = low;
    }

    /** The new stop is the extreme of the trend that ended, and not inside of the last two bars. */
    private void reverse(double high, double low) {
        side = -side;
        stop = clamped(-extreme, high, low);
        extreme = best(high, low);
        acceleration = start;
    }

    private void advance(double high, double low) {
        double best = best(high, low);
        if (best > extreme) {
            extreme = best;
            acceleration = Math.min(max, acceleration + step);
        }
        stop = clamped(stop + acceleration * (extreme - stop), high, low);
    }

    private double clamped(double level, double high, double low) {
        return Math.min(level, Math.min(worst(previousHigh, previousLow), worst(high, low)));
    }

    private double best(double high, double low) {
        return side > 0 ? high : -low;
    }

    private double worst(double high, double low) {
        return side > 0 ? low : -high;
    }

    @Override
    public double[] save() {
        return new double[] {seen, side, previousHigh, previousLow, stop, extreme, acceleration};
    }

    @Override
    public void restore(double[] saved) {
        Saved.checkLength(saved, 7);
        seen = (int) saved[0];
        side = saved[1];
        previousHigh = saved[2];
        previousLow = saved[3];
        stop = saved[4];
        extreme = saved[5];
        acceleration = saved[6];
    }
}
