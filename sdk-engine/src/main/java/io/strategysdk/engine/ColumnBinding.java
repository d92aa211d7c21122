package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.feature.Compare;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles over the columns of a data set that is there as a whole. */
final class ColumnBinding implements Binding {
    private static final int WHOLE = -1;
    private final MarketData data;
    private final Steps steps;
    /** Those of the tape, then those that are made of them in the order of binding. */
    private final List<Shown> shown = new ArrayList<>();

    private final List<Shown> made = new ArrayList<>();
    private final Map<List<Integer>, Joint> joints = new HashMap<>();
    private final List<Joint> jointList = new ArrayList<>();
    private final Map<Desk, List<FeatureColumn>> awaited = new HashMap<>();
    private final List<Bound> bound = new ArrayList<>();

    /** A series as it is shown. */
    private static final class Shown {
        final int instrument;
        final Bases bases;
        final SeriesView view;
        /** How many splits are behind. */
        int basis;

        boolean isDirty;

        Shown(int instrument, Bases bases, SeriesView view) {
            this.instrument = instrument;
            this.bases = bases;
            this.view = view;
        }

        /** Bars that are made are shown once their time has come. */
        void show(long epochNanos, long step) {
            BarColumns bars = view.columns();
            Cursor cursor = view.cursor();
            while (cursor.row + 1 < bars.size && bars.times[cursor.row + 1] <= epochNanos) {
                cursor.advance(step);
            }
        }

        /** In other terms their number may be another. */
        void showAnew(long epochNanos) {
            view.show(bases.in(basis));
            view.cursor().row = MadeBases.closedBy(view.columns(), epochNanos) - 1;
        }
    }

    /** A cursor that moves when several series have a bar of one time. */
    private static final class Joint {
        final List<Integer> series;
        final Cursor cursor = new Cursor();
        private final long[] times;

        Joint(List<Integer> series, long[] times) {
            this.series = series;
            this.times = times;
        }

        void advance(long epochNanos, long step) {
            while (cursor.row + 1 < times.length && times[cursor.row + 1] <= epochNanos) {
                cursor.advance(step);
            }
        }
    }

    /** A handle that has to follow splits. */
    private record Bound(Desk desk, Feature feature, List<Shown> series, FeatureColumn handle) {}

    ColumnBinding(MarketData data, Cursor[] cursors, Steps steps) {
        this.data = data;
        this.steps = steps;
        for (int s = 0; s < cursors.length; s++) {
            SeriesView view = new SeriesView(data.tape.series[s], WHOLE, cursors[s], steps);
            shown.add(new Shown(data.tape.instrumentOf[s], data.bases[s], view));
        }
    }

    @Override
    public BarSeries bars(int instrument) {
        return shown.get(executing(instrument)).view;
    }

    private int executing(int instrument) {
        for (int s = 0; s < data.tape.series.length; s++) {
            if (data.tape.instrumentOf[s] == instrument) {
                return s;
            }
        }
        throw new IllegalStateException("each instrument must have a series, number " + instrument + " has none");
    }

    @Override
    public BarSeries bars(int instrument, Timeframe timeframe) {
        return bars(instrument, BarType.time(timeframe));
    }

    @Override
    public BarSeries bars(int instrument, BarType type) {
        for (Shown each : shown) {
            if (each.instrument == instrument && each.view.type().equals(type)) {
                return each.view;
            }
        }
        int series = executing(instrument);
        Bases bases = data.made(series, type);
        int basis = shown.get(series).basis;
        Shown fresh = new Shown(instrument, bases, new SeriesView(type, bases.in(basis), WHOLE, new Cursor(), steps));
        fresh.basis = basis;
        fresh.showAnew(newestTime());
        shown.add(fresh);
        made.add(fresh);
        return fresh.view;
    }

    /** Close of the newest bars that are shown. */
    private long newestTime() {
        long newest = Long.MIN_VALUE;
        for (int s = 0; s < data.tape.series.length; s++) {
            int row = shown.get(s).view.cursor().row;
            newest = row < 0 ? newest : Math.max(newest, data.tape.series[s].times[row]);
        }
        return newest;
    }

    @Override
    public RunFeature feature(Desk desk, Feature feature, List<SeriesView> on) {
        FeatureColumn handle = unawaited(desk, feature, on);
        awaited.computeIfAbsent(desk, d -> new ArrayList<>()).add(handle);
        return handle;
    }

