package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Kernel;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What kernels remember, share and refuse. */
final class StateChecks {
    private static final int FAR_TOO_LONG = 10_000;

    private StateChecks() {}

    private static Trial other(Trial trial, SplittableRandom random) {
        return Trial.of(
                trial.feature(), Market.walk(random.nextLong(), trial.market().series(), trial.size()));
    }

    static void independent(Trial trial, SplittableRandom random) {
        double[] expected = trial.incremental();
        Trial other = other(trial, random);
        Kernel kernel = trial.newKernel();
        Kernel neighbour = other.newKernel();
        double[] out = new double[trial.size()];
        for (int row = 0; row < out.length; row++) {
            other.drive(neighbour, row, row + 1, new double[out.length]);
            trial.drive(kernel, row, row + 1, out);
        }
        Invariant.INDEPENDENCE.checkSame(trial, "beside another kernel", out, "alone", expected, out.length);
    }

    static void forgetting(Trial trial, SplittableRandom random) {
        double[] expected = trial.incremental();
        Trial other = other(trial, random);
        int cut = random.nextInt(trial.size());
        Kernel first = trial.newKernel();
        trial.drive(first, 0, cut, new double[trial.size()]);
        Kernel used = other.newKernel();
        other.drive(used, 0, other.size(), new double[other.size()]);
        used.restore(first.save());
        double[] out = expected.clone();
        trial.drive(used, cut, trial.size(), out);
        Invariant.FORGETTING.checkSame(
                trial, "in a used kernel restored at " + cut, out, "in the saved one", expected, out.length);
    }

    static void savedState(Trial trial, SplittableRandom random) {
        double[] expected = trial.incremental();
        int cut = random.nextInt(trial.size());
        Kernel kernel = trial.newKernel();
        trial.drive(kernel, 0, cut, new double[trial.size()]);
        double[] saved = kernel.save();
        Arrays.fill(kernel.save(), -1);
        Invariant.SAVED_STATE.checkSameState(
                trial, "after an array it gave was written to", kernel.save(), "before", saved);
        Kernel restored = trial.newKernel();
        double[] given = saved.clone();
        restored.restore(given);
        Arrays.fill(given, -1);
        Invariant.SAVED_STATE.checkSameState(
                trial, "after the array it was given was written to", restored.save(), "before", saved);
        double[] out = expected.clone();
        trial.drive(kernel, cut, trial.size(), out);
        Invariant.SAVED_STATE.checkSame(trial, "when saved at " + cut, out, "when not saved", expected, out.length);
    }

    static void wrongState(Trial trial, SplittableRandom random) {
        double[] expected = trial.incremental();
        int cut = random.nextInt(trial.size());
        int length = trial.newKernel().save().length;
        Kernel full = trial.newKernel();
        trial.drive(full, 0, trial.size(), new double[trial.size()]);
        length = Math.max(length, full.save().length);
        Kernel kernel = trial.newKernel();
        trial.drive(kernel, 0, cut, new double[trial.size()]);
        for (int wrong : new int[] {0, length - 1, length + 1, length + FAR_TOO_LONG}) {
            if (wrong >= 0 && isRefused(trial, kernel, cut, wrong)) {
                double[] out = expected.clone();
                double[] saved = kernel.save();
                trial.drive(kernel, cut, trial.size(), out);
                Invariant.WRONG_STATE.checkSame(
                        trial,
                        "after a refused state of " + wrong + " values at " + cut,
                        out,
                        "without it",
                        expected,
                        out.length);
                kernel.restore(saved);
            } else if (wrong == length + FAR_TOO_LONG) {
                throw Invariant.WRONG_STATE.brokenBy(
                        trial, "it accepted a state of " + wrong + " values where its own holds " + length);
            } else {
                kernel = trial.newKernel();
                trial.drive(kernel, 0, cut, new double[trial.size()]);
            }
        }
    }

    private static boolean isRefused(Trial trial, Kernel kernel, int cut, int length) {
        double[] before = kernel.save();
        try {
            kernel.restore(new double[length]);
            return false;
        } catch (IllegalArgumentException e) {
            Invariant.WRONG_STATE.checkSameState(
                    trial, "after a refused state of " + length + " values at " + cut, kernel.save(), "before", before);
            return true;
        } catch (RuntimeException e) {
            throw Invariant.WRONG_STATE.brokenBy(
                    trial, "a state of " + length + " values threw " + e + " in place of IllegalArgumentException", e);
        }
    }
}
