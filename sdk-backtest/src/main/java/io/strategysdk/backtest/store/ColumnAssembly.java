package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/** Makes columns of stored rows. They are checked anew: a file may be anybody's. */
interface ColumnAssembly {
    void add(Rows rows, int start, int end);

    BarColumns build();

    static ColumnAssembly of(StoredSeries series, int size) {
        return switch (series.content()) {
            case BARS -> new Bars(series, size);
            case QUOTE_BARS -> new QuoteBars(series, size);
            case TICKS, TRADES -> new Ticks(series, size);
        };
    }

    private static BarColumns.Builder builder(StoredSeries series, int size) {
        return BarColumns.builder(series.instrument(), series.timeframe()).expect(size);
    }

    private static void add(Rows rows, int start, int end, int column, BarSink to) {
        for (int row = start; row < end; row++) {
            to.bar(
                    rows.columns[Shape.OPEN_TIME][row],
                    rows.time(row),
                    rows.number(column, row),
                    rows.number(column + 1, row),
                    rows.number(column + 2, row),
                    rows.number(column + 3, row),
                    rows.number(column + 4, row));
        }
    }

    /** Of bars with one price. */
    record Bars(BarColumns.Builder columns) implements ColumnAssembly {
        Bars(StoredSeries series, int size) {
            this(builder(series, size));
        }

        @Override
        public void add(Rows rows, int start, int end) {
            ColumnAssembly.add(rows, start, end, Shape.FIRST_BID, columns);
        }

        @Override
        public BarColumns build() {
            return columns.build();
        }
    }

    /** Of bid/ask bars. */
    record QuoteBars(BarColumns.Builder bids, BarColumns.Builder asks) implements ColumnAssembly {
        QuoteBars(StoredSeries series, int size) {
            this(builder(series, size), builder(series, size));
        }

        @Override
        public void add(Rows rows, int start, int end) {
            ColumnAssembly.add(rows, start, end, Shape.FIRST_BID, bids);
            ColumnAssembly.add(rows, start, end, Shape.FIRST_ASK, asks);
        }

        @Override
        public BarColumns build() {
            return BarColumns.quoted(bids.build(), asks.build());
        }
    }

    /** Of quotes and trades. */
    record Ticks(StoredSeries series, List<MarketEvent> events) implements ColumnAssembly {
        Ticks(StoredSeries series, int size) {
            this(series, new ArrayList<>(size));
        }

        @Override
        public void add(Rows rows, int start, int end) {
            for (int row = start; row < end; row++) {
                events.add(
                        rows.columns[Shape.KIND][row] == Shape.QUOTE
                                ? new Quote(
                                        series.instrument(),
                                        rows.time(row),
                                        rows.number(2, row),
                                        rows.number(3, row),
                                        rows.number(4, row),
                                        rows.number(5, row))
                                : new Trade(
                                        series.instrument(), rows.time(row), rows.number(2, row), rows.number(3, row)));
            }
        }

        @Override
        public BarColumns build() {
            return BarColumns.ticks(events);
        }
    }
}
