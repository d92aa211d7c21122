package io.strategysdk.api.feature;

import java.util.List;

/** A weighted sum of two features, p·first + q·second: bands, differences and middles. */
record Blend(String name, double p, Feature first, double q, Feature second) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.of(first), Input.of(second));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new Sum(p, q);
    }

    @Override
    public String toString() {
        return name;
    }

    record Sum(double p, double q) implements Kernel.Stateless {
        @Override
        public double next(Inputs inputs) {
            return p * inputs.get(0) + q * inputs.get(1);
        }

        @Override
        public void column(double[][] inputs, int from, int to, double[] out) {
            double[] first = inputs[0];
            double[] second = inputs[1];
            for (int row = from; row < to; row++) {
                out[row] = p * first[row] + q * second[row];
            }
        }
    }
}
