package io.strategysdk.engine;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Historical bars of one or more instruments, merged by time and ready to run over. Immutable apart from a cache of
 * feature columns; shared by any number of runs and threads, which then compute each feature once.
 *
 * <p>Instruments are numbered in the order given; an instrument may come in several timeframes, of which the finest
 * fills orders and values positions.
 */
public final class MarketData {
    /** Of two of one length, 60 minutes and an hour, the one in the smaller unit. */
    private static final Comparator<Timeframe> FINEST_FIRST =
            Comparator.comparing(Timeframe::duration).thenComparing(Timeframe::unit);

    final Instruments instruments;
    final Tape tape;
    final FeatureColumns features;
    final ActionSchedule actions;
    /** Of each series. */
    final SplitBases[] bases;

    private final TradingCalendar calendar;
    private final PriceMode mode;
    private final List<CorporateAction> given;
    private final @Nullable FeatureCache cache;
    private final Map<Made, MadeBases> made = new ConcurrentHashMap<>();
    private volatile long @Nullable [] sliceTimes;

    /** Bars that are made of a series. */
    private record Made(int series, BarType type) {}

    private MarketData(
            TradingCalendar calendar,
            List<BarColumns> bars,
            PriceMode mode,
            List<CorporateAction> given,
            @Nullable FeatureCache cache) {
        this.calendar = calendar;
        this.mode = mode;
        this.given = given;
        this.cache = cache;
        List<Instrument> names = new ArrayList<>();
        for (BarColumns columns : bars) {
            if (!names.contains(columns.instrument)) {
                names.add(columns.instrument);
            }
        }
        instruments = new Instruments(names);
        BarColumns[] series = bars.toArray(BarColumns[]::new);
        Arrays.sort(series, (a, b) -> {
            int byInstrument = Integer.compare(instruments.find(a.instrument), instruments.find(b.instrument));
            return byInstrument != 0 ? byInstrument : FINEST_FIRST.compare(a.timeframe, b.timeframe);
        });
        int[] instrumentOf = new int[series.length];
        boolean[] executes = new boolean[series.length];
        for (int s = 0; s < series.length; s++) {
            instrumentOf[s] = instruments.find(series[s].instrument);
            executes[s] = s == 0 || instrumentOf[s] != instrumentOf[s - 1];
            if (!executes[s] && series[s].timeframe.equals(series[s - 1].timeframe)) {
                throw new IllegalArgumentException("bars of an instrument and timeframe must be given once, were twice "
                        + series[s].instrument + " " + series[s].timeframe);
            }
        }
        requireOneKind(series, given);
        tape = Tape.of(series, instrumentOf, executes);
        if (tape.rows == 0) {
            throw new IllegalArgumentException("a run must have at least one bar, there is none of " + names);
        }
        actions = ActionSchedule.of(given, instruments, calendar, this::firstOpen);
        bases = new SplitBases[series.length];
        Arrays.setAll(bases, s -> new SplitBases(series[s], actions.splitsOf(instrumentOf[s])));
        features = new FeatureColumns(calendar, this::longer, cache);
    }

    private static void requireOneKind(BarColumns[] series, List<CorporateAction> given) {
        long ofTicks = Arrays.stream(series).filter(BarColumns::areTicks).count();
        if (ofTicks > 0 && ofTicks < series.length) {
            throw new IllegalArgumentException("a run must be over quotes and trades, or over bars, was over both");
        }
        if (ofTicks > 0 && !given.isEmpty()) {
            throw new IllegalArgumentException(
                    "a run over quotes and trades must have no corporate actions, was " + given.get(0));
        }
    }

    /** Open of the first bar that fills orders in an instrument; of one without bars, the end of time. */
    private long firstOpen(int instrument) {
        BarColumns bars = executionSeries(instruments.get(instrument));
        return bars.size == 0 ? Long.MAX_VALUE : bars.openTimes[0];
    }

    /**
     * Bars and the calendar whose sessions they belong to.
     *
     * @throws IllegalArgumentException when there are none, one is there twice, currencies differ, or some are quotes and
     *     trades and others bars
     */
    public static MarketData of(TradingCalendar calendar, BarColumns... bars) {
        return new MarketData(calendar, List.of(bars), PriceMode.RAW, List.of(), null);
    }

