package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvColumn.ADJUSTED_CLOSE;
import static io.strategysdk.backtest.data.CsvColumn.ASK;
import static io.strategysdk.backtest.data.CsvColumn.ASK_SIZE;
import static io.strategysdk.backtest.data.CsvColumn.BID;
import static io.strategysdk.backtest.data.CsvColumn.BID_SIZE;
import static io.strategysdk.backtest.data.CsvColumn.CLOSE;
import static io.strategysdk.backtest.data.CsvColumn.DATE;
import static io.strategysdk.backtest.data.CsvColumn.HIGH;
import static io.strategysdk.backtest.data.CsvColumn.KIND;
import static io.strategysdk.backtest.data.CsvColumn.LOW;
import static io.strategysdk.backtest.data.CsvColumn.OPEN;
import static io.strategysdk.backtest.data.CsvColumn.PRICE;
import static io.strategysdk.backtest.data.CsvColumn.SIZE;
import static io.strategysdk.backtest.data.CsvColumn.TIME;
import static io.strategysdk.backtest.data.CsvColumn.TIMESTAMP;
import static io.strategysdk.backtest.data.CsvColumn.VOLUME;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of a file are, and which columns they have. */
enum CsvContent {
    BARS("open, high, low and close") {
        @Override
        Set<CsvColumn> columns() {
            return EnumSet.of(TIMESTAMP, DATE, TIME, OPEN, HIGH, LOW, CLOSE, ADJUSTED_CLOSE, VOLUME);
        }

        @Override
        List<String> missing(Collection<CsvColumn> there) {
            return Stream.of(OPEN, HIGH, LOW, CLOSE)
                    .filter(column -> !there.contains(column))
                    .map(CsvColumn::label)
                    .toList();
        }
    },
    TICKS("bid and ask, price, or these three and a kind") {
        @Override
        Set<CsvColumn> columns() {
            return EnumSet.of(TIMESTAMP, DATE, TIME, KIND, BID, BID_SIZE, ASK, ASK_SIZE, PRICE, SIZE);
        }

        @Override
        List<String> missing(Collection<CsvColumn> there) {
            boolean isQuoted = there.contains(BID) || there.contains(ASK);
            if (!isQuoted && !there.contains(PRICE)) {
                return List.of("bid and ask, or price");
            }
            return Stream.of(BID, ASK, KIND)
                    .filter(column -> isQuoted && (column != KIND || there.contains(PRICE)))
                    .filter(column -> !there.contains(column))
                    .map(CsvColumn::label)
                    .toList();
        }
    };

    /** Those that rows must have beside a time, in words. */
    private final String needed;

    CsvContent(String needed) {
        this.needed = needed;
    }

    /** What is not there of what rows must have beside a time. */
    abstract List<String> missing(Collection<CsvColumn> there);

    /** Those that have a meaning, in the order of their declaration. */
    abstract Set<CsvColumn> columns();

    /** Refuses columns by position that do not make rows of this. */
    void requireWhole(List<CsvColumn> all) {
        List<CsvColumn> used =
                all.stream().filter(column -> column != CsvColumn.IGNORED).toList();
        boolean whole = all.contains(TIMESTAMP);
        boolean parts = all.contains(DATE) || all.contains(TIME);
        if (whole == parts
                || !missing(used).isEmpty()
                || !columns().containsAll(used)
                || used.stream().distinct().count() != used.size()) {
            throw new IllegalArgumentException(
                    "columns must be one time (or a date and a time), " + needed + ", each once, were " + all);
        }
    }

    /** Refuses a column that has no header here. */
    void require(CsvColumn column, String header) {
        if (column == CsvColumn.IGNORED) {
            throw new IllegalArgumentException("columns without a meaning need no declaration, was '" + header + "'");
        }
        if (!columns().contains(column)) {
            throw new IllegalArgumentException("column must be one of "
                    + columns().stream().map(CsvColumn::label).collect(Collectors.joining(", ")) + ", was "
                    + column.label());
        }
    }
}
