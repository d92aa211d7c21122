package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bars of all series in the order of time, then series: what the loop reads from front to back. */
final class Tape {
    final BarColumns[] series;
    final int[] instrumentOf;
    final boolean[] executes;
    final int rows;
    final long[] openTimes;
    final long[] times;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    /** Series of each row; of length 0 when there is only one, without quotes. */
    final int[] seriesOf;
    /** The same rows as those who sell meet them, where any has a bid and an ask; else null, as are the {@link #asks}. */
    final @Nullable Tape bids;

    final @Nullable Tape asks;
    /** What was traded at each row, where rows are instants; else null. */
    final @Nullable Tape trades;
    /** Of a tape of one slice with a bid and an ask; else null. */
    final @Nullable LiveQuotes live;

    /** Room for rows that are filled in later. */
    Tape(BarColumns[] series, int[] instrumentOf, boolean[] executes, int rows) {
        this(series, instrumentOf, executes, rows, series.length == 1);
    }

    private Tape(BarColumns[] series, int[] instrumentOf, boolean[] executes, int rows, boolean single) {
        this(series, instrumentOf, executes, rows, new int[single ? 0 : rows]);
    }

    private Tape(BarColumns[] series, int[] instrumentOf, boolean[] executes, int rows, int[] seriesOf) {
        this.series = series;
        this.instrumentOf = instrumentOf;
        this.executes = executes;
        this.rows = rows;
        openTimes = new long[rows];
        times = new long[rows];
        open = new double[rows];
        high = new double[rows];
        low = new double[rows];
        close = new double[rows];
        volume = new double[rows];
        this.seriesOf = seriesOf;
        bids = null;
        asks = null;
        trades = null;
        live = null;
    }

    /** One series is its own tape; nothing is copied. */
    private Tape(BarColumns only, int[] instrumentOf, boolean[] executes) {
        this.series = new BarColumns[] {only};
        this.instrumentOf = instrumentOf;
        this.executes = executes;
        rows = only.size;
        openTimes = only.openTimes;
        times = only.times;
        open = only.open;
        high = only.high;
        low = only.low;
        close = only.close;
        volume = only.volume;
        boolean isQuoted = only.isQuoted();
        seriesOf = new int[isQuoted ? rows : 0];
        bids = isQuoted ? new Tape(only.bids(), instrumentOf, executes) : null;
        asks = isQuoted ? new Tape(only.asks(), instrumentOf, executes) : null;
        trades = only.ticks == null ? null : new Tape(only.ticks.trades, instrumentOf, executes);
        live = null;
    }

    /** One side of rows that are filled in already. */
    private Tape(Tape whole, BarColumns[] side) {
        series = side;
        instrumentOf = whole.instrumentOf;
        executes = whole.executes;
        rows = whole.rows;
        openTimes = whole.openTimes;
        times = whole.times;
        open = new double[rows];
        high = new double[rows];
        low = new double[rows];
        close = new double[rows];
        volume = new double[rows];
        seriesOf = whole.seriesOf;
        bids = null;
        asks = null;
        trades = null;
        live = null;
        int[] next = new int[side.length];
        for (int row = 0; row < rows; row++) {
            int s = seriesOf[row];
            setPrices(row, side[s], next[s]++);
        }
    }

    /** The whole with both of its sides. */
    private Tape(Tape whole, Tape bids, Tape asks, @Nullable Tape trades, @Nullable LiveQuotes live) {
        series = whole.series;
        instrumentOf = whole.instrumentOf;
        executes = whole.executes;
        rows = whole.rows;
        openTimes = whole.openTimes;
        times = whole.times;
        open = whole.open;
        high = whole.high;
        low = whole.low;
        close = whole.close;
        volume = whole.volume;
        seriesOf = whole.seriesOf;
        this.bids = bids;
        this.asks = asks;
        this.trades = trades;
        this.live = live;
    }

    /** Room for the rows of one slice at a time, with what its feed tells of both sides. */
    static Tape ofSlices(BarColumns[] series, int[] instrumentOf, boolean[] executes, FeedKind kind) {
        int rows = series.length;
        if (kind == FeedKind.BARS) {
            return new Tape(series, instrumentOf, executes, rows);
        }
        Tape whole = new Tape(series, instrumentOf, executes, rows, false);
        Tape first = sideOf(whole);
        LiveQuotes live = new LiveQuotes(kind, rows);
        if (kind == FeedKind.TRADES) {
            return new Tape(whole, first, first, first, live);
        }
        Tape third = kind.areTicks() ? sideOf(whole) : null;
        return new Tape(whole, first, sideOf(whole), third, live);
    }

