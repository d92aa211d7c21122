package io.strategysdk.api.feature;

import java.util.List;

/** Typical price times volume, with the sign of the typical price's change: money that flows in or out. */
record MoneyFlow() implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.hlc3(), Input.volume());
    }

    @Override
    public int warmUp() {
        return 1;
    }

    @Override
    public Kernel newKernel() {
        return new Flow();
    }

    @Override
    public String toString() {
        return "moneyFlow";
    }

    private static final class Flow implements Kernel {
        /** NaN before the first bar. */
        private double previousPrice = Double.NaN;

        @Override
        public double next(Inputs inputs) {
            double price = inputs.get(0);
            double change = price - previousPrice;
            previousPrice = price;
            return Double.isNaN(change) ? Double.NaN : Math.signum(change) * price * inputs.get(1);
        }

        @Override
        public double[] save() {
            return new double[] {previousPrice};
        }

        @Override
        public void restore(double[] saved) {
            Saved.checkLength(saved, 1);
            previousPrice = saved[0];
        }
    }
}
