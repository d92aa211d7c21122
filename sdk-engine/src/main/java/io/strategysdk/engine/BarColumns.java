package io.strategysdk.engine;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Completed bars of one instrument and timeframe as columns, oldest first. Immutable and safe to share between runs
 * and threads. Times are UTC nanoseconds since 1970, prices are in the instrument's currency.
 *
 * <p>Bid/ask bars have two sides, and their own prices are the middle of both: (bid + ask) / 2, the nearest double, ties to
 * even, of each of open, high, low and close. A middle has no volume.
 */
public final class BarColumns {
    final Instrument instrument;
    final Timeframe timeframe;
    final int size;
    /** Whether each bar opens at or after the close of the bar before it. */
    final boolean disjoint;

    final long[] openTimes;
    final long[] times;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    /** Of bid/ask bars; null of others, as are the {@link #asks}. */
    final @Nullable BarColumns bids;

    final @Nullable BarColumns asks;
    /** Of quotes and trades; null of bars. */
    final @Nullable Ticks ticks;

    private BarColumns(Builder b) {
        instrument = b.instrument;
        timeframe = b.timeframe;
        size = b.size;
        disjoint = b.disjoint;
        // a full array is not written to again
        boolean full = size == b.times.length;
        openTimes = full ? b.openTimes : Arrays.copyOf(b.openTimes, size);
        times = full ? b.times : Arrays.copyOf(b.times, size);
        open = full ? b.open : Arrays.copyOf(b.open, size);
        high = full ? b.high : Arrays.copyOf(b.high, size);
        low = full ? b.low : Arrays.copyOf(b.low, size);
        close = full ? b.close : Arrays.copyOf(b.close, size);
        volume = full ? b.volume : Arrays.copyOf(b.volume, size);
        bids = null;
        asks = null;
        ticks = null;
    }

    /** Rings that bars are written into over and over. */
    private BarColumns(Instrument instrument, Timeframe timeframe, int capacity) {
        this.instrument = instrument;
        this.timeframe = timeframe;
        size = 0;
        disjoint = false;
        openTimes = new long[capacity];
        times = new long[capacity];
        open = new double[capacity];
        high = new double[capacity];
        low = new double[capacity];
        close = new double[capacity];
        volume = new double[capacity];
        bids = null;
        asks = null;
        ticks = null;
    }

    /** The same bars with prices and volumes that are still to be changed. */
    private BarColumns(BarColumns other) {
        instrument = other.instrument;
        timeframe = other.timeframe;
        size = other.size;
        disjoint = other.disjoint;
        openTimes = other.openTimes;
        times = other.times;
        open = other.open.clone();
        high = other.high.clone();
        low = other.low.clone();
        close = other.close.clone();
        volume = other.volume.clone();
        bids = other.bids == null ? null : other.bids.copyOfPrices();
        asks = other.asks == null ? null : other.asks.copyOfPrices();
        ticks = null;
    }

    /** The middle of two sides. */
    private BarColumns(BarColumns bids, BarColumns asks) {
        instrument = bids.instrument;
        timeframe = bids.timeframe;
        size = bids.size;
        disjoint = bids.disjoint;
        openTimes = bids.openTimes;
        times = bids.times;
        open = QuoteRules.middle(bids.open, asks.open);
        high = QuoteRules.middle(bids.high, asks.high);
        low = QuoteRules.middle(bids.low, asks.low);
        close = QuoteRules.middle(bids.close, asks.close);
        volume = new double[size];
        this.bids = bids;
        this.asks = asks;
        ticks = null;
    }

    /** Instants. */
    private BarColumns(
            Instrument instrument,
            long[] times,
            TickColumn prices,
            @Nullable BarColumns bids,
            @Nullable BarColumns asks,
            @Nullable Ticks ticks) {
        this.instrument = instrument;
        timeframe = Timeframe.seconds(1);
        size = times.length;
        disjoint = true;
        openTimes = times;
        this.times = times;
        open = prices.open;
        high = prices.high;
        low = prices.low;
        close = prices.close;
        volume = prices.size;
        this.bids = bids;
        this.asks = asks;
        this.ticks = ticks;
    }

    /** Prices of one kind, NaN at instants without one. */
    static BarColumns ofTicks(Instrument instrument, long[] times, TickColumn prices) {
        return new BarColumns(instrument, times, prices, null, null, null);
    }

