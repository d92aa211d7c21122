package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Kernel;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Columns, bars one by one, and kernels that were saved and restored on the way. */
final class FormChecks {
    private static final int MIXES = 3;
    private static final double UNTOUCHED = -12345.678;

    private FormChecks() {}

    static void oneKernel(Trial trial, SplittableRandom random) {
        double[] expected = new double[trial.size()];
        Kernel slow = trial.newKernel();
        trial.drive(slow, 0, trial.size(), expected);
        double[] column = new double[trial.size()];
        Kernel fast = trial.newKernel();
        trial.fill(fast, 0, trial.size(), column);
        Invariant.ONE_KERNEL.checkSame(trial, "in the column form", column, "bar by bar", expected, trial.size());
        Invariant.ONE_KERNEL.checkSameState(trial, "after the column form", fast.save(), "bar by bar", slow.save());
        for (int i = 0; i < MIXES; i++) {
            mixed(trial, expected, random);
        }
    }

    static void ownRows(Trial trial, SplittableRandom random) {
        int from = random.nextInt(trial.size());
        int to = random.nextInt(from, trial.size() + 1);
        Kernel kernel = trial.newKernel();
        trial.drive(kernel, 0, from, new double[trial.size()]);
        double[][] before = Arrays.stream(trial.inputs()).map(double[]::clone).toArray(double[][]::new);
        double[] out = new double[trial.size()];
        Arrays.fill(out, UNTOUCHED);
        trial.fill(kernel, from, to, out);
        for (int row = 0; row < out.length; row++) {
            boolean isOwn = row >= from && row < to;
            if (!isOwn && out[row] != UNTOUCHED) {
                throw Invariant.OWN_ROWS.brokenBy(
                        trial, "the column from bar " + from + " to " + to + " wrote " + out[row] + " at " + row);
            }
        }
        for (int i = 0; i < before.length; i++) {
            Invariant.OWN_ROWS.checkSame(
                    trial, "in input " + i + " after the column", trial.inputs()[i], "before", before[i], out.length);
        }
        blindOutside(trial, out, from, to);
    }

    /** Rows outside were not necessarily seen. */
    private static void blindOutside(Trial trial, double[] seeing, int from, int to) {
        Kernel kernel = trial.newKernel();
        trial.drive(kernel, 0, from, new double[trial.size()]);
        double[][] blind = Arrays.stream(trial.inputs()).map(double[]::clone).toArray(double[][]::new);
        for (double[] input : blind) {
            Arrays.fill(input, 0, from, UNTOUCHED);
            Arrays.fill(input, to, input.length, UNTOUCHED);
        }
        double[] out = seeing.clone();
        new Trial(trial.feature(), trial.market(), blind).fill(kernel, from, to, out);
        Invariant.OWN_ROWS.checkSame(
                trial,
                "when bars before " + from + " and from " + to + " cannot be read",
                out,
                "otherwise",
                seeing,
                to);
    }

    private static void mixed(Trial trial, double[] expected, SplittableRandom random) {
        double[] out = new double[trial.size()];
        Kernel kernel = trial.newKernel();
        int from = 0;
        while (from < out.length) {
            int to = Math.min(out.length, from + random.nextInt(random.nextBoolean() ? 20 : 100));
            boolean isColumn = random.nextBoolean();
            if (isColumn) {
                trial.fill(kernel, from, to, out);
            } else {
                trial.drive(kernel, from, to, out);
            }
            Invariant.ONE_KERNEL.checkSame(
                    trial,
                    "in a mix of " + (isColumn ? "columns" : "bars") + " from " + from + " and restored kernels",
                    out,
                    "bar by bar",
                    expected,
                    to);
            if (random.nextBoolean()) {
                Kernel restored = trial.newKernel();
                restored.restore(kernel.save());
                kernel = restored;
            }
            from = to;
        }
    }
}
