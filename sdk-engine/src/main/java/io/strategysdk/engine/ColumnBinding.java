package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.Compare;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles over the columns of a data set that is there as a whole. */
final class ColumnBinding implements Binding {
    private static final int WHOLE = -1;
    private final MarketData data;
    private final Steps steps;
    private final SeriesView[] views;
    private final Map<List<Integer>, Joint> joints = new HashMap<>();
    private final List<Joint> jointList = new ArrayList<>();
    private final Map<Desk, List<Gate>> gates = new HashMap<>();
    private final List<Bound> bound = new ArrayList<>();
    /** How many splits of each series are behind. */
    private final int[] basis;

    private final boolean[] isDirty;

    /** A cursor that moves when several others move in one step. */
    private record Joint(List<Integer> series, Cursor cursor, List<Cursor> of) {}

    /** A handle that has to follow splits. */
    private record Bound(Desk desk, Feature feature, List<Integer> series, FeatureColumn handle) {}

    /** A series must have reached a row before a strategy may decide. */
    private record Gate(Cursor cursor, int firstValid) {}

    ColumnBinding(MarketData data, Cursor[] cursors, Steps steps) {
        this.data = data;
        this.steps = steps;
        basis = new int[cursors.length];
        isDirty = new boolean[cursors.length];
        views = new SeriesView[cursors.length];
        for (int s = 0; s < views.length; s++) {
            views[s] = new SeriesView(data.tape.series[s], WHOLE, cursors[s], steps);
        }
    }

    @Override
    public BarSeries bars(int instrument) {
        for (int s = 0; s < views.length; s++) {
            if (data.tape.instrumentOf[s] == instrument) {
                return views[s];
            }
        }
        throw new IllegalStateException("each instrument must have a series, number " + instrument + " has none");
    }

    @Override
    public BarSeries bars(int instrument, Timeframe timeframe) {
        for (int s = 0; s < views.length; s++) {
            if (data.tape.instrumentOf[s] == instrument && views[s].timeframe().equals(timeframe)) {
                return views[s];
            }
        }
        throw new IllegalArgumentException(
                "bars of " + timeframe + " must be loaded for " + data.instruments.get(instrument) + ", loaded are "
                        + bars(instrument).timeframe());
    }

    @Override
    public FeatureHandle feature(Desk desk, Feature feature, List<SeriesView> on) {
        List<Integer> numbers = new ArrayList<>(on.size());
        for (SeriesView view : on) {
            numbers.add(MarketData.seriesIndex(data.tape, view));
        }
        Cursor cursor = isOne(numbers) ? on.get(0).cursor() : joint(numbers, on).cursor();
        gates.computeIfAbsent(desk, d -> new ArrayList<>()).add(new Gate(cursor, Feature.firstValid(feature)));
        FeatureColumn handle = new FeatureColumn(column(feature, List.copyOf(numbers)), cursor, steps, toleranceOf(on));
        if (data.hasSplits()) {
            bound.add(new Bound(desk, feature, List.copyOf(numbers), handle));
        }
        return handle;
    }

    private double[] column(Feature feature, List<Integer> on) {
        return data.features.column(
                feature, on, on.stream().map(series -> basis[series]).toList());
    }

    @Override
    public void passSplit(DatedAction split) {
        for (int s = 0; s < basis.length; s++) {
            if (data.tape.instrumentOf[s] == split.instrument()) {
                basis[s]++;
                isDirty[s] = true;
            }
        }
    }

    /** A kernel that throws stops the strategies that are bound to it. */
    @Override
    public void showSplits(Run run) {
        for (int s = 0; s < views.length; s++) {
            if (isDirty[s]) {
                views[s].show(data.bases[s].in(basis[s]));
            }
        }
        for (Bound each : bound) {
            if (each.series().stream().anyMatch(series -> isDirty[series])) {
                try {
                    each.handle().show(column(each.feature(), each.series()));
                } catch (Throwable error) {
                    new BrokenFeature(each.feature(), error).step(run, each.desk(), 0, 0);
                }
            }
        }
        Arrays.fill(isDirty, false);
    }

    /** Whether it is one series only, be it more than once: its own cursor is the joint one then. */
    static boolean isOne(List<Integer> series) {
        return series.stream().distinct().count() == 1;
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

    private Joint joint(List<Integer> numbers, List<SeriesView> on) {
        return joints.computeIfAbsent(numbers, n -> {
            Joint joint = new Joint(
                    List.copyOf(numbers),
                    new Cursor(),
                    on.stream().map(SeriesView::cursor).toList());
            jointList.add(joint);
            return joint;
        });
    }

    @Override
    public void advance(long step) {
        for (int i = 0; i < jointList.size(); i++) {
            Joint joint = jointList.get(i);
            boolean all = true;
            for (Cursor cursor : joint.of()) {
                all &= cursor.step == step;
            }
            if (all) {
                joint.cursor().advance(step);
            }
        }
    }

    /** Joint cursors by the numbers of their series. */
    Map<List<Integer>, Cursor> joints() {
        Map<List<Integer>, Cursor> cursors = new LinkedHashMap<>();
        jointList.forEach(joint -> cursors.put(joint.series(), joint.cursor()));
        return cursors;
    }

    @Override
    public boolean isReady(Desk desk) {
        for (Gate gate : gates.getOrDefault(desk, List.of())) {
            if (gate.cursor().row < gate.firstValid()) {
                return false;
            }
        }
        return true;
    }
}
