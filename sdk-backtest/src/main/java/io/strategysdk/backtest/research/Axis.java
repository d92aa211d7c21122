package io.strategysdk.backtest.research;

import java.util.ArrayList;
import java.util.List;

/** Numbers along a side of a chart: where they lie in pixels, and at which of them there is a mark. */
final class Axis {
    private static final double[] STEPS = {1, 2, 5, 10};

    final double low;
    final double high;
    private final double from;
    private final double to;

    /**
     * From pixel to pixel.
     *
     * @param from pixel of the lowest number
     * @param to pixel of the highest
     */
    Axis(double low, double high, double from, double to) {
        boolean isFlat = !(high > low);
        double around = isFlat ? Math.max(1e-9, Math.abs(low) * 0.01) : 0;
        this.low = low - around;
        this.high = high + around;
        this.from = from;
        this.to = to;
    }

    double at(double value) {
        return from + (to - from) * ((value - low) / (high - low));
    }

    /** Round numbers: one, two or five of a power of ten apart. */
    List<Double> marks(int about) {
        double rough = (high - low) / about;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
        double step = STEPS[STEPS.length - 1] * power;
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = STEPS[i] * power >= rough ? STEPS[i] * power : step;
        }
        List<Double> marks = new ArrayList<>();
        long last = (long) Math.floor(high / step);
        for (long i = (long) Math.ceil(low / step); i <= last; i++) {
            marks.add(i * step);
        }
        return marks;
    }
}
