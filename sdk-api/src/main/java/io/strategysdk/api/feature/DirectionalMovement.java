package io.strategysdk.api.feature;

import java.util.List;

/** Wilder's movement up or down from one bar to the next: the larger of the two moves, if it is positive. */
record DirectionalMovement(boolean isUp) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.high(), Input.low());
    }

    @Override
    public int warmUp() {
        return 1;
    }

    @Override
    public Kernel newKernel() {
        return new Movement(isUp);
    }

    @Override
    public String toString() {
        return isUp ? "movementUp" : "movementDown";
    }

    private static final class Movement implements Kernel {
        private final boolean isUp;

        /** NaN before the first bar. */
        private double previousHigh = Double.NaN;

        private double previousLow = Double.NaN;

        Movement(boolean isUp) {
            this.isUp = isUp;
        }

        @Override
        public double next(Inputs inputs) {
            double high = inputs.get(0);
            double low = inputs.get(1);
            double up = high - previousHigh;
            double down = previousLow - low;
            previousHigh = high;
            previousLow = low;
            return isUp ? movement(up, down) : movement(down, up);
        }

        private static double movement(double move, double opposite) {
            if (Double.isNaN(move)) {
                return Double.NaN;
            }
            return move > opposite && move > 0 ? move : 0;
        }

        @Override
        public double[] save() {
            return new double[] {previousHigh, previousLow};
        }

        @Override
        public void restore(double[] saved) {
            Saved.checkLength(saved, 2);
            previousHigh = saved[0];
            previousLow = saved[1];
        }
    }
}
