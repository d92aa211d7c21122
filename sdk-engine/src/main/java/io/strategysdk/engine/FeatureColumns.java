package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Feature columns of a data set: equal definitions on equal series are computed once and shared by all runs. Those that
 * no run holds go when memory is short, or a search through thousands of parameters would end for want of it.
 */
final class FeatureColumns {
    private final Map<Key, SoftReference<double[]>> columns = new ConcurrentHashMap<>();
    private final Map<List<Bases>, Join> joins = new ConcurrentHashMap<>();
    private final TradingCalendar calendar;
    private final LongerBars longer;
    private final @Nullable FeatureCache cache;

    /** Basis of each of the series. */
    private record Key(Feature feature, List<Bases> series, List<Integer> basis) {}

    /** Bars of an instrument of a timeframe. */
    interface LongerBars {
        Bases of(Instrument instrument, Timeframe timeframe);
    }

    /** With columns that are kept on disk, where there is a cache. */
    FeatureColumns(TradingCalendar calendar, LongerBars longer, @Nullable FeatureCache cache) {
        this.calendar = calendar;
        this.longer = longer;
        this.cache = cache;
    }

    /**
     * Values of a feature at each row that its series have in common, up to the next split where it is one series.
     *
     * @param basis of each of the series, how many splits are behind it
     */
    double[] column(Feature feature, List<Bases> on, List<Integer> basis) {
        Key key = new Key(feature, on, basis);
        SoftReference<double[]> known = columns.get(key);
        double[] kept = known == null ? null : known.get();
        return kept == null ? keep(key, newColumn(key)) : kept;
    }

    /** Values at all rows of a series, each in terms of the shares of its own time; a new array. */
    double[] acrossSplits(Feature feature, Bases of) {
        double[] values = new double[of.end(of.splits())];
        int from = 0;
        for (int basis = 0; basis <= of.splits(); basis++) {
            double[] column = column(feature, List.of(of), List.of(basis));
            System.arraycopy(column, from, values, from, of.end(basis) - from);
            from = of.end(basis);
        }
        return values;
    }

    /** Values at all rows of the first of several series without splits, NaN where another has none; a new array. */
    double[] atRowsOfFirst(Feature feature, List<Bases> on) {
        double[] column = column(feature, on, on.stream().map(Bases::splits).toList());
        double[] values = new double[on.get(0).end(0)];
        Arrays.fill(values, Double.NaN);
        int[] rows = join(on).rows[0];
        for (int i = 0; i < rows.length; i++) {
            values[rows[i]] = column[i];
        }
        return values;
    }

    private double[] newColumn(Key key) {
        List<Input> inputs = key.feature.inputs();
        double[][] values = new double[inputs.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = input(inputs.get(i), key);
        }
        double[] column = new double[rows(key)];
        if (cache == null) {
            Kernel.fill(key.feature.newKernel(), values, 0, column.length, column);
        } else {
            cache.fill(key.feature, values, column);
        }
        return column;
    }

    private int rows(Key key) {
        return key.series.size() == 1
                ? key.series.get(0).end(key.basis.get(0))
                : join(key.series).size();
    }

    /** The column, or that of another run which was faster. */
    private double[] keep(Key key, double[] column) {
        SoftReference<double[]> fresh = new SoftReference<>(column);
        double[] kept = columns.merge(key, fresh, (old, ours) -> old.get() == null ? ours : old)
                .get();
        return kept == null ? column : kept;
    }

    private double[] input(Input input, Key key) {
        if (input instanceof Input.OfFeature nested) {
            return column(nested.feature(), key.series, key.basis);
        }
        if (input instanceof Input.OfTimeframe of) {
            return newestOf(of, key);
        }
        if (input instanceof Input.OfSession of) {
            requireBound(of.series(), key.series.size());
            return sessionColumn(of.field(), key);
        }
        Input.OfBar of = (Input.OfBar) input;
        requireBound(of.series(), key.series.size());
        double[] column = field(bars(of.series(), key), of.field());
        return key.series.size() == 1 ? column : join(key.series).pick(of.series(), column);
    }

    /**
     * Refuses a feature that reads a series which it is not bound to.
     *
     * @throws IllegalArgumentException when it does
     */
    static void requireBound(int series, int bound) {
        if (series >= bound) {
            throw new IllegalArgumentException(
                    "feature must be bound to at least " + (series + 1) + " series, was bound to " + bound);
        }
    }

    private static BarColumns bars(int series, Key key) {
        return key.series.get(series).in(key.basis.get(series));
    }

    /** All series close at the times of the rows that they have in common. */
    private long[] times(Key key) {
        return key.series.size() == 1 ? bars(0, key).times : join(key.series).times;
    }

    private double[] sessionColumn(Input.SessionField field, Key key) {
        SessionFields fields = new SessionFields(calendar);
        long[] times = times(key);
        double[] column = new double[rows(key)];
        for (int row = 0; row < column.length; row++) {
            column[row] = fields.of(field, times[row]);
        }
        return column;
    }