    /**
     * Bars and the calendar whose sessions they belong to.
     *
     * @throws IllegalArgumentException when there are none, one is there twice, currencies differ, or some are quotes and
     *     trades and others bars
     */
    public static MarketData of(TradingCalendar calendar, List<BarColumns> bars) {
        return new MarketData(calendar, bars, PriceMode.RAW, List.of(), null);
    }

    /**
     * These data with what issuers did, beside what they have already. Of adjusted prices, splits are no events any more,
     * and of those of {@link PriceMode#TOTAL_RETURN} neither are dividends: given with them they are refused, as each
     * would count twice.
     *
     * <p>On one day splits come before dividends, those before mergers and delistings, and all in their order here. What
     * came before an instrument's first bar is left out. The bars of an instrument that was renamed may stand under both
     * names: they are joined under the newer one.
     *
     * @throws IllegalArgumentException when the prices have one of them in them, it is of an instrument that is not
     *     part of the data, an instrument has two splits, mergers or delistings on one day, an action was given before,
     *     a split falls inside of a bar, or the data are quotes and trades
     */
    public MarketData withActions(List<CorporateAction> actions) {
        List<CorporateAction> all = new ArrayList<>(given);
        all.addAll(actions);
        PriceAdjustment.requireEvents(mode, all);
        return new MarketData(calendar, SymbolChanges.join(series(), all, calendar), mode, List.copyOf(all), cache);
    }

    /**
     * These data, whose prices came as the mode says: nothing is computed.
     *
     * @throws IllegalArgumentException when the data have actions that such prices have in them
     */
    public MarketData declared(PriceMode value) {
        PriceAdjustment.requireEvents(value, given);
        return new MarketData(calendar, series(), value, given, cache);
    }

    /**
     * These raw prices and actions as prices of another mode: divided by the ratios of all later splits, volumes
     * multiplied by them, and for {@link PriceMode#TOTAL_RETURN} also multiplied by 1 − payments / last price before
     * them for each later day with dividends or spin-offs, all of a day together (CRSP's adjustment). Nearest doubles.
     *
     * @throws IllegalStateException when the prices are not raw
     * @throws IllegalArgumentException when the payments of a day are not below the price before them, the mode is that
     *     of total returns and a merger gives shares, of which adjusted prices say nothing, or the data are quotes and
     *     trades
     */
    public MarketData adjusted(PriceMode value) {
        if (mode != PriceMode.RAW) {
            throw new IllegalStateException("prices must be raw to be adjusted, were " + mode);
        }
        if (value == PriceMode.RAW) {
            return this;
        }
        if (tape.trades != null) {
            throw new IllegalArgumentException("quotes and trades must stay as they are, was to be " + value);
        }
        PriceAdjustment adjustment = new PriceAdjustment(this, value);
        return new MarketData(calendar, adjustment.bars(), value, adjustment.events(), cache);
    }

    /**
     * These data, of which nothing is known after a moment: the bars that close later are there, their prices and volumes
     * are NaN. A run over them can be taken as far as that moment, to show that nothing before it depends on what comes
     * after.
     *
     * @throws IllegalArgumentException when the data are quotes and trades
     */
    public MarketData unknownAfter(Instant moment) {
        if (tape.trades != null) {
            throw new IllegalArgumentException("what is unknown must be bars, was quotes and trades");
        }
        long last = Clock.epochNanosOf(moment);
        List<BarColumns> bars = new ArrayList<>();
        for (BarColumns series : tape.series) {
            int row = Arrays.binarySearch(series.times, 0, series.size, last);
            bars.add(series.unknownFrom(row < 0 ? -row - 1 : row + 1));
        }
        return new MarketData(calendar, bars, mode, given, cache);
    }

    /** These data, whose features are also looked for in a folder, and kept there; not by default. */
    public MarketData withFeatureCache(FeatureCache value) {
        return new MarketData(calendar, series(), mode, given, Objects.requireNonNull(value));
    }

    /** What its prices are. */
    public PriceMode mode() {
        return mode;
    }

