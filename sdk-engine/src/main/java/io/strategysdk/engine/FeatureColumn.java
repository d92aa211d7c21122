package io.strategysdk.engine;

import io.strategysdk.api.feature.Compare;
import io.strategysdk.api.feature.FeatureHandle;

/** The only handle class: a mask of all ones reads a column, a smaller one a ring, so call sites stay monomorphic. */
final class FeatureColumn implements FeatureHandle {
    private final double[] values;
    private final int mask;
    private final Cursor cursor;
    private final Steps steps;
    private final double tolerance;

    FeatureColumn(double[] values, int mask, Cursor cursor, Steps steps, double tolerance) {
        this.values = values;
        this.mask = mask;
        this.cursor = cursor;
        this.steps = steps;
        this.tolerance = tolerance;
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public double value() {
        int row = cursor.row;
        return row < 0 ? Double.NaN : values[row & mask];
    }

    @Override
    public double ago(int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("bars ago must not be negative, was " + bars);
        }
        int row = cursor.row - bars;
        if (bars >= values.length && mask >= 0 && row >= 0) {
            throw new IllegalArgumentException(
                    "bars ago must be below the " + values.length + " that are kept, was " + bars);
        }
        return row < 0 ? Double.NaN : values[row & mask];
    }

    @Override
    public boolean isUpdated() {
        return cursor.step == steps.number;
    }

    @Override
    public boolean crossedAbove(FeatureHandle other) {
        return (other instanceof FeatureColumn that && that.cursor == cursor)
                ? crossed(this, that)
                : FeatureHandle.super.crossedAbove(other);
    }

    @Override
    public boolean crossedBelow(FeatureHandle other) {
        return (other instanceof FeatureColumn that && that.cursor == cursor)
                ? crossed(that, this)
                : FeatureHandle.super.crossedBelow(other);
    }

    /** What the interface says of two features of one series, which move together. */
    private boolean crossed(FeatureColumn rising, FeatureColumn falling) {
        int row = cursor.row;
        return row > 0
                && isUpdated()
                && Compare.gt(rising.at(row), falling.at(row), tolerance)
                && Compare.le(rising.at(row - 1), falling.at(row - 1), tolerance);
    }

    private double at(int row) {
        return values[row & mask];
    }
}
