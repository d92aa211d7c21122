package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    private final TradingCalendar calendar;
    private volatile long @Nullable [] sliceTimes;

    private MarketData(TradingCalendar calendar, List<BarColumns> bars) {
        this.calendar = calendar;
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
        tape = Tape.of(series, instrumentOf, executes);
        if (tape.rows == 0) {
            throw new IllegalArgumentException("a run must have at least one bar, there is none of " + names);
        }
        features = new FeatureColumns(series);
    }

    /**
     * Bars and the calendar whose sessions they belong to.
     *
     * @throws IllegalArgumentException when there are none, one is there twice, or currencies differ
     */
    public static MarketData of(TradingCalendar calendar, BarColumns... bars) {
        return new MarketData(calendar, List.of(bars));
    }

    /**
     * Bars and the calendar whose sessions they belong to.
     *
     * @throws IllegalArgumentException when there are none, one is there twice, or currencies differ
     */
    public static MarketData of(TradingCalendar calendar, List<BarColumns> bars) {
        return new MarketData(calendar, bars);
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

    /** Index of the series that a view shows. */
    static int seriesIndex(Tape tape, BarSeries view) {
        for (int s = 0; s < tape.series.length; s++) {
            if (tape.series[s].instrument.equals(view.instrument())
                    && tape.series[s].timeframe.equals(view.timeframe())) {
                return s;
            }
        }
        throw new IllegalArgumentException(
                "series must be part of the run, was " + view.instrument() + " " + view.timeframe());
    }
}
