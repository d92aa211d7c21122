package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles over rings that bars are pushed into one by one; features are computed by the same kernels as columns. */
final class RingBinding implements Binding {
    private final Tape tape;
    private final Steps steps;
    private final int mask;
    /** Those of the tape, then those that are made of them in the order of binding. */
    private final List<Ring> rings = new ArrayList<>();

    private final MadeRings made;
    private final SessionFields sessions;

    /** While splits lie ahead. */
    private @Nullable SliceLog log;

    private int splitsAhead;
    private final Map<Key, Driver> drivers = new HashMap<>();
    private final List<Driver> inOrder = new ArrayList<>();
    private final Map<Desk, List<Driver>> gates = new HashMap<>();
    private final Map<Desk, List<Driver>> bound = new HashMap<>();
    private final Map<List<Integer>, Joint> joints = new LinkedHashMap<>();
    private boolean broken;
    private boolean hasPassed;

    private record Key(Feature feature, List<Integer> series) {}

    /** The newest bars of a series. */
    static final class Ring {
        final SeriesView view;
        private final BarColumns bars;
        private final int mask;
        /** Bars so far: the cursor has reached the last of them, or is about to. */
        private int count;

        private boolean pushed;

        Ring(SeriesView view, int mask) {
            this.view = view;
            this.bars = view.columns();
            this.mask = mask;
        }

        void push(Bar bar) {
            int at = count++ & mask;
            bars.openTimes[at] = bar.openEpochNanos();
            bars.times[at] = bar.epochNanos();
            bars.open[at] = bar.open();
            bars.high[at] = bar.high();
            bars.low[at] = bar.low();
            bars.close[at] = bar.close();
            bars.volume[at] = bar.volume();
            pushed = true;
        }

        void push(Tape from, int row) {
            int at = count++ & mask;
            bars.openTimes[at] = from.openTimes[row];
            bars.times[at] = from.times[row];
            bars.open[at] = from.open[row];
            bars.high[at] = from.high[row];
            bars.low[at] = from.low[row];
            bars.close[at] = from.close[row];
            bars.volume[at] = from.volume[row];
            pushed = true;
        }
    }

    /** Moves when several series have a bar of one time. */
    private static final class Joint {
        final Cursor cursor = new Cursor();
        private int count;
    }

    RingBinding(Tape tape, Cursor[] cursors, Steps steps, TradingCalendar calendar) {
        this.tape = tape;
        this.steps = steps;
        made = new MadeRings(calendar);
        sessions = new SessionFields(calendar);
        this.mask = tape.series[0].times.length - 1;
        for (int s = 0; s < cursors.length; s++) {
            rings.add(new Ring(new SeriesView(tape.series[s], mask, cursors[s], steps), mask));
        }
    }

    /** Puts the rows of a slice into the rings, ahead of the cursors, and computes the features that move with them. */
    void push(int rows) {
        if (log != null) {
            log.add(tape, rows);
        }
        take(tape, rows);
    }

    /** Bars that are made and close before the slice come first, each time by itself; those that close with it, with it. */
    private void take(Tape from, int rows) {
        long time = from.times[0];
        made.feed(from, rows);
        while (made.nextTime() < time) {
            begin();
            made.pushNext();
            compute();
        }
        begin();
        for (int row = 0; row < rows; row++) {
            rings.get(from.seriesAt(row)).push(from, row);
        }
        made.pushNext();
        compute();
        while (made.nextTime() <= time) {
            begin();
            made.pushNext();
            compute();
        }
    }

    private void begin() {
        for (int s = 0; s < rings.size(); s++) {
            rings.get(s).pushed = false;
        }
    }

