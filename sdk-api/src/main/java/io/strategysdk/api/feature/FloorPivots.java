package io.strategysdk.api.feature;

/**
 * Classic floor traders' pivots: a pivot P = (high + low + close) / 3 of one bar, and the levels around it that count for
 * the bar after it (John Person, A Complete Guide to Technical Trading Tactics, 2004).
 *
 * <p>The value at a bar is computed from that bar. Bound to daily bars and read during a day it is that of the day before,
 * the newest completed one; a strategy that compares a bar with the levels that counted for it reads {@code ago(1)}.
 *
 * <p>First valid 0. Flat input: all are the price, up to rounding. Agrees with Pine's "Traditional" levels P, R1 to R3
 * and S1 to S3.
 */
public record FloorPivots() {
    /** P: (high + low + close) / 3. */
    public Feature pivot() {
        return level("pivot", FloorLevel.PIVOT);
    }

    /** First resistance: 2P - low. */
    public Feature r1() {
        return level("r1", FloorLevel.R1);
    }

    /** Second resistance: P + (high - low). */
    public Feature r2() {
        return level("r2", FloorLevel.R2);
    }

    /** Third resistance: high + 2(P - low). */
    public Feature r3() {
        return level("r3", FloorLevel.R3);
    }

    /** First support: 2P - high. */
    public Feature s1() {
        return level("s1", FloorLevel.S1);
    }

    /** Second support: P - (high - low). */
    public Feature s2() {
        return level("s2", FloorLevel.S2);
    }

    /** Third support: low - 2(high - P). */
    public Feature s3() {
        return level("s3", FloorLevel.S3);
    }

    private static Feature level(String name, FloorLevel level) {
        return Pointwise.of("floorPivots." + name, level, Input.hlc3(), Input.high(), Input.low());
    }
}
