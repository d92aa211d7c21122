package io.strategysdk.api.feature;

/** Checks of a kernel's saved state. */
final class Saved {
    private Saved() {}

    static void checkLength(double[] saved, int length) {
        if (saved.length != length) {
            throw new IllegalArgumentException(
                    "saved state of this kernel must hold " + length + " values, was " + saved.length);
        }
    }

    /** How many pairs there are. */
    static int checkPairs(double[] saved) {
        if (saved.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "saved state of this kernel must hold an even number of values, was " + saved.length);
        }
        return saved.length / 2;
    }

    static void checkBetween(double[] saved, int least, int most) {
        if (saved.length < least || saved.length > most) {
            throw new IllegalArgumentException(
                    "saved state of this kernel must hold " + least + " to " + most + " values, was " + saved.length);
        }
    }

    static void checkAtMost(double[] saved, int length) {
        if (saved.length > length) {
            throw new IllegalArgumentException(
                    "saved state of this kernel must hold at most " + length + " values, was " + saved.length);
        }
    }
}
