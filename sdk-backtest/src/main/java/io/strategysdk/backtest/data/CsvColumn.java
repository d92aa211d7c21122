package io.strategysdk.backtest.data;

import java.util.Locale;

/**
 * What a column of a CSV file holds. Columns are found by their header, whatever its case, or declared by position
 * where there is none. Columns of other names are ignored, which {@link FileFormat} says, and so is an adjusted close that
 * is not declared.
 */
public enum CsvColumn {
    /** Date and time in one, or a number since 1970; headers timestamp, datetime, date_time, open_time, unix, t. */
    TIMESTAMP("timestamp", "datetime", "date_time", "open_time", "unix", "t"),
    /** Date; header date or day. Alone it is the whole time. */
    DATE("date", "day"),
    /** Time of day beside a date; header time, also with a zone as in time_new_york. Alone it is the whole time. */
    TIME("time"),
    /** First price; header open or o. */
    OPEN("open", "o"),
    /** Highest price; header high or h. */
    HIGH("high", "h"),
    /** Lowest price; header low or l. */
    LOW("low", "l"),
    /** Last price; header close or c. */
    CLOSE("close", "c"),
    /**
     * Last price that splits or dividends were taken out of; only where it is declared. All prices of a row are then
     * multiplied by it and divided by the close; the volume stays.
     */
    ADJUSTED_CLOSE,
    /** Traded quantity; header volume, vol or v. Without it every volume is 0, which means unknown. */
    VOLUME("volume", "vol", "v"),
    /** Of quotes and trades, which of them a row is: quote, q, trade or t; header kind, type or event. */
    KIND("kind", "type", "event"),
    /** Best bid of a quote; header bid or bid_price. */
    BID("bid", "bid_price"),
    /** Quantity at the bid; header bid_size or bid_quantity. Without it every size is 0, which means unknown. */
    BID_SIZE("bid_size", "bid_quantity"),
    /** Best ask of a quote; header ask or ask_price. */
    ASK("ask", "ask_price"),
    /** Quantity at the ask; header ask_size or ask_quantity. Without it every size is 0, which means unknown. */
    ASK_SIZE("ask_size", "ask_quantity"),
    /** Price of a trade; header price or trade_price. */
    PRICE("price", "trade_price"),
    /** Quantity of a trade; header size, trade_size or quantity. Without it every size is 0, which means unknown. */
    SIZE("size", "trade_size", "quantity"),
    /** Anything else; only for declaring columns by position. */
    IGNORED;

    private final String headers;

    CsvColumn(String... headers) {
        this.headers = ' ' + String.join(" ", headers) + ' ';
    }

    /** Whether a header is one by which this column is found, as {@link #normalHeader} gives it. */
    public boolean isNamed(String normalHeader) {
        return !normalHeader.isEmpty() && headers.contains(' ' + normalHeader + ' ');
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is named like a vendor's price that splits or dividends were taken out of, such as Adj Close. */
    static boolean isAdjusted(String header) {
        String normal = normalHeader(header);
        return normal.startsWith("adj") || normal.endsWith("_adj") || normal.endsWith("_adjusted");
    }

    /**
     * What a header is compared by, in every file: lower case, words joined by one underscore, without decoration such as
     * {@code <CLOSE>} or {@code # close}.
     */
    public static String normalHeader(String header) {
        String words = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return words.replaceAll("^_|_$", "");
    }
}