    /** What issuers did, in the order in which it is applied, as far as it is an event with these prices. */
    public List<CorporateAction> actions() {
        return actions.actions().stream().map(DatedAction::action).toList();
    }

    /** All that was given, also what came before the first bar. */
    List<CorporateAction> given() {
        return given;
    }

    boolean hasSplits() {
        return Arrays.stream(bases).anyMatch(series -> series.splits() > 0);
    }

    /** Instruments in the order of their numbers. */
    public List<Instrument> instruments() {
        return instruments.list();
    }

    /** Columns of each series, by instrument, finest first. */
    public List<BarColumns> series() {
        return List.of(tape.series);
    }

    /** Sessions that the bars belong to. */
    public TradingCalendar calendar() {
        return calendar;
    }

    /** Number of bars of all series together. */
    public int size() {
        return tape.rows;
    }

    /** Columns that fill orders in an instrument: the finest. */
    public BarColumns executionSeries(Instrument instrument) {
        int number = instruments.numberOf(instrument);
        for (int s = 0; s < tape.series.length; s++) {
            if (tape.instrumentOf[s] == number) {
                return tape.series[s];
            }
        }
        throw new IllegalStateException("each instrument must have a series, was " + instrument);
    }

    /**
     * Values of a feature outside of a run, as strategies see them: one for each bar that fills orders in the first
     * instrument, NaN where it is undefined or one of the other instruments has no bar that closes at the same time. Prices
     * before a split are in terms of the shares of the bar's own time. Computed once, and shared with the runs over these
     * data; the array is the caller's.
     *
     * @param instrument of the first series that the feature is bound to
     * @param others of further series, in order
     * @throws IllegalArgumentException when one is not part of the data, the feature reads more of them or itself, or
     *     there are several and one has a split
     */
    public double[] column(Feature feature, Instrument instrument, Instrument... others) {
        Feature.withInputs(feature);
        Bases first = basesOf(instrument);
        if (others.length == 0) {
            return features.acrossSplits(feature, first);
        }
        List<Bases> all = new ArrayList<>(List.of(first));
        for (Instrument other : others) {
            all.add(basesOf(other));
        }
        if (all.stream().anyMatch(each -> each.splits() > 0)) {
            throw new IllegalArgumentException(
                    "a feature of several instruments must be of adjusted prices outside of a"
                            + " run, was of raw ones with a split (" + instrument + ", " + feature + ")");
        }
        return features.atRowsOfFirst(feature, all);
    }

    private Bases basesOf(Instrument instrument) {
        return bases[List.of(tape.series).indexOf(executionSeries(instrument))];
    }

    /** Close of each slice, ascending; shared, not to be changed. */
    long[] sliceTimes() {
        long[] known = sliceTimes;
        if (known == null) {
            known = tape.isSingle()
                    ? tape.times
                    : Arrays.stream(tape.times).distinct().toArray();
            sliceTimes = known;
        }
        return known;
    }

    /** Number of slices that close before a time. */
    int slicesBefore(long epochNanos) {
        int at = Arrays.binarySearch(sliceTimes(), epochNanos);
        return at < 0 ? -at - 1 : at;
    }

    /** Bars of a timeframe: those that are there, or else made of the finest. */
    private Bases longer(Instrument instrument, Timeframe timeframe) {
        int executing = -1;
        for (int s = tape.series.length - 1; s >= 0; s--) {
            if (tape.series[s].instrument.equals(instrument)) {
                if (tape.series[s].timeframe.equals(timeframe)) {
                    return bases[s];
                }
                executing = s;
            }
        }
        return made(executing, BarType.time(timeframe));
    }

    /** Each series in a line. */
    @Override
    public String toString() {
        return series().stream().map(BarColumns::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Bars that are made of a series; once, and shared by all runs.
     *
     * @throws IllegalArgumentException when they cannot be made
     */
    MadeBases made(int series, BarType type) {
        BarColumns of = tape.series[series];
        MadeBars.require(type, of.instrument, of.hasQuotes());
        return made.computeIfAbsent(
                new Made(series, type), m -> new MadeBases(bases[series], type, calendar, tape.times[tape.rows - 1]));
    }
}
