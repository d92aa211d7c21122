package io.strategysdk.engine.execution;

/**
 * The bars that close at one moment, as an execution sees them: at most one per instrument, the finest that is loaded.
 * A live view, valid during a call.
 */
public interface Slice {
    /** Instead of a price: there was no quote, or no trade, at the instant. */
    long NO_PRICE = Long.MIN_VALUE;
    /** How late, in nanoseconds, an order may come to a bar at most. */
    long LONGEST_TOLERANCE = 1_000_000_000L;

    /** Close of the slice's bars, UTC nanoseconds since 1970. */
    long epochNanos();

    /** Row of an instrument's bar, or -1 when it has none in this slice. */
    int row(int instrument);

    /** First moment of a bar, UTC nanoseconds since 1970. */
    long openEpochNanos(int row);

    /** Whether a bar opened at or after a moment, UTC nanoseconds since 1970. */
    default boolean opensFrom(int row, long epochNanos) {
        return openEpochNanos(row) >= epochNanos;
    }

    /** Whether a bar may fill what was there at a moment: it began from then on, give or take 1 % of it and 1 s at most. */
    default boolean mayFill(int row, long epochNanos) {
        if (opensFrom(row, epochNanos)) {
            return true;
        }
        return epochNanos <= lastArrival(openEpochNanos(row), epochNanos());
    }

    /** The last moment at which what arrives may still be filled by a bar: 1 % of it after its open, 1 s at most. */
    static long lastArrival(long openEpochNanos, long closeEpochNanos) {
        return openEpochNanos + Math.min((closeEpochNanos - openEpochNanos) / 100, LONGEST_TOLERANCE);
    }

    /** Whether a bar opened while the market was closed: only orders for extended hours fill on it. */
    default boolean isOutsideSession(int row) {
        return false;
    }

    /** First price, in units of the instrument's price scale; of a bid/ask bar the middle. */
    long open(int row);

    /** Highest price, in units; of a bid/ask bar that of the ask. */
    long high(int row);

    /** Lowest price, in units; of a bid/ask bar that of the bid. */
    long low(int row);

    /** Last price, in units; of a bid/ask bar the middle. */
    long close(int row);

    /** Traded quantity; of a bid/ask bar nothing, and of one of its sides what was quoted. */
    double volume(int row);

    /** Whether a bar's volume says something: not in a series that has not traded so far. */
    default boolean knowsVolume(int row) {
        return true;
    }

    /** Whether bars of the run may have a bid and an ask. */
    default boolean hasQuotes() {
        return false;
    }

    /** Whether a bar has a bid and an ask. */
    default boolean isQuoted(int row) {
        return false;
    }

    /** Whether rows are instants at which there were quotes and trades, and not bars. */
    default boolean hasTicks() {
        return false;
    }

    /** What was traded at instants; the volume is negative where nothing has been traded so far. */
    default Slice trades() {
        return this;
    }

    /** The same rows as orders to sell meet them: bid/ask bars with their bid. */
    default Slice bids() {
        return this;
    }

    /** The same rows as orders to buy meet them: bid/ask bars with their ask. */
    default Slice asks() {
        return this;
    }

    /** Whether a bar has the opening of its session: an intraday bar begins exactly with it, a longer one has it inside. */
    boolean opensSession(int row);

    /** Whether the session ends with this slice. */
    boolean closesSession();

    /** Close of the session that the slice is in, or comes before, UTC nanoseconds since 1970. */
    default long sessionCloseNanos() {
        return Long.MAX_VALUE;
    }
}