    /** Room for prices of the same rows. */
    private static Tape sideOf(Tape whole) {
        return new Tape(whole.series, whole.instrumentOf, whole.executes, whole.rows, whole.seriesOf);
    }

    static Tape of(BarColumns[] series, int[] instrumentOf, boolean[] executes) {
        if (series.length == 1) {
            return new Tape(series[0], instrumentOf, executes);
        }
        int[] order = merge(series);
        Tape tape = new Tape(series, instrumentOf, executes, order.length);
        int[] next = new int[series.length];
        for (int row = 0; row < order.length; row++) {
            int s = order[row];
            tape.set(row, s, series[s], next[s]++);
        }
        return Arrays.stream(series).anyMatch(BarColumns::isQuoted) ? tape.withSides() : tape;
    }

    private Tape withSides() {
        BarColumns[] bidders = Arrays.stream(series).map(BarColumns::bids).toArray(BarColumns[]::new);
        BarColumns[] askers = Arrays.stream(series).map(BarColumns::asks).toArray(BarColumns[]::new);
        boolean areTicks = series[0].areTicks();
        return new Tape(
                this,
                new Tape(this, bidders),
                new Tape(this, askers),
                areTicks
                        ? new Tape(
                                this, Arrays.stream(series).map(Tape::tradesOf).toArray(BarColumns[]::new))
                        : null,
                null);
    }

    private static BarColumns tradesOf(BarColumns ticks) {
        return Objects.requireNonNull(ticks.ticks, "ticks must not be mixed with bars").trades;
    }

    void set(int row, int seriesNumber, BarColumns from, int at) {
        openTimes[row] = from.openTimes[at];
        times[row] = from.times[at];
        setPrices(row, from, at);
        if (seriesOf.length > 0) {
            seriesOf[row] = seriesNumber;
        }
    }

    private void setPrices(int row, BarColumns from, int at) {
        open[row] = from.open[at];
        high[row] = from.high[at];
        low[row] = from.low[at];
        close[row] = from.close[at];
        volume[row] = from.volume[at];
    }

    /** A bar of one side or both as it came in, at the time of its slice. */
    void set(int row, int seriesNumber, MarketEvent event, long sliceTime) {
        if (event instanceof QuoteBar bar) {
            set(row, seriesNumber, bar, sliceTime);
        } else {
            set(row, seriesNumber, (Bar) event, sliceTime);
        }
    }

    private void set(int row, int seriesNumber, Bar bar, long sliceTime) {
        openTimes[row] = bar.openEpochNanos();
        times[row] = sliceTime;
        open[row] = bar.open();
        high[row] = bar.high();
        low[row] = bar.low();
        close[row] = bar.close();
        volume[row] = bar.volume();
        if (seriesOf.length > 0) {
            seriesOf[row] = seriesNumber;
        }
    }

    private void set(int row, int seriesNumber, QuoteBar bar, long sliceTime) {
        openTimes[row] = bar.openEpochNanos();
        times[row] = sliceTime;
        seriesOf[row] = seriesNumber;
        Tape sold = Objects.requireNonNull(bids);
        Tape bought = Objects.requireNonNull(asks);
        sold.setPrices(row, bar.bid());
        bought.setPrices(row, bar.ask());
        open[row] = (sold.open[row] + bought.open[row]) / 2;
        high[row] = (sold.high[row] + bought.high[row]) / 2;
        low[row] = (sold.low[row] + bought.low[row]) / 2;
        close[row] = (sold.close[row] + bought.close[row]) / 2;
    }

    private void setPrices(int row, QuoteBar.SideBar side) {
        open[row] = side.open();
        high[row] = side.high();
        low[row] = side.low();
        close[row] = side.close();
        volume[row] = side.size();
    }

    boolean isSingle() {
        return seriesOf.length == 0;
    }

    int seriesAt(int row) {
        return seriesOf.length == 0 ? 0 : seriesOf[row];
    }

    Bar bar(int row) {
        BarColumns columns = series[seriesAt(row)];
        return new Bar(
                columns.instrument,
                columns.timeframe,
                openTimes[row],
                times[row],
                open[row],
                high[row],
                low[row],
                close[row],
                volume[row]);
    }

