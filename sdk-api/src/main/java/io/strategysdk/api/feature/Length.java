package io.strategysdk.api.feature;

/** Check of a definition's lengths, so that a mistyped one fails where it is written and not for want of memory. */
final class Length {
    private static final int MAX = 1_000_000;

    private Length() {}

    static void checkFastBelowSlow(String of, int fast, int slow) {
        check("fast length", of, fast, 1);
        check("slow length", of, slow, 1);
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "fast length of " + of + " must be less than the slow length " + slow + ", was " + fast);
        }
    }

    static int check(String what, String of, int n, int min) {
        if (n < min || n > MAX) {
            throw new IllegalArgumentException(
                    what + " of " + of + " must be between " + min + " and " + MAX + ", was " + n);
        }
        return n;
    }
}
