package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/** Collects given rows, checks them as the columns of a run are, and hands them on many at a time. */
final class RowBatch {
    private static final int ROWS = 1 << 17;

    private final StoredSeries series;
    private final Shape shape;
    private final SeriesUpdate update;
    private final AddProgress progress;
    private final long from;
    private final long to;
    private final Rows rows;
    private final List<MarketEvent> events = new ArrayList<>();
    private BarColumns.Builder bars;
    private double share;

    RowBatch(StoredSeries series, SeriesUpdate update, AddProgress progress, long from, long to) {
        this.series = series;
        this.update = update;
        this.progress = progress;
        this.from = from;
        this.to = to;
        shape = Shape.of(series.content());
        rows = new Rows(shape.width(), 0);
        bars = builder();
    }

    private BarColumns.Builder builder() {
        return BarColumns.builder(series.instrument(), series.timeframe());
    }

    /** All of columns. */
    void addAll(BarColumns all) {
        for (int row = 0; row < all.size(); row++) {
            shape.append(rows, all, row);
            if (rows.size >= ROWS) {
                share = (row + 1.0) / all.size();
                handOn();
            }
        }
        share = 1;
    }

    /** What a source gives. */
    BarSink bars() {
        return (openTime, time, open, high, low, close, volume) -> {
            requireInRange(time);
            try {
                bars.bar(openTime, time, open, high, low, close, volume);
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
            if (bars.size() >= ROWS) {
                handOnBars();
            }
        };
    }

    /** What a source gives. */
    TickSink ticks() {
        Instrument instrument = series.instrument();
        return new TickSink() {
            @Override
            public void quote(long time, double bid, double bidSize, double ask, double askSize) {
                add(new Quote(instrument, time, bid, bidSize, ask, askSize));
            }

            @Override
            public void trade(long time, double price, double size) {
                add(new Trade(instrument, time, price, size));
            }
        };
    }

    private void add(MarketEvent event) {
        requireInRange(event.epochNanos());
        boolean isNewInstant =
                !events.isEmpty() && events.get(events.size() - 1).epochNanos() != event.epochNanos();
        if (events.size() >= ROWS && isNewInstant) {
            handOnTicks();
        }
        events.add(event);
    }

    private void requireInRange(long time) {
        if (time < from || time >= to) {
            throw new SdkException(
                    "source must give what is in the range that it is asked for, " + Clock.instantOf(from) + " to "
                            + Clock.instantOf(to) + ", was " + Clock.instantOf(time) + " (" + series + ")");
        }
    }

    private SdkException wrong(IllegalArgumentException e) {
        return new SdkException("source must give sound rows: " + e.getMessage() + " (" + series + ")", e);
    }

    void finish() {
        if (bars.size() > 0) {
            handOnBars();
        }
        if (!events.isEmpty()) {
            handOnTicks();
        }
        handOn();
    }

    private void handOnBars() {
        BarColumns columns = bars.build();
        bars = builder();
        addPart(columns);
    }

    private void handOnTicks() {
        try {
            addPart(BarColumns.ticks(events));
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
        events.clear();
    }

    private void addPart(BarColumns columns) {
        for (int row = 0; row < columns.size(); row++) {
            shape.append(rows, columns, row);
        }
        share = ((double) columns.epochNanos(columns.size() - 1) - from) / ((double) to - from);
        handOn();
    }

    private void handOn() {
        update.add(rows);
        progress.add(rows.size, share);
        rows.size = 0;
    }
}
