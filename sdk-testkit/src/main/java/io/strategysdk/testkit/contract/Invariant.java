package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import org.jspecify.annotations.Nullable;

/** What must hold, in the words of a failure, in the order in which it is checked. */
enum Invariant {
    DEFINITION("a definition is a value with a name of its own"),
    FIRST_VALID("the first defined value is that of the first valid bar"),
    PREFIX("a value depends on the bars up to its own alone"),
    OWN_ROWS("a column reads and writes its own rows and leaves its inputs alone"),
    ONE_KERNEL("column form, incremental form and restored kernels are equal to the bit"),
    FINITE("a feature is finite or NaN on every market and never throws"),
    INDEPENDENCE("kernels of one definition are independent"),
    FORGETTING("a restored kernel continues as the saved one, whatever it had seen before"),
    SAVED_STATE("a saved state belongs to whoever asked for it, and asking changes nothing"),
    WRONG_STATE("a state that cannot be the kernel's is refused and changes nothing"),
    UNDEFINED_INPUT("bars with an undefined input leave no trace"),
    SHORT_INPUT("few bars give the first values of many");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    AssertionError brokenBy(Feature feature, String fact) {
        return brokenBy(feature, fact, null);
    }

    AssertionError brokenBy(Feature feature, String fact, @Nullable Throwable cause) {
        return new AssertionError(words + ": " + fact + " (" + feature.name() + ")", cause);
    }

    AssertionError brokenBy(Trial trial, String fact) {
        return brokenBy(trial, fact, null);
    }

    AssertionError brokenBy(Trial trial, String fact, @Nullable Throwable cause) {
        return brokenBy(trial.feature(), fact + ", " + trial.market(), cause);
    }

    /** To the bit, NaN being one value. */
    void checkSame(Trial trial, String what, double[] actual, String reference, double[] expected, int rows) {
        for (int row = 0; row < rows; row++) {
            if (Double.doubleToLongBits(actual[row]) != Double.doubleToLongBits(expected[row])) {
                throw brokenBy(
                        trial,
                        "bar " + row + " is " + actual[row] + " " + what + " and " + expected[row] + " " + reference);
            }
        }
    }

    void checkSameState(Trial trial, String what, double[] actual, String reference, double[] expected) {
        if (actual.length != expected.length) {
            throw brokenBy(
                    trial,
                    "the saved state holds " + actual.length + " values " + what + " and " + expected.length + " "
                            + reference);
        }
        for (int i = 0; i < actual.length; i++) {
            if (Double.doubleToLongBits(actual[i]) != Double.doubleToLongBits(expected[i])) {
                throw brokenBy(
                        trial,
                        "value " + i + " of the saved state is " + actual[i] + " " + what + " and " + expected[i] + " "
                                + reference);
            }
        }
    }
}
