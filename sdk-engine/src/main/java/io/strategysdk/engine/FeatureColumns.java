package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feature columns of a data set: equal definitions on equal series are computed once and shared by all runs. Those that
 * no run holds go when memory is short, or a search through thousands of parameters would end for want of it.
 */
final class FeatureColumns {
    private final Map<Key, SoftReference<double[]>> columns = new ConcurrentHashMap<>();
    private final Map<List<Bases>, Join> joins = new ConcurrentHashMap<>();

    /** Basis of each of the series. */
    private record Key(Feature feature, List<Bases> series, List<Integer> basis) {}

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
        Kernel.fill(key.feature.newKernel(), values, 0, column.length, column);
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
        List<Bases> on = key.series;
        if (input instanceof Input.OfFeature nested) {
            return column(nested.feature(), on, key.basis);
        }
        Input.OfBar field = (Input.OfBar) input;
        if (field.series() >= on.size()) {
            throw new IllegalArgumentException(
                    "feature must be bound to at least " + (field.series() + 1) + " series, was bound to " + on.size());
        }
        BarColumns bars = on.get(field.series()).in(key.basis.get(field.series()));
        double[] column = field(bars, field.field());
        return on.size() == 1 ? column : join(on).pick(field.series(), column);
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
