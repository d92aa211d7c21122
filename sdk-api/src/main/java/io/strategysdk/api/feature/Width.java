package io.strategysdk.api.feature;

/** Check of how wide a band is. */
final class Width {
    private Width() {}

    static void check(String of, double k) {
        if (!(k >= 0 && k < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("width of " + of + " must be finite and not negative, was " + k);
        }
    }
}
