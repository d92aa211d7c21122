package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderId;

/** A standard normal draw that depends on seed and order id only, the same on every Java version. */
final class Gaussian {
    private static final double UNIT = 0x1.0p-53;

    private Gaussian() {}

    /** Box and Muller's transform of two hashed uniforms, in strict arithmetic. */
    static double of(long seed, OrderId id) {
        long h = mix(seed + 0x9E3779B97F4A7C15L);
        String origin = id.origin();
        for (int i = 0; i < origin.length(); i++) {
            h = mix(h ^ origin.charAt(i));
        }
        h = mix(h ^ id.sequence());
        double u = ((h >>> 11) + 1) * UNIT;
        double v = (mix(h + 0x9E3779B97F4A7C15L) >>> 11) * UNIT;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
