package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bars written by hand, one after the other in the sessions of a calendar: in a few lines of {@linkplain #parse text}, or
 * number by number with a {@linkplain #of builder}. Prices are in the instrument's currency, volumes in its units.
 */
public final class Bars {
    private final BarPen pen;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(BarPen pen) {
        this.pen = pen;
    }

    /**
     * Bars in text, of one instrument or several:
     *
     * <pre>{@code
     * ACME 1d 2024-01-02            # symbol, timeframe, first session
     * 10.00 10.50 9.90 10.20 5000   # open, high, low, close, volume
     * 10.20 10.60 10.10 10.40       # without volume: 1,000,000
     * 10.70                         # a close: opens where the bar before it closed, and goes straight there
     * -                             # no bar in this session
     * BOND 1d 2024-01-02: 99 99.5 - 100   # closes in one line
     * SOON 1m 2024-01-02 15:58: 5 6 7     # the first bar opens at 15:58 in the calendar's zone
     * BOND: 101 102                 # goes on where its bars end
     * }</pre>
     *
     * <p>The first bar that a close stands alone for opens at that close. Bars go on over the ends of sessions; what a
     * timeframe leaves of a session is a shorter bar. Without a time, the first bar opens with its session.
     *
     * @param calendar whose sessions the bars are in
     * @param instruments those that are no shares in dollars on ticks of a cent; symbols that are not among them are
     * @return a series for each instrument and timeframe, in the order in which they appear
     * @throws IllegalArgumentException when the text is of another form, the numbers of a bar cannot be right, or it does
     *     not come after the one before it, with the line
     */
    public static List<BarColumns> parse(TradingCalendar calendar, String text, Instrument... instruments) {
        Map<Series, BarColumns.Builder> series = new LinkedHashMap<>();
        new BarText(calendar, named(List.of(instruments))).read(text, "the bars", bar -> add(bar, series));
        return series.values().stream().map(BarColumns.Builder::build).toList();
    }

    private record Series(Instrument instrument, Timeframe timeframe) {}

    private static void add(Bar bar, Map<Series, BarColumns.Builder> series) {
        series.computeIfAbsent(
                        new Series(bar.instrument(), bar.timeframe()),
                        of -> BarColumns.builder(of.instrument(), of.timeframe()))
                .bar(
                        bar.openEpochNanos(),
                        bar.epochNanos(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume());
    }

    /** Shares, but for those that are known to be something else. */
    static Function<String, Instrument> named(List<Instrument> known) {
        return symbol -> known.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .orElseGet(() -> Instrument.equity(symbol));
    }

    /**
     * Begins the bars of an instrument with the session of a date.
     *
     * @param timeframe a day or shorter
     * @throws IllegalArgumentException when the bars are longer than a day, or the date has no session
     */
    public static Bars of(Instrument instrument, Timeframe timeframe, TradingCalendar calendar, LocalDate first) {
        return new Bars(new BarPen(instrument, BarTimes.from(calendar, timeframe, first, Optional.empty())));
    }

    /**
     * Begins the bars of an instrument with one that opens within a session.
     *
     * @param timeframe shorter than a day
     * @param open of the first bar, in the calendar's zone
     * @throws IllegalArgumentException when the bars are longer, or there is no session then
     */
    public static Bars of(
            Instrument instrument, Timeframe timeframe, TradingCalendar calendar, LocalDate first, LocalTime open) {
        return new Bars(new BarPen(instrument, BarTimes.from(calendar, timeframe, first, Optional.of(open))));
    }

    /**
     * Adds a bar.
     *
     * @throws IllegalArgumentException when its numbers cannot be right: open or close outside of low and high, a price
     *     that is not positive, a negative volume
     */
    public Bars bar(double open, double high, double low, double close, double volume) {
        bars.add(pen.bar(open, high, low, close, volume));
        return this;
    }

    /** Adds a bar of a volume of 1,000,000. */
    public Bars bar(double open, double high, double low, double close) {
        return bar(open, high, low, close, BarPen.VOLUME);
    }

    /** Adds bars that open where the one before closed and go straight to these closes; volume 1,000,000. */
    public Bars closes(double... closes) {
        for (double close : closes) {
            bars.add(pen.close(close));
        }
        return this;
    }

    /**
     * Leaves bars out.
     *
     * @throws IllegalArgumentException when negative
     */
    public Bars skip(int periods) {
        if (periods < 0) {
            throw new IllegalArgumentException("number of bars left out must not be negative, was " + periods);
        }
        for (int i = 0; i < periods; i++) {
            pen.skip();
        }
        return this;
    }

    /**
     * The columns so far.
     *
     * @throws IllegalArgumentException when there is no bar
     */
    public BarColumns build() {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("bars must be written before they are built, there is none");
        }
        Map<Series, BarColumns.Builder> series = new LinkedHashMap<>();
        bars.forEach(bar -> add(bar, series));
        return series.values().iterator().next().build();
    }
}
