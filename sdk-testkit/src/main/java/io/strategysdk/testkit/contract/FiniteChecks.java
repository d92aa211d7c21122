package io.strategysdk.testkit.contract;

/** No infinities, which would stay in every recursion that reads them. */
final class FiniteChecks {
    private FiniteChecks() {}

    static void check(Trial trial) {
        double[] values = trial.incremental();
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw Invariant.FINITE.brokenBy(
                        trial, "bar " + row + " of " + trial.inputsAt(row) + " is " + values[row]);
            }
        }
    }
}
