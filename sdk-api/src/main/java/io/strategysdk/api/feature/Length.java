package io.strategysdk.api.feature;

/** Check of a definition's lengths, so that a mistyped one fails where it is written and not for want of memory. */
final class Length {
    private static final int MAX = 1_000_000;

    private Length() {}

    static int check(String what, String of, int n, int min) {
        if (n < min || n > MAX) {
            throw new IllegalArgumentException(
                    what + " of " + of + " must be between " + min + " and " + MAX + ", was " + n);
        }
        return n;
    }
}
