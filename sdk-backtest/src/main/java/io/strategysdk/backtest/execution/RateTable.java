package io.strategysdk.backtest.execution;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A rate that changes by date. Before its first row the first one holds, after the last one the last. */
final class RateTable {
    private final NavigableMap<LocalDate, Rate> rows;

    /**
     * What holds from a date on.
     *
     * @param rate in the table's unit
     * @param most largest fee of one trade
     */
    record Rate(BigDecimal rate, BigDecimal most) {}

    private RateTable(NavigableMap<LocalDate, Rate> rows) {
        this.rows = rows;
    }

    static RateTable empty() {
        return new RateTable(new TreeMap<>());
    }

    RateTable from(String date, String rate) {
        return from(date, rate, Integer.toString(Integer.MAX_VALUE));
    }

    RateTable from(String date, String rate, String most) {
        NavigableMap<LocalDate, Rate> longer = new TreeMap<>(rows);
        longer.put(LocalDate.parse(date), new Rate(new BigDecimal(rate), new BigDecimal(most)));
        return new RateTable(longer);
    }

    Rate on(LocalDate date) {
        var row = rows.floorEntry(date);
        return row == null ? rows.firstEntry().getValue() : row.getValue();
    }

    LocalDate lastChange() {
        return rows.lastKey();
    }
}
