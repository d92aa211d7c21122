package io.strategysdk.examples.features;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.util.List;

/** Where bars close between their low and their high, from 0 to 1, the newest ones counting most. */
record CloseLocation(double weight) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.high(), Input.low(), Input.close());
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return new Location();
    }

    private final class Location implements Kernel {
        private double mean = 0.5;

        @Override
        public double next(Inputs in) {
            double height = in.get(0) - in.get(1);
            double location = height == 0 ? 0.5 : (in.get(2) - in.get(1)) / height;
            mean += weight * (location - mean);
            return mean;
        }

        @Override
        public double[] save() {
            return new double[] {mean};
        }

        @Override
        public void restore(double[] saved) {
            if (saved.length != 1) {
                throw new IllegalArgumentException("state must be one number, was " + saved.length);
            }
            mean = saved[0];
        }
    }
}