    /** Highest price of each row at which anything could fill or be triggered. */
    double[] highest() {
        if (asks == null) {
            return high;
        }
        if (trades == null) {
            return asks.high;
        }
        return live == null ? extremes(high, asks.high, trades.high, 1) : live.highest;
    }

    /** Lowest price of each row at which anything could fill or be triggered. */
    double[] lowest() {
        if (bids == null) {
            return low;
        }
        if (trades == null) {
            return bids.low;
        }
        return live == null ? extremes(low, bids.low, trades.low, -1) : live.lowest;
    }

    /** Of what there is at an instant. */
    private static double[] extremes(double[] shown, double[] quoted, double[] traded, int sign) {
        double[] extremes = new double[shown.length];
        Arrays.setAll(extremes, row -> {
            double best = sign * shown[row];
            best = Double.isNaN(quoted[row]) ? best : Math.max(best, sign * quoted[row]);
            return sign * (Double.isNaN(traded[row]) ? best : Math.max(best, sign * traded[row]));
        });
        return extremes;
    }

    /** The same rows as bids, asks and trades, as far as there are any. */
    List<Tape> kinds() {
        List<Tape> kinds = new ArrayList<>();
        if (bids != null) {
            kinds.add(bids);
        }
        if (asks != null) {
            kinds.add(asks);
        }
        if (trades != null) {
            kinds.add(trades);
        }
        return kinds;
    }

    /** Whether a row has a bid and an ask. */
    boolean isQuoted(int row) {
        return bids != null && hasQuotes(seriesAt(row));
    }

    /** Whether a bid and an ask of a series are known. */
    boolean hasQuotes(int seriesNumber) {
        return live == null ? series[seriesNumber].hasQuotes() : live.kind.hasQuotes();
    }

    /** What strategies are told of a row. */
    MarketEvent event(int row) {
        if (bids == null || asks == null || !isQuoted(row)) {
            return bar(row);
        }
        BarColumns columns = series[seriesAt(row)];
        return new QuoteBar(
                columns.instrument, columns.timeframe, openTimes[row], times[row], bids.side(row), asks.side(row));
    }

    private QuoteBar.SideBar side(int row) {
        return new QuoteBar.SideBar(open[row], high[row], low[row], close[row], volume[row]);
    }

    /** First row after the slice that starts at a row. */
    int sliceEnd(int row, int limit) {
        int end = row + 1;
        if (seriesOf.length > 0) {
            long time = times[row];
            while (end < limit && times[end] == time) {
                end++;
            }
        }
        return end;
    }

    /** First row that closes at or after a time, searched from a row on: soon found near it. */
    int rowAtOrAfter(long epochNanos, int from) {
        long stride = 1;
        while (stride < rows - from && times[(int) (from + stride)] < epochNanos) {
            stride *= 2;
        }
        int at = Arrays.binarySearch(
                times, (int) (from + stride / 2), (int) Math.min(rows, from + stride + 1), epochNanos);
        if (at < 0) {
            return -at - 1;
        }
        while (at > from && times[at - 1] == epochNanos) {
            at--;
        }
        return at;
    }

    /** Series of each row: lists are merged in pairs until one is left, ties in the order of the series. */
    private static int[] merge(BarColumns[] series) {
        long[][] times = new long[series.length][];
        int[][] owners = new int[series.length][];
        for (int s = 0; s < series.length; s++) {
            times[s] = series[s].times;
            owners[s] = new int[series[s].size];
            Arrays.fill(owners[s], s);
        }
        int lists = series.length;
        while (lists > 1) {
            int merged = 0;
            for (int i = 0; i < lists; i += 2) {
                if (i + 1 == lists) {
                    times[merged] = times[i];
                    owners[merged++] = owners[i];
                } else {
                    mergeTwo(times, owners, i, merged++);
                }
            }
            lists = merged;
        }
        return owners[0];
    }

    private static void mergeTwo(long[][] times, int[][] owners, int i, int to) {
        long[] a = times[i];
        long[] b = times[i + 1];
        int[] aOwner = owners[i];
        int[] bOwner = owners[i + 1];
        long[] time = new long[a.length + b.length];
        int[] owner = new int[time.length];
        int x = 0;
        int y = 0;
        for (int k = 0; k < time.length; k++) {
            boolean first = y == b.length || (x < a.length && a[x] <= b[y]);
            time[k] = first ? a[x] : b[y];
            owner[k] = first ? aOwner[x++] : bOwner[y++];
        }
        times[to] = time;
        owners[to] = owner;
    }
}
