package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import java.util.Arrays;

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
    /** Series of each row; of length 0 when there is only one. */
    final int[] seriesOf;

    /** Room for rows that are filled in later. */
    Tape(BarColumns[] series, int[] instrumentOf, boolean[] executes, int rows) {
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
        seriesOf = series.length == 1 ? new int[0] : new int[rows];
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
        seriesOf = new int[0];
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
        return tape;
    }

    void set(int row, int seriesNumber, BarColumns from, int at) {
        openTimes[row] = from.openTimes[at];
        times[row] = from.times[at];
        open[row] = from.open[at];
        high[row] = from.high[at];
        low[row] = from.low[at];
        close[row] = from.close[at];
        volume[row] = from.volume[at];
        if (seriesOf.length > 0) {
            seriesOf[row] = seriesNumber;
        }
    }

    /** A bar as it came in, at the time of its slice. */
    void set(int row, int seriesNumber, Bar bar, long sliceTime) {
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
