package io.strategysdk.api.feature;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Bars as columns, and features computed over them. */
final class Bars {
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;

    Bars(double[] open, double[] high, double[] low, double[] close, double[] volume) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    /** A walk whose bars have bodies and shadows, so that fields differ. */
    static Bars walk(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] fields = new double[5][size];
        double price = 100;
        for (int row = 0; row < size; row++) {
            double open = price;
            price *= 1 + 0.04 * (random.nextDouble() - 0.5);
            fields[0][row] = open;
            fields[1][row] = Math.max(open, price) * (1 + 0.01 * random.nextDouble());
            fields[2][row] = Math.min(open, price) * (1 - 0.01 * random.nextDouble());
            fields[3][row] = price;
            fields[4][row] = random.nextInt(10_000);
        }
        return new Bars(fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    /** The same with prices rounded to a tick, so that many are equal. */
    Bars onTicks(double tick) {
        UnaryOperator<double[]> rounded = prices ->
                Arrays.stream(prices).map(x -> Math.rint(x / tick) * tick).toArray();
        return new Bars(rounded.apply(open), rounded.apply(high), rounded.apply(low), rounded.apply(close), volume);
    }

    /** Bars without height. */
    static Bars ofCloses(double... closes) {
        return new Bars(closes, closes, closes, closes, new double[closes.length]);
    }

    static Bars flat(double price, int size) {
        double[] closes = new double[size];
        Arrays.fill(closes, price);
        return ofCloses(closes);
    }

    int size() {
        return close.length;
    }

    double[] high() {
        return high;
    }

    double[] low() {
        return low;
    }

    double[] close() {
        return close;
    }

    double[] open() {
        return open;
    }

    double[] volume() {
        return volume;
    }

    double[] column(Feature feature) {
        double[][] inputs = feature.inputs().stream().map(this::column).toArray(double[][]::new);
        double[] out = new double[size()];
        Kernel.fill(feature.newKernel(), inputs, 0, size(), out);
        return out;
    }

    private double[] column(Input input) {
        if (input instanceof Input.OfFeature nested) {
            return column(nested.feature());
        }
        Input.Field field = ((Input.OfBar) input).field();
        double[] values = new double[size()];
        for (int row = 0; row < size(); row++) {
            values[row] = field.of(open[row], high[row], low[row], close[row], volume[row]);
        }
        return values;
    }

    static int firstDefined(double[] column) {
        int row = 0;
        while (row < column.length && Double.isNaN(column[row])) {
            row++;
        }
        return row;
    }
}
