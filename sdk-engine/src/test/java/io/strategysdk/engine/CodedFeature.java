package io.strategysdk.engine;

import io.strategysdk.api.feature.Kernel;

/** The close, but that some prices stand for what no price can be: 1000 for NaN, 1001 for infinity, above 2000 minus. */
record CodedFeature(int warmUp) implements PlainFeature {
    static final double NAN = 1000;
    static final double INFINITE = 1001;
    static final double MINUS = 2000;

    @Override
    public Kernel newKernel() {
        return (Kernel.Stateless) in -> {
            double close = in.get(0);
            if (close > MINUS) {
                return MINUS - close;
            }
            return close == NAN ? Double.NaN : close == INFINITE ? Double.POSITIVE_INFINITY : close;
        };
    }

    @Override
    public String name() {
        return "coded";
    }
}
