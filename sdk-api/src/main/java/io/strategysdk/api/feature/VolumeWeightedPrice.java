package io.strategysdk.api.feature;

import java.util.List;

/** Mean price of what was traded in a session so far. */
record VolumeWeightedPrice() implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.hlc3(), Input.volume(), Input.of(Input.SessionField.SESSION_DATE));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new Mean();
    }

    @Override
    public String toString() {
        return "vwap";
    }

    private static final class Mean implements Kernel {
        /** NaN before the first bar. */
        private double session = Double.NaN;

        private double value;
        private double volume;

        @Override
        public double next(Inputs inputs) {
            double date = inputs.get(2);
            if (date != session) {
                session = date;
                value = 0;
                volume = 0;
            }
            double traded = inputs.get(1);
            value += inputs.get(0) * traded;
            volume += traded;
            return volume == 0 ? Double.NaN : value / volume;
        }

        @Override
        public double[] save() {
            return new double[] {session, value, volume};
        }

        @Override
        public void restore(double[] saved) {
            Saved.checkLength(saved, 3);
            session = saved[0];
            value = saved[1];
            volume = saved[2];
        }
    }
}