    static BarColumns ofTicks(
            Instrument instrument, long[] times, TickColumn prices, BarColumns bids, BarColumns asks, Ticks ticks) {
        return new BarColumns(instrument, times, prices, bids, asks, ticks);
    }

    /**
     * Quotes and trades of one instrument, in order of arrival. Each instant is a step of a run, and all that happened at
     * it comes at once; as bars they have no length ({@code 1s} is their timeframe in name only), show the middle of the
     * newest quote, before the first quote the trades, and have the volume that was traded.
     *
     * @throws IllegalArgumentException when there is none, they are of several instruments, one is a bar, comes before the
     *     one before it, has a price that is not positive and finite or a size that is negative, or a bid is above its ask
     */
    public static BarColumns ticks(List<? extends MarketEvent> quotesAndTrades) {
        return TickAssembly.columns(quotesAndTrades);
    }

    /** Whether they are quotes and trades. */
    public boolean areTicks() {
        return ticks != null;
    }

    /**
     * Bid/ask bars of the bars of both sides, whose volumes are the sizes that were quoted, 0 where that is not known.
     *
     * @throws IllegalArgumentException when the sides are not of the same instrument, timeframe and times, one has sides
     *     itself, or a bid is above its ask
     */
    public static BarColumns quoted(BarColumns bids, BarColumns asks) {
        QuoteRules.requireSameBars(bids, asks);
        for (int row = 0; row < bids.size; row++) {
            String broken = QuoteRules.broken(bids, asks, row);
            if (broken != null) {
                throw new IllegalArgumentException(
                        broken + " (" + bids.instrument + ", bar " + Clock.instantOf(bids.times[row]) + ")");
            }
        }
        return new BarColumns(bids, asks);
    }

    /**
     * Bid/ask bars of one instrument and timeframe, oldest first.
     *
     * @throws IllegalArgumentException when there is none, they are of several instruments or timeframes, a bar is none
     *     that a {@link Builder} takes on one of its sides, or a bid is above its ask
     */
    public static BarColumns quoted(List<QuoteBar> bars) {
        return QuoteRules.columns(bars);
    }

    /**
     * What is wrong with a row of both sides where its bid is above its ask at the open, high, low or close: the rule and
     * both prices.
     */
    public static Optional<String> crossed(BarColumns bids, BarColumns asks, int row) {
        return Optional.ofNullable(QuoteRules.broken(bids, asks, row));
    }

    /** Whether the bars have a bid and an ask; where trades are not quoted at all, these are the trades. */
    public boolean isQuoted() {
        return bids != null;
    }

    /** Whether a bid and an ask are known, which trades alone do not tell. */
    public boolean hasQuotes() {
        return ticks == null ? isQuoted() : ticks.hasQuotes;
    }

    /** What was bid: of bars without two sides the bars themselves. */
    public BarColumns bids() {
        return bids == null ? this : bids;
    }

    /** What was asked for: of bars without two sides the bars themselves. */
    public BarColumns asks() {
        return asks == null ? this : asks;
    }

    /**
     * The first so many bars.
     *
     * @throws IllegalArgumentException when that is none, or more than there are
     */
    public BarColumns first(int bars) {
        if (bars < 1 || bars > size) {
            throw new IllegalArgumentException("number of bars must be from 1 to " + size + ", was " + bars);
        }
        if (ticks != null) {
            return TickAssembly.columns(ticks.first(bars));
        }
        if (bids != null && asks != null) {
            return new BarColumns(bids.first(bars), asks.first(bars));
        }
        Builder kept = builder(instrument, timeframe).expect(bars);
        for (int row = 0; row < bars; row++) {
            kept.add(this, row);
        }
        return kept.build();
    }

    /** The same bars, of which the prices and volumes from a row on are NaN. */
    BarColumns unknownFrom(int row) {
        BarColumns copy = copyOfPrices();
        for (double[] column : List.of(copy.open, copy.high, copy.low, copy.close, copy.volume)) {
            Arrays.fill(column, Math.min(row, size), size, Double.NaN);
        }
        if (copy.bids == null || copy.asks == null) {
            return copy;
        }
        return new BarColumns(copy.bids.unknownFrom(row), copy.asks.unknownFrom(row));
    }

