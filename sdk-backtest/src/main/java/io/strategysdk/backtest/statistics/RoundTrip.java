package io.strategysdk.backtest.statistics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A quantity that was opened by one execution and closed by another: a trade, as traders count them. Immutable; amounts
 * are exact and in the instrument's currency.
 *
 * @param strategy whose
 * @param instrument what
 * @param entrySide BUY for a long, SELL for a short one
 * @param quantity positive
 * @param entryEpochNanos time of the opening execution, UTC nanoseconds since 1970
 * @param exitEpochNanos time of the closing execution, UTC nanoseconds since 1970
 * @param entryPrice of the opening execution; after a split its cost per share of today, to 8 decimals
 * @param exitPrice of the closing execution
 * @param grossPnl what it earned before fees; negative for a loss
 * @param fees this quantity's share of the fees of both executions
 */
public record RoundTrip(
        String strategy,
        Instrument instrument,
        Side entrySide,
        Quantity quantity,
        long entryEpochNanos,
        long exitEpochNanos,
        Price entryPrice,
        Price exitPrice,
        BigDecimal grossPnl,
        BigDecimal fees) {

    /**
     * Checks quantity and order of time.
     *
     * @throws IllegalArgumentException when the quantity is not positive or the exit lies before the entry
     */
    public RoundTrip {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException(
                    "round trip quantity must be positive, was " + quantity + " (" + instrument + ")");
        }
        if (exitEpochNanos < entryEpochNanos) {
            throw new IllegalArgumentException(
                    "exit must not be before the entry at " + Clock.instantOf(entryEpochNanos) + ", was at "
                            + Clock.instantOf(exitEpochNanos) + " (" + instrument + ")");
        }
    }

    /** What was earned: gross P&amp;L − fees. */
    public BigDecimal netPnl() {
        return grossPnl.subtract(fees);
    }

    /** Time of the opening execution. */
    public Instant entryTime() {
        return Clock.instantOf(entryEpochNanos);
    }

    /** Time of the closing execution. */
    public Instant exitTime() {
        return Clock.instantOf(exitEpochNanos);
    }

    /** From entry to exit. */
    public Duration duration() {
        return Duration.ofNanos(exitEpochNanos - entryEpochNanos);
    }

    /** Net P&amp;L / (quantity × entry price), 0.01 = 1 %; absent for an entry price of 0. */
    public OptionalDouble returnOnEntry() {
        double cost = quantity.toDouble() * entryPrice.toDouble();
        return cost == 0 ? OptionalDouble.empty() : OptionalDouble.of(netPnl().doubleValue() / cost);
    }
}
