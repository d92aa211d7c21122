package io.strategysdk.backtest.data;

import java.util.List;

/**
 * Rows of numbers in a file of some format, and what is known of them: what a reader of that format gives
 * {@link TableBars}.
 */
public interface BarTable {
    /** How rows are written, such as {@code Parquet}. */
    String layout();

    /** What the column of the time is called. */
    String timeColumn();

    /** What times are: DATE, LOCAL_DATE_TIME or OFFSET_DATE_TIME. */
    TimeFormat times();

    /** Whether there is a volume; otherwise each must be 0, which means unknown. */
    boolean hasVolume();

    /** Names of columns that are not read. */
    List<String> unread();

    /**
     * Gives all rows in the order of the file, each time anew, before it returns.
     *
     * @throws io.strategysdk.api.SdkException when the file cannot be read
     */
    void rows(Sink sink);

    /** Takes rows. */
    interface Sink {
        /**
         * The next row.
         *
         * @param time nanoseconds since 1970: in UTC, or of local dates and times as if their zone were UTC
         * @param open first price; a price that is not there is not a number
         * @param high highest price
         * @param low lowest price
         * @param close last price
         * @param volume traded quantity
         */
        void row(long time, double open, double high, double low, double close, double volume);
    }
}
