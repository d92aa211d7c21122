package io.strategysdk.backtest.execution;

import java.math.BigDecimal;

/**
 * A bar in plain decimals.
 *
 * @param instrument number of the instrument
 * @param openTime first moment, UTC nanoseconds since 1970
 * @param time close, UTC nanoseconds since 1970
 */
record PlainBar(
        int instrument,
        long openTime,
        long time,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        long volume) {}
