package io.strategysdk.backtest.research;

import io.strategysdk.api.SdkException;

/** The library that exploration is computed with, which users add themselves. */
final class Hipparchus {
    private static final String NEEDED = "org.hipparchus.stat.correlation.PearsonsCorrelation";

    private Hipparchus() {}

    /**
     * Says what is missing in words instead of as a class that was not found.
     *
     * @throws SdkException when it is not there
     */
    static void require() {
        try {
            Class.forName(NEEDED, false, Hipparchus.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new SdkException(
                    "exploring features needs Hipparchus: add the dependency org.hipparchus:hipparchus-stat, and on the"
                            + " module path --add-modules hipparchus.stat",
                    missing);
        }
    }
}
