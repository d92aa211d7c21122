package io.strategysdk.api.feature;

import java.util.List;

/** Running total of the money flow volume. */
record AccumulationDistribution() implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.of(MoneyFlowVolume.feature()));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new TotalKernel();
    }

    @Override
    public String toString() {
        return "accumulationDistribution";
    }

    private static final class TotalKernel implements Kernel {
        private double total;

        @Override
        public double next(Inputs inputs) {
            total += inputs.get(0);
            return Arithmetic.finiteOrNaN(total);
        }

        @Override
        public double[] save() {
            return new double[] {total};
        }

        @Override
        public void restore(double[] saved) {
            Saved.checkLength(saved, 1);
            total = saved[0];
        }
    }
}