    @Override
    public FeatureColumn unawaited(Desk desk, Feature feature, List<SeriesView> on) {
        Feature.withInputs(feature);
        List<Integer> numbers = on.stream().map(this::numberOf).toList();
        List<Shown> series = numbers.stream().map(shown::get).toList();
        Cursor cursor = isOne(numbers) ? on.get(0).cursor() : joint(numbers, series).cursor;
        FeatureColumn handle =
                new FeatureColumn(column(feature, series), firstValid(feature, series), cursor, steps, toleranceOf(on));
        if (data.hasSplits()) {
            bound.add(new Bound(desk, feature, series, handle));
        }
        return handle;
    }

    private int numberOf(SeriesView view) {
        for (int s = 0; s < shown.size(); s++) {
            if (shown.get(s).view == view) {
                return s;
            }
        }
        throw new IllegalArgumentException(
                "series must be part of the run, was " + view.instrument() + " " + view.type());
    }

    private double[] column(Feature feature, List<Shown> on) {
        return data.features.column(feature, bases(on), basis(on));
    }

    private int firstValid(Feature feature, List<Shown> on) {
        return data.features.firstValid(feature, bases(on), basis(on));
    }

    private static List<Bases> bases(List<Shown> on) {
        return on.stream().map(series -> series.bases).toList();
    }

    private static List<Integer> basis(List<Shown> on) {
        return on.stream().map(series -> series.basis).toList();
    }

    @Override
    public void passSplit(DatedAction split) {
        for (Shown each : shown) {
            if (each.instrument == split.instrument()) {
                each.basis++;
                each.isDirty = true;
            }
        }
    }

    /** A kernel that throws stops the strategies that are bound to it. */
    @Override
    public void showSplits(Run run) {
        for (Shown each : shown) {
            if (each.isDirty) {
                each.view.show(each.bases.in(each.basis));
            }
        }
        for (Shown each : made) {
            if (each.isDirty) {
                each.showAnew(newestTime());
            }
        }
        for (Bound each : bound) {
            if (each.series().stream().anyMatch(series -> series.isDirty)) {
                try {
                    each.handle().show(column(each.feature(), each.series()));
                } catch (Throwable error) {
                    new BrokenFeature(each.feature(), error).step(run, each.desk(), 0, 0);
                }
            }
        }
        shown.forEach(each -> each.isDirty = false);
    }

    /** Whether it is one series only, be it more than once: its own cursor is the joint one then. */
    static boolean isOne(List<Integer> series) {
        return series.stream().distinct().count() == 1;
    }

    /** Bars that do not close by the clock have no times in common with others. */
    static void requireTimed(List<SeriesView> on) {
        for (SeriesView view : on) {
            if (!(view.type().rule() instanceof BarType.Time)) {
                throw new IllegalArgumentException("a feature of several series must be of bars that close by the"
                        + " clock, was of " + view.type() + " (" + view.instrument() + ")");
            }
        }
    }

    /** Where ticks are tiny, so must be what counts as equal; the smallest of the series decides. */
    static double toleranceOf(List<SeriesView> on) {
        double tolerance = Compare.TOLERANCE;
        for (SeriesView view : on) {
            Instrument instrument = view.instrument();
            if (instrument.tickRule() != TickRule.NONE) {
                tolerance = Math.min(
                        tolerance, Compare.tolerance(instrument.tickSize().toDouble()));
            }
        }
        return tolerance;
    }

    private Joint joint(List<Integer> numbers, List<Shown> on) {
        requireTimed(on.stream().map(series -> series.view).toList());
        return joints.computeIfAbsent(numbers, n -> {
            long[] times = data.features.commonTimes(bases(on));
            Joint joint = new Joint(List.copyOf(numbers), times);
            jointList.add(joint);
            return joint;
        });
    }

    @Override
    public void advance(long epochNanos, long step) {
        for (int i = 0; i < made.size(); i++) {
            made.get(i).show(epochNanos, step);
        }
        for (int i = 0; i < jointList.size(); i++) {
            jointList.get(i).advance(epochNanos, step);
        }
    }

    @Override
    public long nextMade() {
        long next = Long.MAX_VALUE;
        for (Shown each : made) {
            BarColumns bars = each.view.columns();
            int row = each.view.cursor().row + 1;
            next = row < bars.size ? Math.min(next, bars.times[row]) : next;
        }
        return next;
    }

    /** Joint cursors by the numbers of their series. */
    Map<List<Integer>, Cursor> joints() {
        Map<List<Integer>, Cursor> cursors = new LinkedHashMap<>();
        jointList.forEach(joint -> cursors.put(joint.series, joint.cursor));
        return cursors;
    }

    @Override
    public boolean isReady(Desk desk) {
        for (FeatureColumn feature : awaited.getOrDefault(desk, List.of())) {
            if (!feature.isWarm()) {
                return false;
            }
        }
        return true;
    }
}