    /**
     * Bars that are made of these, as far as they have closed with the last of these: to store them, or to run over them.
     * Within a run a strategy asks for them by itself
     * ({@link io.strategysdk.api.data.DataAccess#bars(Instrument, BarType)}).
     *
     * @param calendar sessions that bars of a length follow
     * @throws IllegalArgumentException when these do not go into them, two of them close at one moment, the prices are
     *     not there, or nobody has traded at theirs ({@link BarType#isSynthetic})
     */
    public BarColumns made(BarType type, TradingCalendar calendar) {
        if (type.isSynthetic()) {
            throw new IllegalArgumentException(
                    "bars to run over must have prices that were traded at, was " + type + " (" + instrument + ")");
        }
        MadeBars.require(type, instrument, hasQuotes());
        return MadeBars.of(
                this,
                type,
                calendar,
                size == 0 ? 0 : times[size - 1],
                builder(instrument, MadeBars.timeframe(type, timeframe)));
    }

    /** What happened at a row: its bar, of one side or both, or the quotes and trades of an instant in order of arrival. */
    public List<MarketEvent> events(int row) {
        if (ticks != null) {
            return ticks.at(row);
        }
        if (bids != null && asks != null) {
            return List.of(
                    new QuoteBar(instrument, timeframe, openTimes[row], times[row], bids.side(row), asks.side(row)));
        }
        return List.of(new Bar(
                instrument,
                timeframe,
                openTimes[row],
                times[row],
                open[row],
                high[row],
                low[row],
                close[row],
                volume[row]));
    }

    private QuoteBar.SideBar side(int row) {
        return new QuoteBar.SideBar(open[row], high[row], low[row], close[row], volume[row]);
    }

    /** To be {@linkplain #scale scaled} before anybody else sees it. */
    BarColumns copyOfPrices() {
        return new BarColumns(this);
    }

    /** Puts rows into the terms of the shares after a split. */
    void scale(int from, int to, SplitRatio ratio) {
        for (int row = from; row < to; row++) {
            open[row] = ratio.price(open[row]);
            high[row] = ratio.price(high[row]);
            low[row] = ratio.price(low[row]);
            close[row] = ratio.price(close[row]);
            volume[row] = ratio.quantity(volume[row]);
        }
        if (bids != null && asks != null) {
            bids.scale(from, to, ratio);
            asks.scale(from, to, ratio);
        }
    }

    /** The same, with prices also multiplied by what later payments have left of them. */
    void scale(int from, int to, SplitRatio ratio, double payments) {
        scale(from, to, ratio);
        pay(from, to, payments);
        if (bids != null && asks != null) {
            bids.pay(from, to, payments);
            asks.pay(from, to, payments);
        }
    }

    private void pay(int from, int to, double payments) {
        for (int row = from; row < to && payments != 1; row++) {
            open[row] *= payments;
            high[row] *= payments;
            low[row] *= payments;
            close[row] *= payments;
        }
    }

    /** Rings of the next power of two. */
    static BarColumns ring(Instrument instrument, Timeframe timeframe, int atLeast) {
        return new BarColumns(instrument, timeframe, Math.max(2, Integer.highestOneBit(atLeast - 1) << 1));
    }

    /** Starts an empty set of columns. */
    public static Builder builder(Instrument instrument, Timeframe timeframe) {
        return new Builder(Objects.requireNonNull(instrument), Objects.requireNonNull(timeframe));
    }

    /** Of what. */
    public Instrument instrument() {
        return instrument;
    }

    /** Length of each bar. */
    public Timeframe timeframe() {
        return timeframe;
    }

    /** Number of bars. */
    public int size() {
        return size;
    }

    /** First moment of a bar. */
    public long openEpochNanos(int row) {
        return openTimes[row];
    }

    /** Close of a bar, the time at which it becomes known. */
    public long epochNanos(int row) {
        return times[row];
    }

    /** First price of a bar. */
    public double open(int row) {
        return open[row];
    }

    /** Highest price of a bar. */
    public double high(int row) {
        return high[row];
    }

    /** Lowest price of a bar. */
    public double low(int row) {
        return low[row];
    }

    /** Last price of a bar. */
    public double close(int row) {
        return close[row];
    }

    /** Traded quantity of a bar. */
    public double volume(int row) {
        return volume[row];
    }

