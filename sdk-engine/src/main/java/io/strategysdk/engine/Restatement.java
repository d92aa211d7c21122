package io.strategysdk.engine;

/**
 * Notices that a split has restated a feature: its value one bar ago is another one than it was then. What had been
 * remembered of it is in terms of other shares. A feature that is free of scale may differ by its rounding.
 */
final class Restatement {
    private static final double ROUNDING = 1e-9;
    private double last = Double.NaN;

    /** Whether what is remembered must begin anew with this value. */
    boolean begins(double before, double value) {
        double distance = Math.abs(before - last);
        boolean restated = distance > ROUNDING * Math.max(Math.abs(before), Math.abs(last));
        last = value;
        return restated;
    }

    void write(JournalBuffer out) {
        out.putDouble(last);
    }

    void read(JournalBuffer.Reader in) {
        last = in.getDouble();
    }
}
