package io.strategysdk.engine;

import io.strategysdk.api.feature.Compare;
import io.strategysdk.api.feature.FeatureHandle;

/** A feature of a backtest: the whole column is there, and only what the cursor has reached is shown. */
final class FeatureColumn implements RunFeature {
    private double[] values;
    private final Cursor cursor;
    private final Steps steps;
    private final double tolerance;
    private final int firstValid;

    FeatureColumn(double[] values, int firstValid, Cursor cursor, Steps steps, double tolerance) {
        this.values = values;
        this.firstValid = firstValid;
        this.cursor = cursor;
        this.steps = steps;
        this.tolerance = tolerance;
    }

    /** From now on in terms of other shares. */
    void show(double[] inTheirTerms) {
        values = inTheirTerms;
    }

    @Override
    public boolean isWarm() {
        return cursor.row >= firstValid;
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public double value() {
        int row = cursor.row;
        return row < 0 ? Double.NaN : values[row];
    }

    @Override
    public double ago(int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("bars ago must not be negative, was " + bars);
        }
        int row = cursor.row - bars;
        return row < 0 ? Double.NaN : values[row];
    }

    @Override
    public boolean isUpdated() {
        return cursor.step == steps.number;
    }

    @Override
    public int moved() {
        return isUpdated() ? cursor.moved : 0;
    }

    @Override
    public boolean crossedAbove(FeatureHandle other) {
        return (other instanceof FeatureColumn that && that.cursor == cursor)
                ? crossed(values, that.values)
                : RunFeature.super.crossedAbove(other);
    }

    @Override
    public boolean crossedBelow(FeatureHandle other) {
        return (other instanceof FeatureColumn that && that.cursor == cursor)
                ? crossed(that.values, values)
                : RunFeature.super.crossedBelow(other);
    }

    /** What the interface says of two features of one series, which move together. */
    private boolean crossed(double[] rising, double[] falling) {
        int row = cursor.row;
        int before = row - cursor.moved;
        return before >= 0
                && Compare.gt(rising[row], falling[row], tolerance)
                && Compare.le(rising[before], falling[before], tolerance)
                && isUpdated();
    }
}