    private void compute() {
        joints.forEach((on, joint) -> joint.count += arePushed(on) ? 1 : 0);
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).push();
        }
    }

    private boolean arePushed(List<Integer> on) {
        for (int s : on) {
            if (!rings.get(s).pushed) {
                return false;
            }
        }
        return true;
    }

    /** How many splits lie ahead of the first bar. */
    void expectSplits(int ahead) {
        splitsAhead = ahead;
        log = ahead == 0 ? null : new SliceLog(tape);
    }

    @Override
    public void passSplit(DatedAction split) {
        if (log != null) {
            for (int s = 0; s < tape.series.length; s++) {
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
        rings.forEach(ring -> ring.count = 0);
        joints.values().forEach(joint -> joint.count = 0);
        made.beginAnew();
        inOrder.forEach(Driver::beginAnew);
        Tape slice = tape.live == null
                ? new Tape(tape.series, tape.instrumentOf, tape.executes, tape.rows)
                : Tape.ofSlices(tape.series, tape.instrumentOf, tape.executes, tape.live.kind);
        all.replay(slice, rows -> take(slice, rows));
        rings.forEach(ring -> ring.view.cursor().row = ring.count - 1);
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
        for (Driver driver : bound.getOrDefault(desk, List.of())) {
            BrokenFeature failure = driver.failure();
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    @Override
    public BarSeries bars(int instrument) {
        return rings.get(instrument).view;
    }

    @Override
    public BarSeries bars(int instrument, Timeframe timeframe) {
        return bars(instrument, BarType.time(timeframe));
    }

    @Override
    public BarSeries bars(int instrument, BarType type) {
        return rings.get(numberOf(tape.series[instrument].instrument, type)).view;
    }

    /** Of bars that are there, or else are made from now on. */
    private int numberOf(Instrument instrument, BarType type) {
        for (int s = 0; s < rings.size(); s++) {
            SeriesView view = rings.get(s).view;
            if (view.instrument().equals(instrument) && view.type().equals(type)) {
                return s;
            }
        }
        int base = 0;
        while (!tape.series[base].instrument.equals(instrument)) {
            base++;
        }
        addRing(base, type);
        return rings.size() - 1;
    }

    private void addRing(int instrument, BarType type) {
        BarColumns base = tape.series[instrument];
        MadeBars.require(type, base.instrument, tape.hasQuotes(instrument));
        BarColumns bars = BarColumns.ring(base.instrument, MadeBars.timeframe(type, base.timeframe), base.times.length);
        Ring ring = new Ring(new SeriesView(type, bars, mask, new Cursor(), steps), mask);
        made.add(instrument, type, base, ring);
        rings.add(ring);
    }

    @Override
    public RunFeature feature(Desk desk, Feature feature, List<SeriesView> on) {
        Driver driver = bind(desk, feature, on);
        gates.computeIfAbsent(desk, d -> new ArrayList<>()).add(driver);
        return handle(driver, on);
    }

    @Override
    public RunFeature unawaited(Desk desk, Feature feature, List<SeriesView> on) {
        return handle(bind(desk, feature, on), on);
    }

    private RunFeature handle(Driver driver, List<SeriesView> on) {
        return new FeatureRing(driver.values, driver::isValid, driver.cursor, steps, ColumnBinding.toleranceOf(on));
    }

    private Driver bind(Desk desk, Feature feature, List<SeriesView> on) {
        Feature.withInputs(feature);
        List<Integer> numbers = new ArrayList<>(on.size());
        for (SeriesView view : on) {
            numbers.add(numberOf(view));
        }
        if (!ColumnBinding.isOne(numbers)) {
            ColumnBinding.requireTimed(on);
        }
        Driver driver = driver(feature, List.copyOf(numbers));
        bound.computeIfAbsent(desk, d -> new ArrayList<>()).add(driver);
        return driver;
    }

    private int numberOf(SeriesView view) {
        for (int s = 0; s < rings.size(); s++) {
            if (rings.get(s).view == view) {
                return s;
            }
        }
        throw new IllegalArgumentException(
                "series must be part of the run, was " + view.instrument() + " " + view.type());
    }

    private Driver driver(Feature feature, List<Integer> on) {
        Driver known = drivers.get(new Key(feature, on));
        if (known != null) {
            return known;
        }
        List<Source> sources =
                feature.inputs().stream().map(input -> source(input, on)).toList();
        Cursor cursor = ColumnBinding.isOne(on)
                ? rings.get(on.get(0)).view.cursor()
                : joints.computeIfAbsent(on, key -> new Joint()).cursor;
        Driver driver = new Driver(feature, on, cursor, sources);
        drivers.put(new Key(feature, on), driver);
        inOrder.add(driver);
        return driver;
    }

    private Source source(Input input, List<Integer> on) {
        if (input instanceof Input.OfFeature nested) {
            return driver(nested.feature(), on);
        }
        if (input instanceof Input.OfTimeframe of) {
            return new LongerSource(of, on);
        }
        return input instanceof Input.OfSession of
                ? new SessionSource(of, on)
                : new FieldSource((Input.OfBar) input, on);
    }

    private Ring ring(int series, List<Integer> on) {
        FeatureColumns.requireBound(series, on.size());
        return rings.get(on.get(series));
    }

    /** Cursors follow what has been pushed. */
    @Override
    public void advance(long epochNanos, long step) {
        for (int s = tape.series.length; s < rings.size(); s++) {
            Ring ring = rings.get(s);
            follow(ring.view.cursor(), ring.count, step);
        }
        joints.forEach((on, joint) -> follow(joint.cursor, joint.count, step));
    }

    private static void follow(Cursor cursor, int count, long step) {
        while (cursor.row < count - 1) {
            cursor.advance(step);
        }
    }

    @Override
    public long nextMade() {
        return made.isEmpty() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    @Override
    public boolean isReady(Desk desk) {
        for (Driver driver : gates.getOrDefault(desk, List.of())) {
            if (!driver.isValid()) {
                return false;
            }
        }
        return true;
    }

    /** Where an input's newest value is, before the cursors have moved to it. */
    private interface Source {
        double newest();

        /** Whether it can be defined by now. */
        default boolean isValid() {
            return true;
        }

        /** What keeps it from having values. */
        default @Nullable BrokenFeature failure() {
            return null;
        }
    }

    /** A field of a series' newest bar. */
    private final class FieldSource implements Source {
        private final Ring ring;
        private final Input.Field field;

        FieldSource(Input.OfBar input, List<Integer> on) {
            ring = ring(input.series(), on);
            field = input.field();
        }

        @Override
        public double newest() {
            BarColumns bars = ring.bars;
            int at = (ring.count - 1) & mask;
            return field.of(bars.open[at], bars.high[at], bars.low[at], bars.close[at], bars.volume[at]);
        }
    }

    /** What the calendar says of a series' newest bar. */
    private final class SessionSource implements Source {
        private final Ring ring;
        private final Input.SessionField field;

        SessionSource(Input.OfSession input, List<Integer> on) {
            ring = ring(input.series(), on);
            field = input.field();
        }

        @Override
        public double newest() {
            return sessions.of(field, ring.bars.times[(ring.count - 1) & mask]);
        }
    }

    /** What longer bars have come to. */
    private final class LongerSource implements Source {
        private final Ring ring;
        private final Source source;

        LongerSource(Input.OfTimeframe input, List<Integer> on) {
            Instrument instrument = ring(input.series(), on).view.instrument();
            int number = numberOf(instrument, BarType.time(input.timeframe()));
            ring = rings.get(number);
            source = source(input.input(), List.of(number));
        }

        @Override
        public double newest() {
            return ring.count == 0 ? Double.NaN : source.newest();
        }

        @Override
        public boolean isValid() {
            return ring.count > 0 && source.isValid();
        }

        @Override
        public @Nullable BrokenFeature failure() {
            return source.failure();
        }
    }

    /** One feature on its way: a kernel, where its inputs are, and a ring of its values. */
    private final class Driver implements Source, Kernel.Inputs {
        final Cursor cursor;
        final double[] values = new double[mask + 1];
        private final Feature feature;
        private final int warmUp;
        private final List<Integer> on;
        private Kernel kernel;
        private int count;
        /** At how many bars all inputs could be defined. */
        private int validInputs;

        private final List<Source> sources;
        private final double[] inputs;
        private double newest = Double.NaN;
        private @Nullable BrokenFeature failure;

        Driver(Feature feature, List<Integer> on, Cursor cursor, List<Source> sources) {
            this.feature = feature;
            this.warmUp = feature.warmUp();
            this.on = on;
            this.cursor = cursor;
            this.sources = sources;
            this.inputs = new double[sources.size()];
            this.kernel = feature.newKernel();
        }

        void beginAnew() {
            kernel = feature.newKernel();
            count = 0;
            validInputs = 0;
        }

        @Override
        public boolean isValid() {
            return validInputs > warmUp;
        }

        void push() {
            if (!arePushed(on)) {
                return;
            }
            boolean defined = true;
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = sources.get(i).newest();
                defined &= !Double.isNaN(inputs[i]);
            }
            newest = defined ? compute() : Double.NaN;
            values[count++ & mask] = newest;
            if (!isValid() && areSourcesValid()) {
                validInputs++;
            }
        }

        private boolean areSourcesValid() {
            for (int i = 0; i < sources.size(); i++) {
                if (!sources.get(i).isValid()) {
                    return false;
                }
            }
            return true;
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
