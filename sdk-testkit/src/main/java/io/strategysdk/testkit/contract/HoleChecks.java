package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Kernel;

/** Bars at which an input is NaN. */
final class HoleChecks {
    private HoleChecks() {}

    static void check(Trial trial) {
        Trial defined = trial.withoutHoles();
        double[] expected = new double[trial.size()];
        Kernel reference = defined.newKernel();
        double[] dense = new double[defined.size()];
        defined.drive(reference, 0, defined.size(), dense);
        int next = 0;
        for (int row = 0; row < expected.length; row++) {
            expected[row] = trial.isDefined(row) ? dense[next++] : Double.NaN;
        }
        double[] column = new double[trial.size()];
        Kernel kernel = trial.newKernel();
        trial.fill(kernel, 0, trial.size(), column);
        Invariant.UNDEFINED_INPUT.checkSame(
                trial, "in the column form", column, "without the undefined bars", expected, column.length);
        Invariant.UNDEFINED_INPUT.checkSameState(
                trial, "in the column form", kernel.save(), "without the undefined bars", reference.save());
    }
}
