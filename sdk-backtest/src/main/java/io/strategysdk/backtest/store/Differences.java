package io.strategysdk.backtest.store;

import io.strategysdk.api.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Counts how given rows differ from stored ones, and keeps the first differences. */
final class Differences {
    private static final int MOST_CHANGES = 20;
    private static final String NONE = "none";

    private final Shape shape;
    private final List<Change> changes = new ArrayList<>();
    private long added;
    private long unchanged;
    private long changed;
    private long inserted;
    private long removed;

    Differences(Shape shape) {
        this.shape = shape;
    }

    void add(int rows) {
        added += rows;
    }

    /** Rows of an instant on both sides; true when they differ. */
    boolean compare(Rows before, Rows after, int start, int end) {
        if (after.areSame(start, end, before)) {
            unchanged += end - start;
            return false;
        }
        changed += end - start;
        if (before.size != end - start) {
            report(Change.Kind.CHANGED, after.time(start), "rows", before.size + " rows", (end - start) + " rows");
            return true;
        }
        for (int row = start; row < end; row++) {
            for (int c = 1; c < after.width(); c++) {
                long was = before.columns[c][row - start];
                long is = after.columns[c][row];
                if (was != is) {
                    report(Change.Kind.CHANGED, after.time(row), shape.field(c), shape.text(c, was), shape.text(c, is));
                }
            }
        }
        return true;
    }

    void insert(Rows rows, int start, int end) {
        inserted += end - start;
        for (int row = start; row < end && isOpen(); row++) {
            report(Change.Kind.INSERTED, rows.time(row), "row", NONE, text(rows, row));
        }
    }

    void remove(Rows rows) {
        removed += rows.size;
        for (int row = 0; row < rows.size && isOpen(); row++) {
            report(Change.Kind.REMOVED, rows.time(row), "row", text(rows, row), NONE);
        }
    }

    private boolean isOpen() {
        return changes.size() < MOST_CHANGES;
    }

    private void report(Change.Kind kind, long time, String field, String before, String after) {
        if (isOpen()) {
            changes.add(new Change(kind, Clock.instantOf(time), field, before, after));
        }
    }

    private String text(Rows rows, int row) {
        List<String> values = new ArrayList<>();
        for (int c = 1; c < rows.width(); c++) {
            values.add(shape.field(c) + " " + shape.text(c, rows.columns[c][row]));
        }
        return String.join(", ", values);
    }

    AddResult result(StoredSeries series, int before, int after) {
        return new AddResult(series, added, unchanged, changed, inserted, removed, changes, before, after);
    }
}
