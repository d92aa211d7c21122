package io.strategysdk.engine;

import java.util.function.BooleanSupplier;

/** A feature of a realtime run: the last values only, in a ring of a power of two. */
final class FeatureRing implements RunFeature {
    private final double[] values;
    private final Cursor cursor;
    private final Steps steps;
    private final double tolerance;
    private final BooleanSupplier warm;

    FeatureRing(double[] values, BooleanSupplier warm, Cursor cursor, Steps steps, double tolerance) {
        this.values = values;
        this.warm = warm;
        this.cursor = cursor;
        this.steps = steps;
        this.tolerance = tolerance;
    }

    @Override
    public boolean isWarm() {
        return warm.getAsBoolean();
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public double value() {
        return at(cursor.row);
    }

    @Override
    public double ago(int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("bars ago must not be negative, was " + bars);
        }
        int row = cursor.row - bars;
        if (bars >= values.length && row >= 0) {
            throw new IllegalArgumentException(
                    "bars ago must be below the " + values.length + " that are kept, was " + bars);
        }
        return at(row);
    }

    @Override
    public boolean isUpdated() {
        return cursor.step == steps.number;
    }

    /** Of more bars in one step than are kept, those that are. */
    @Override
    public int moved() {
        return isUpdated() ? Math.min(cursor.moved, values.length - 1) : 0;
    }

    private double at(int row) {
        return row < 0 ? Double.NaN : values[row & (values.length - 1)];
    }
}
