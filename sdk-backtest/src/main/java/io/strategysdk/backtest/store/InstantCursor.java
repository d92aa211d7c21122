package io.strategysdk.backtest.store;

/** Stored rows of a range, all of an instant at once. */
final class InstantCursor implements AutoCloseable {
    private final RowCursor cursor;
    private boolean hasRow;

    /** The current instant's rows. */
    final Rows rows;

    InstantCursor(RowCursor cursor) {
        this.cursor = cursor;
        rows = new Rows(cursor.rows.width(), 1);
        hasRow = cursor.next();
    }

    /** Goes to the next instant; false behind the last. */
    boolean next() {
        rows.size = 0;
        if (!hasRow) {
            return false;
        }
        long time = cursor.rows.time(cursor.start);
        while (hasRow && cursor.rows.time(cursor.start) == time) {
            int end = Math.min(cursor.end, cursor.rows.instantEnd(cursor.start));
            rows.addAll(cursor.rows, cursor.start, end);
            cursor.start = end;
            hasRow = end < cursor.end || cursor.next();
        }
        return true;
    }

    long time() {
        return rows.time(0);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
