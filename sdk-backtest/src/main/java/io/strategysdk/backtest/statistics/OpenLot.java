package io.strategysdk.backtest.statistics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;

/**
 * What is left of an execution that was not yet closed: no round trip, and no part of the figures of trades.
 *
 * @param strategy whose
 * @param instrument what
 * @param entrySide BUY for a long, SELL for a short lot
 * @param quantity positive
 * @param entryEpochNanos time of the opening execution, UTC nanoseconds since 1970
 * @param cost quantity × price at the opening, positive, in the instrument's currency
 * @param fees this quantity's share of the opening fee
 */
public record OpenLot(
        String strategy,
        Instrument instrument,
        Side entrySide,
        Quantity quantity,
        long entryEpochNanos,
        BigDecimal cost,
        BigDecimal fees) {}
