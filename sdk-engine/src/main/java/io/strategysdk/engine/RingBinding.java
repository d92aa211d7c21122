package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles over rings that bars are pushed into one by one; features are computed by the same kernels as columns. */
final class RingBinding implements Binding {
    private final Tape tape;
    private final Steps steps;
    private final int mask;
    private final SeriesView[] views;
    private final boolean[] pushed;
    /** Bars of each series so far: its cursor has reached the last of them, or is about to. */
    private final int[] counts;

    /** While splits lie ahead. */
    private @Nullable SliceLog log;

    private int splitsAhead;
    private final Map<Key, Driver> drivers = new HashMap<>();
    private final List<Driver> inOrder = new ArrayList<>();
    private final Map<Desk, List<Driver>> gates = new HashMap<>();
    private final Map<List<Integer>, Cursor> joints = new HashMap<>();
    private boolean broken;
    private boolean hasPassed;

    private record Key(Feature feature, List<Integer> series) {}

    RingBinding(Tape tape, Cursor[] cursors, Steps steps) {
        counts = new int[cursors.length];
        this.tape = tape;
        this.steps = steps;
        this.mask = tape.series[0].times.length - 1;
        pushed = new boolean[cursors.length];
        views = new SeriesView[cursors.length];
        for (int s = 0; s < views.length; s++) {
            views[s] = new SeriesView(tape.series[s], mask, cursors[s], steps);
        }
    }

    /** Puts the rows of a slice into the rings, ahead of the cursors, and computes the features that move with them. */
    void push(int rows) {
        if (log != null) {
            log.add(tape, rows);
        }
        take(tape, rows);
    }

