package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.config.DataSettings.Content;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Bars of many series in the order of time, a slice at a time: all bars that close at one moment, in the order of the
 * view's series. Data may be far larger than memory, and there is no object per bar:
 *
 * <pre>{@code
 * try (BarStream bars = view.stream(from, to)) {
 *     while (bars.next()) {
 *         for (int i = 0; i < bars.size(); i++) {
 *             total += bars.close(i) * bars.volume(i);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Used from one thread. Blocks of files are checked against their checksums as they are reached, and rows for their
 * order; an {@link SdkException} from {@link #next} says what is wrong where. Bid/ask bars show the middle of both sides,
 * which have no volume; {@link #bids} and {@link #asks} are the sides.
 */
public final class BarStream implements AutoCloseable {
    /** The next closes of so many series are looked through at once. */
    private static final int GROUP = 16;

    private final List<StoredSeries> series;
    private final RowCursor[] cursors;
    private final boolean[] quoted;
    /** Close of each series' next bar; the end of time behind the last. */
    private final long[] heads;
    /** The earliest of each group. */
    private final long[] groups;

    private final int[] slice;
    private int size;
    private long time = Long.MIN_VALUE;
    private final Side bids = new Side(Shape.FIRST_BID);
    private final Side asks = new Side(Shape.FIRST_ASK);

    private BarStream(List<SeriesReader> readers, long from, long upTo) {
        series = readers.stream().map(SeriesReader::series).toList();
        int count = readers.size();
        cursors = new RowCursor[count];
        quoted = new boolean[count];
        heads = new long[count];
        groups = new long[(count + GROUP - 1) / GROUP];
        slice = new int[count];
        ByteBuffer buffer = SeriesReader.buffer(readers.get(0).folder.sizes(), Shape.WIDEST);
        for (int s = 0; s < count; s++) {
            cursors[s] = readers.get(s).rows(from, upTo, buffer);
            quoted[s] = series.get(s).content() == Content.QUOTE_BARS;
        }
    }

    static BarStream of(List<SeriesReader> readers, long from, long upTo) {
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("a stream must have a series, the view has none");
        }
        for (SeriesReader reader : readers) {
            if (reader.series().content() == Content.TICKS) {
                throw new IllegalArgumentException("a stream must be of bars, was of " + reader.series());
            }
        }
        BarStream stream = new BarStream(readers, from, upTo);
        try {
            stream.begin();
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
        return stream;
    }

    private void begin() {
        for (int s = 0; s < cursors.length; s++) {
            heads[s] = cursors[s].next() ? cursors[s].rows.time(cursors[s].start) : Long.MAX_VALUE;
        }
        for (int group = 0; group < groups.length; group++) {
            findFirst(group);
        }
    }

    /**
     * Goes to the next slice; false behind the last.
     *
     * @throws SdkException when a file cannot be read or is not as it was written
     */
    public boolean next() {
        leave();
        time = Long.MAX_VALUE;
        for (long first : groups) {
            time = Math.min(time, first);
        }
        if (time == Long.MAX_VALUE) {
            return false;
        }
        for (int group = 0; group < groups.length; group++) {
            if (groups[group] == time) {
                take(group);
            }
        }
        return true;
    }

    /** Moves the series of the current slice on. */
    private void leave() {
        int touched = -1;
        for (int i = 0; i < size; i++) {
            int s = slice[i];
            if (s / GROUP != touched) {
                findFirstIf(touched);
                touched = s / GROUP;
            }
            advance(s);
        }
        findFirstIf(touched);
        size = 0;
    }

    private void advance(int s) {
        RowCursor cursor = cursors[s];
        boolean hasRow = ++cursor.start < cursor.end || cursor.next();
        long head = hasRow ? cursor.rows.time(cursor.start) : Long.MAX_VALUE;
        if (head <= heads[s]) {
            throw new SdkException("bars must close one after the other, after " + Clock.instantOf(heads[s]) + " came "
                    + Clock.instantOf(head) + " (" + series.get(s) + ")");
        }
        heads[s] = head;
    }

    private void findFirstIf(int group) {
        if (group >= 0) {
            findFirst(group);
        }
    }

    private void findFirst(int group) {
        long first = Long.MAX_VALUE;
        int end = Math.min(heads.length, (group + 1) * GROUP);
        for (int s = group * GROUP; s < end; s++) {
            first = Math.min(first, heads[s]);
        }
        groups[group] = first;
    }

    private void take(int group) {
        int end = Math.min(heads.length, (group + 1) * GROUP);
        for (int s = group * GROUP; s < end; s++) {
            if (heads[s] == time) {
                slice[size++] = s;
            }
        }
    }

    /** All series, in their order. */
    public List<StoredSeries> series() {
        return series;
    }

    /** Close of the bars of the current slice, UTC nanoseconds since 1970. */
    public long epochNanos() {
        return time;
    }

    /** How many bars the current slice has; 0 before the first and behind the last. */
    public int size() {
        return size;
    }

    /** Number of a bar's series within {@link #series()}; ascending within a slice. */
    public int seriesOf(int bar) {
        return slice[bar];
    }

    /** First moment of a bar of the current slice, UTC nanoseconds since 1970. */
    public long openEpochNanos(int bar) {
        RowCursor cursor = cursors[slice[bar]];
        return cursor.rows.columns[Shape.OPEN_TIME][cursor.start];
    }

    /** First price. */
    public double open(int bar) {
        return price(bar, 0);
    }

    /** Highest price. */
    public double high(int bar) {
        return price(bar, 1);
    }

    /** Lowest price. */
    public double low(int bar) {
        return price(bar, 2);
    }

    /** Last price. */
    public double close(int bar) {
        return price(bar, 3);
    }

    /** Traded quantity; 0 of bid/ask bars. */
    public double volume(int bar) {
        return quoted[slice[bar]] ? 0 : bids.number(bar, 4);
    }

    private double price(int bar, int which) {
        double price = bids.number(bar, which);
        return quoted[slice[bar]] ? (price + asks.number(bar, which)) / 2 : price;
    }

    /** Whether a bar has a bid and an ask. */
    public boolean isQuoted(int bar) {
        return quoted[slice[bar]];
    }

    /** What was bid; of bars without two sides the bars themselves. Always the current slice's. */
    public Side bids() {
        return bids;
    }

    /** What was asked for; of bars without two sides the bars themselves. Always the current slice's. */
    public Side asks() {
        return asks;
    }

    /** A snapshot of a bar of the current slice that may be kept. */
    public MarketEvent event(int bar) {
        StoredSeries of = series.get(slice[bar]);
        return quoted[slice[bar]]
                ? new QuoteBar(
                        of.instrument(),
                        of.timeframe(),
                        openEpochNanos(bar),
                        time,
                        bids.sideBar(bar),
                        asks.sideBar(bar))
                : new Bar(
                        of.instrument(),
                        of.timeframe(),
                        openEpochNanos(bar),
                        time,
                        open(bar),
                        high(bar),
                        low(bar),
                        close(bar),
                        volume(bar));
    }

    /** Gives files back. The last slice can no longer be read. */
    @Override
    public void close() {
        for (RowCursor cursor : cursors) {
            cursor.close();
        }
    }

    /** One side of the current slice. */
    public final class Side {
        private final int first;

        private Side(int first) {
            this.first = first;
        }

        /** First price. */
        public double open(int bar) {
            return number(bar, 0);
        }

        /** Highest price. */
        public double high(int bar) {
            return number(bar, 1);
        }

        /** Lowest price. */
        public double low(int bar) {
            return number(bar, 2);
        }

        /** Last price. */
        public double close(int bar) {
            return number(bar, 3);
        }

        /** Quantity that was quoted at the close, 0 when unknown; of bars without two sides what was traded. */
        public double size(int bar) {
            return number(bar, 4);
        }

        private double number(int bar, int which) {
            int s = slice[bar];
            RowCursor cursor = cursors[s];
            return cursor.rows.number((quoted[s] ? first : Shape.FIRST_BID) + which, cursor.start);
        }

        private QuoteBar.SideBar sideBar(int bar) {
            return new QuoteBar.SideBar(open(bar), high(bar), low(bar), close(bar), size(bar));
        }
    }
}
