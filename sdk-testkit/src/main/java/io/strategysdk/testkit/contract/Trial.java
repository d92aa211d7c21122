package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Kernel;
import java.util.Arrays;
import java.util.stream.IntStream;

/** One feature on one market: its inputs, and what it comes to bar by bar. */
final class Trial {
    private final Feature feature;
    private final Market market;
    /** By row, in the order of the feature's inputs; shared. */
    private final double[][] inputs;

    Trial(Feature feature, Market market, double[][] inputs) {
        this.feature = feature;
        this.market = market;
        this.inputs = inputs;
    }

    static Trial of(Feature feature, Market market) {
        return new Trial(feature, market, market.inputs(feature));
    }

    Feature feature() {
        return feature;
    }

    Market market() {
        return market;
    }

    double[][] inputs() {
        return inputs;
    }

    int size() {
        return market.size();
    }

    Kernel newKernel() {
        return feature.newKernel();
    }

    /** Bar by bar with a kernel of its own. */
    double[] incremental() {
        double[] out = new double[size()];
        drive(newKernel(), 0, size(), out);
        return out;
    }

    void drive(Kernel kernel, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = isDefined(row) ? next(kernel, row) : Double.NaN;
        }
    }

    private double next(Kernel kernel, int row) {
        try {
            return kernel.next(i -> inputs[i][row]);
        } catch (RuntimeException e) {
            throw Invariant.FINITE.brokenBy(this, "bar " + row + " of " + inputsAt(row) + " threw " + e, e);
        }
    }

    String inputsAt(int row) {
        return feature.inputs() + " = "
                + Arrays.toString(Arrays.stream(inputs).mapToDouble(x -> x[row]).toArray());
    }

    void fill(Kernel kernel, int from, int to, double[] out) {
        try {
            Kernel.fill(kernel, inputs, from, to, out);
        } catch (RuntimeException e) {
            throw Invariant.FINITE.brokenBy(this, "the column from bar " + from + " to " + to + " threw " + e, e);
        }
    }

    boolean isDefined(int row) {
        return Arrays.stream(inputs).noneMatch(input -> Double.isNaN(input[row]));
    }

    /** The same with the rows only at which all inputs are defined. */
    Trial withoutHoles() {
        int[] rows = IntStream.range(0, size()).filter(this::isDefined).toArray();
        double[][] defined = new double[inputs.length][];
        Arrays.setAll(
                defined,
                i -> Arrays.stream(rows).mapToDouble(row -> inputs[i][row]).toArray());
        return new Trial(feature, market.ofRows(rows), defined);
    }
}
