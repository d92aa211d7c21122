package io.strategysdk.engine;

import io.strategysdk.api.feature.Kernel;
import java.util.function.Supplier;

/** Features as users write them. */
final class OwnFeatures {
    private OwnFeatures() {}

    /** A weighted close. */
    record Weighted(double weight, int version) implements PlainFeature {
        @Override
        public String name() {
            return "weighted";
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> weight * in.get(0);
        }
    }

    /** With a component of any kind. */
    record Any(Object content) implements PlainFeature {
        @Override
        public String name() {
            return "any";
        }
    }

    /** Has a kernel that its own code does not name. */
    record Supplied() implements PlainFeature {
        static Supplier<Kernel> kernels = () -> (Kernel.Stateless) in -> in.get(0);

        @Override
        public Kernel newKernel() {
            return kernels.get();
        }
    }

    /** Cannot cope with a price. */
    record Fragile(double limit) implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> {
                if (in.get(0) >= limit) {
                    throw new ArithmeticException("close must be below " + limit);
                }
                return in.get(0);
            };
        }
    }
}
