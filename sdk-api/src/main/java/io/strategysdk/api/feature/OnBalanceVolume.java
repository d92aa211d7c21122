package io.strategysdk.api.feature;

import java.util.List;

/** On-balance volume, from the first bar's volume or from zero on. */
record OnBalanceVolume(boolean isFromZero) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.close(), Input.volume());
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new Balance(isFromZero);
    }

    @Override
    public String toString() {
        return isFromZero ? "obvFromZero" : "obv";
    }

    private static final class Balance implements Kernel {
        private final boolean isFromZero;

        /** NaN before the first bar. */
        private double previousClose = Double.NaN;

        private double balance;

        Balance(boolean isFromZero) {
            this.isFromZero = isFromZero;
        }

        @Override
        public double next(Inputs inputs) {
            double close = inputs.get(0);
            double volume = inputs.get(1);
            if (Double.isNaN(previousClose)) {
                balance = isFromZero ? 0 : volume;
            } else if (close > previousClose) {
                balance += volume;
            } else if (close < previousClose) {
                balance -= volume;
            }
            previousClose = close;
            return balance;
        }

        @Override
        public double[] save() {
            return new double[] {previousClose, balance};
        }

        @Override
        public void restore(double[] saved) {
            Saved.checkLength(saved, 2);
            previousClose = saved[0];
            balance = saved[1];
        }
    }
}
