package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The features of the strategy guide, which readers copy. */
final class GuideFeaturesTests {
    @Test
    void theFeaturesOfTheGuideKeepTheContract() {
        assertThatCode(FeatureCheck.of(new LogSpread(0.9), new BarsSinceHigh())::check)
                .doesNotThrowAnyException();
    }

    record LogSpread(double beta) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) > 0 && in.get(1) > 0
                    ? StrictMath.log(in.get(0)) - beta * StrictMath.log(in.get(1))
                    : Double.NaN;
        }
    }

    record BarsSinceHigh() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.high());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return new Kernel() {
                private double highest = Double.NEGATIVE_INFINITY;
                private double bars;

                @Override
                public double next(Inputs in) {
                    bars = in.get(0) >= highest ? 0 : bars + 1;
                    highest = Math.max(highest, in.get(0));
                    return bars;
                }

                @Override
                public double[] save() {
                    return new double[] {highest, bars};
                }

                @Override
                public void restore(double[] saved) {
                    if (saved.length != 2) {
                        throw new IllegalArgumentException("saved state must hold 2 values, was " + saved.length);
                    }
                    highest = saved[0];
                    bars = saved[1];
                }
            };
        }
    }
}
