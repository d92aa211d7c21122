package io.strategysdk.api.feature;

/** The largest or smallest value of a window, or how recent it is. */
final class ExtremeKernel extends WindowedKernel {
    private final boolean isRecency;
    private final Candidates candidates;

    ExtremeKernel(WindowFunction function, int size, boolean isLargest, boolean isRecency) {
        super(function, size);
        this.isRecency = isRecency;
        this.candidates = new Candidates(size, isLargest);
    }

    @Override
    double next(double x) {
        boolean isFull = window().add(x);
        candidates.add(isRecency ? x + 0.0 : x);
        if (!isFull) {
            return Double.NaN;
        }
        int size = window().size();
        return isRecency ? WindowFunction.recency(size - 1 - candidates.age(), size) : candidates.extreme();
    }

    /** How recent it is has no faster form for many windows than one by one. */
    @Override
    public void column(double[][] inputs, int from, int to, double[] out) {
        if (!isRecency) {
            super.column(inputs, from, to, out);
            return;
        }
        double[] x = inputs[0];
        for (int row = from; row < to; row++) {
            out[row] = next(x[row]);
        }
    }

    @Override
    void takeOver(double[] x, int first, int length) {
        super.takeOver(x, first, length);
        candidates.clear();
        for (int i = first; i < first + length; i++) {
            candidates.add(isRecency ? x[i] + 0.0 : x[i]);
        }
    }
}