    private void take(Tape from, int rows) {
        Arrays.fill(pushed, false);
        for (int row = 0; row < rows; row++) {
            int s = from.seriesAt(row);
            BarColumns ring = tape.series[s];
            int at = counts[s]++ & mask;
            ring.openTimes[at] = from.openTimes[row];
            ring.times[at] = from.times[row];
            ring.open[at] = from.open[row];
            ring.high[at] = from.high[row];
            ring.low[at] = from.low[row];
            ring.close[at] = from.close[row];
            ring.volume[at] = from.volume[row];
            pushed[s] = true;
        }
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).push();
        }
    }

    /** How many splits lie ahead of the first bar. */
    void expectSplits(int ahead) {
        splitsAhead = ahead;
        log = ahead == 0 ? null : new SliceLog(counts.length);
    }

    @Override
    public void passSplit(DatedAction split) {
        if (log != null) {
            for (int s = 0; s < counts.length; s++) {
                if (tape.instrumentOf[s] == split.instrument()) {
                    log.split(s, split.ratio());
                }
            }
            hasPassed = true;
        }
        splitsAhead--;
    }

    /** Rings and features begin anew and see all bars once more. */
    @Override
    public void showSplits(Run run) {
        SliceLog all = log;
        if (all == null || !hasPassed) {
            return;
        }
        hasPassed = false;
        Arrays.fill(counts, 0);
        inOrder.forEach(Driver::beginAnew);
        Tape slice = new Tape(tape.series, tape.instrumentOf, tape.executes, tape.rows);
        all.replay(slice, rows -> take(slice, rows));
        if (splitsAhead == 0) {
            log = null;
        }
    }

    /** Whether a feature could not be computed since this was asked before. */
    boolean breaks() {
        boolean now = broken;
        broken = false;
        return now;
    }

    /** The first of a desk's features that could not be computed, null when all could. */
    @Nullable
    BrokenFeature brokenFeature(Desk desk) {
        for (Driver driver : gates.getOrDefault(desk, List.of())) {
            BrokenFeature failure = driver.failure();
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    @Override
    public BarSeries bars(int instrument) {
        return views[instrument];
    }

    @Override
    public BarSeries bars(int instrument, Timeframe timeframe) {
        SeriesView view = views[instrument];
        if (!view.timeframe().equals(timeframe)) {
            throw new IllegalArgumentException(
                    "bars of " + timeframe + " must be fed for " + view.instrument() + ", fed are " + view.timeframe());
        }
        return view;
    }

    @Override
    public FeatureHandle feature(Desk desk, Feature feature, List<SeriesView> on) {
        List<Integer> numbers = new ArrayList<>(on.size());
        for (SeriesView view : on) {
            numbers.add(MarketData.seriesIndex(tape, view));
        }
        Driver driver = driver(feature, List.copyOf(numbers));
        gates.computeIfAbsent(desk, d -> new ArrayList<>()).add(driver);
        return new FeatureRing(driver.values, driver.cursor, steps, ColumnBinding.toleranceOf(on));
    }

    private Driver driver(Feature feature, List<Integer> on) {
        Driver known = drivers.get(new Key(feature, on));
        if (known != null) {
            return known;
        }
        List<Input> inputs = feature.inputs();
        List<Source> sources = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            sources.add(
                    input instanceof Input.OfFeature nested
                            ? driver(nested.feature(), on)
                            : new FieldSource((Input.OfBar) input, on));
        }
        Cursor cursor =
                ColumnBinding.isOne(on) ? views[on.get(0)].cursor() : joints.computeIfAbsent(on, key -> new Cursor());
        Driver driver = new Driver(feature, on, cursor, sources);
        drivers.put(new Key(feature, on), driver);
        inOrder.add(driver);
        return driver;
    }

    @Override
    public void advance(long step) {
        joints.forEach((on, cursor) -> {
            boolean all = true;
            for (int s : on) {
                all &= pushed[s];
            }
            if (all) {
                cursor.advance(step);
            }
        });
    }

    @Override
    public boolean isReady(Desk desk) {
        for (Driver driver : gates.getOrDefault(desk, List.of())) {
            if (driver.cursor.row < driver.firstValid) {
                return false;
            }
        }
        return true;
    }

    /** Where an input's newest value is, before the cursors have moved to it. */
    private interface Source {
        double newest();

        /** What keeps it from having values. */
        default @Nullable BrokenFeature failure() {
            return null;
        }
    }

    /** A field of a series' newest bar. */
    private final class FieldSource implements Source {
        private final SeriesView view;
        private final int series;
        private final Input.Field field;

        FieldSource(Input.OfBar input, List<Integer> on) {
            if (input.series() >= on.size()) {
                throw new IllegalArgumentException("feature must be bound to at least " + (input.series() + 1)
                        + " series, was bound to " + on.size());
            }
            series = on.get(input.series());
            view = views[series];
            field = input.field();
        }

        @Override
        public double newest() {
            BarColumns ring = view.columns();
            int at = (counts[series] - 1) & mask;
            return field.of(ring.open[at], ring.high[at], ring.low[at], ring.close[at], ring.volume[at]);
        }
    }

    /** One feature on its way: a kernel, where its inputs are, and a ring of its values. */
    private final class Driver implements Source, Kernel.Inputs {
        final Cursor cursor;
        final double[] values = new double[mask + 1];
        final int firstValid;
        private final Feature feature;
        private final List<Integer> on;
        private Kernel kernel;
        private int count;
        private final List<Source> sources;
        private final double[] inputs;
        private double newest = Double.NaN;
        private @Nullable BrokenFeature failure;

        Driver(Feature feature, List<Integer> on, Cursor cursor, List<Source> sources) {
            this.feature = feature;
            this.on = on;
            this.cursor = cursor;
            this.sources = sources;
            this.inputs = new double[sources.size()];
            this.kernel = feature.newKernel();
            this.firstValid = Feature.firstValid(feature);
        }

        void beginAnew() {
            kernel = feature.newKernel();
            count = 0;
        }

        void push() {
            for (int s : on) {
                if (!pushed[s]) {
                    return;
                }
            }
            boolean defined = true;
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = sources.get(i).newest();
                defined &= !Double.isNaN(inputs[i]);
            }
            newest = defined ? compute() : Double.NaN;
            values[count++ & mask] = newest;
        }

        /** A kernel is a user's code: what it throws is kept for the strategies that are bound to it. */
        private double compute() {
            if (failure != null) {
                return Double.NaN;
            }
            try {
                return kernel.next(this);
            } catch (Throwable error) {
                failure = new BrokenFeature(feature, error);
                broken = true;
                return Double.NaN;
            }
        }

        @Override
        public @Nullable BrokenFeature failure() {
            BrokenFeature first = failure;
            for (int i = 0; first == null && i < sources.size(); i++) {
                first = sources.get(i).failure();
            }
            return first;
        }

        @Override
        public double newest() {
            return newest;
        }

        @Override
        public double get(int i) {
            return inputs[i];
        }
    }
}