    /** What they are of, how many and from when to when, such as {@code AAPL 1d: 2 bars, <first close> to <last close>}. */
    @Override
    public String toString() {
        String what = ticks == null ? timeframe + ": " + size + " bars" : size + " instants of quotes and trades";
        return instrument + " " + what
                + (size == 0 ? "" : ", " + Clock.instantOf(times[0]) + " to " + Clock.instantOf(times[size - 1]));
    }

    /** Collects bars, oldest first; used from one thread. */
    public static final class Builder implements DataSource.BarSink {
        private static final int FIRST_CAPACITY = 1024;
        private final Instrument instrument;
        private final Timeframe timeframe;
        private long[] openTimes = new long[FIRST_CAPACITY];
        private long[] times = new long[FIRST_CAPACITY];
        private double[] open = new double[FIRST_CAPACITY];
        private double[] high = new double[FIRST_CAPACITY];
        private double[] low = new double[FIRST_CAPACITY];
        private double[] close = new double[FIRST_CAPACITY];
        private double[] volume = new double[FIRST_CAPACITY];
        private int size;
        private boolean disjoint = true;
        private boolean mayCloseTogether;
        private final BarRules rules;

        private Builder(Instrument instrument, Timeframe timeframe) {
            this.instrument = instrument;
            this.timeframe = timeframe;
            rules = BarRules.of(instrument);
        }

        /**
         * One completed bar.
         *
         * @throws IllegalArgumentException when it does not close after the bar before it, opens after its close, or a
         *     price is not positive and finite, too large to be counted (9e18 steps of the instrument's price scale) or
         *     outside of its low and high, or the volume is negative or not finite
         */
        @Override
        public void bar(
                long openEpochNanos,
                long epochNanos,
                double open,
                double high,
                double low,
                double close,
                double volume) {
            check(openEpochNanos, epochNanos, open, high, low, close, volume);
            int row = size;
            disjoint &= row == 0 || openEpochNanos >= times[row - 1];
            if (row == times.length) {
                grow();
            }
            this.openTimes[row] = openEpochNanos;
            this.times[row] = epochNanos;
            this.open[row] = open;
            this.high[row] = high;
            this.low[row] = low;
            this.close[row] = close;
            this.volume[row] = volume;
            size = row + 1;
        }

        /** Several bars may close at one moment. */
        Builder withBarsThatCloseTogether() {
            mayCloseTogether = true;
            return this;
        }

        /** One that other columns have. */
        void add(BarColumns from, int row) {
            bar(
                    from.openTimes[row],
                    from.times[row],
                    from.open[row],
                    from.high[row],
                    from.low[row],
                    from.close[row],
                    from.volume[row]);
        }

        /** Number of bars so far. */
        public int size() {
            return size;
        }

        /**
         * Makes room for so many bars in all, which saves copies when their number is known. More may follow.
         *
         * @throws IllegalArgumentException when negative
         */
        public Builder expect(int bars) {
            if (bars < 0) {
                throw new IllegalArgumentException("number of bars must not be negative, was " + bars);
            }
            if (bars > size) {
                resize(Math.max(2, bars));
            }
            return this;
        }

        /** The finished columns. */
        public BarColumns build() {
            return new BarColumns(this);
        }

        private void check(
                long openEpochNanos,
                long epochNanos,
                double open,
                double high,
                double low,
                double close,
                double volume) {
            if (size > 0 && (mayCloseTogether ? epochNanos < times[size - 1] : epochNanos <= times[size - 1])) {
                throw refused(
                        "bar must close after the bar before it, " + Clock.instantOf(times[size - 1]), epochNanos);
            }
            if (openEpochNanos > epochNanos) {
                throw refused("bar must not open after its close, was " + Clock.instantOf(openEpochNanos), epochNanos);
            }
            String broken = rules.broken(open, high, low, close, volume);
            if (broken != null) {
                throw refused(broken, epochNanos);
            }
        }

        private IllegalArgumentException refused(String what, long epochNanos) {
            return new IllegalArgumentException(
                    what + " (" + instrument + ", bar " + Clock.instantOf(epochNanos) + ")");
        }

        private void grow() {
            resize(Math.multiplyExact(size, 2));
        }

        private void resize(int capacity) {
            openTimes = Arrays.copyOf(openTimes, capacity);
            times = Arrays.copyOf(times, capacity);
            open = Arrays.copyOf(open, capacity);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            close = Arrays.copyOf(close, capacity);
            volume = Arrays.copyOf(volume, capacity);
        }
    }
}