    private Key longer(Input.OfTimeframe of, Key key) {
        requireBound(of.series(), key.series.size());
        Bases bases = longer.of(bars(of.series(), key).instrument, of.timeframe());
        return new Key(key.feature, List.of(bases), List.of(key.basis.get(of.series())));
    }

    private double[] newestOf(Input.OfTimeframe of, Key key) {
        Key theirs = longer(of, key);
        double[] values = input(of.input(), theirs);
        int[] closed = closed(bars(0, theirs).times, values.length, times(key), rows(key));
        double[] column = new double[closed.length];
        for (int row = 0; row < column.length; row++) {
            column[row] = closed[row] == 0 ? Double.NaN : values[closed[row] - 1];
        }
        return column;
    }

    /** How many of the first longer bars have closed by the time of each row. */
    private static int[] closed(long[] longer, int longerRows, long[] times, int rows) {
        int[] closed = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            while (count < longerRows && longer[count] <= times[row]) {
                count++;
            }
            closed[row] = count;
        }
        return closed;
    }

    /**
     * The first row at which a feature can be defined; the greatest number when there is none. Unlike
     * {@link Feature#firstValid} it knows how many longer bars there have been by then.
     */
    int firstValid(Feature feature, List<Bases> on, List<Integer> basis) {
        return firstValid(new Key(feature, on, basis));
    }

    private int firstValid(Key key) {
        int inputsValid = 0;
        for (Input input : key.feature.inputs()) {
            inputsValid = Math.max(inputsValid, firstValid(input, key));
        }
        return later(inputsValid, key.feature.warmUp());
    }

    private int firstValid(Input input, Key key) {
        if (input instanceof Input.OfFeature nested) {
            return firstValid(new Key(nested.feature(), key.series, key.basis));
        }
        if (!(input instanceof Input.OfTimeframe of)) {
            return 0;
        }
        Key theirs = longer(of, key);
        int needed = later(firstValid(of.input(), theirs), 1);
        int[] closed = closed(bars(0, theirs).times, bars(0, theirs).size, times(key), allRows(key));
        int row = 0;
        while (row < closed.length && closed[row] < needed) {
            row++;
        }
        return row < closed.length ? row : Integer.MAX_VALUE;
    }

    /** Also those after the next split. */
    private int allRows(Key key) {
        return key.series.size() == 1 ? bars(0, key).size : join(key.series).size();
    }

    private static int later(int row, int rows) {
        return (int) Math.min(Integer.MAX_VALUE, (long) row + rows);
    }

    private static double[] field(BarColumns bars, Input.Field field) {
        return switch (field) {
            case OPEN -> bars.open;
            case HIGH -> bars.high;
            case LOW -> bars.low;
            case CLOSE -> bars.close;
            case VOLUME -> bars.volume;
            case HL2, HLC3, OHLC4 -> mean(bars, field);
        };
    }

    private static double[] mean(BarColumns bars, Input.Field field) {
        double[] column = new double[bars.size];
        for (int i = 0; i < column.length; i++) {
            column[i] = field.of(bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
        }
        return column;
    }

    /** Times at which each of several series has a bar that closes, ascending; shared, not to be changed. */
    long[] commonTimes(List<Bases> on) {
        return join(on).times;
    }

    private Join join(List<Bases> on) {
        return joins.computeIfAbsent(on, FeatureColumns::newJoin);
    }

    private static Join newJoin(List<Bases> on) {
        BarColumns[] series = on.stream().map(bases -> bases.in(0)).toArray(BarColumns[]::new);
        int[] at = new int[series.length];
        List<int[]> rows = new ArrayList<>();
        while (true) {
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < at.length; i++) {
                if (at[i] == series[i].size) {
                    return Join.of(rows, series);
                }
                latest = Math.max(latest, series[i].times[at[i]]);
            }
            boolean same = true;
            for (int i = 0; i < at.length; i++) {
                boolean behind = series[i].times[at[i]] < latest;
                same &= !behind;
                at[i] += behind ? 1 : 0;
            }
            if (same) {
                rows.add(at.clone());
                for (int i = 0; i < at.length; i++) {
                    at[i]++;
                }
            }
        }
    }

    /** Rows of several series that close at the same times. */
    private static final class Join {
        final long[] times;
        /** Of each series. */
        private final int[][] rows;

        Join(long[] times, int[][] rows) {
            this.times = times;
            this.rows = rows;
        }

        static Join of(List<int[]> common, BarColumns[] series) {
            int[][] rows = new int[series.length][common.size()];
            long[] times = new long[common.size()];
            for (int i = 0; i < times.length; i++) {
                for (int s = 0; s < series.length; s++) {
                    rows[s][i] = common.get(i)[s];
                }
                times[i] = series[0].times[rows[0][i]];
            }
            return new Join(times, rows);
        }

        int size() {
            return times.length;
        }

        double[] pick(int s, double[] column) {
            double[] picked = new double[size()];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = column[rows[s][i]];
            }
            return picked;
        }
    }
}
