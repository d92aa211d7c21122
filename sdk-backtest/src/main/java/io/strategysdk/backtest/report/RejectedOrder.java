package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;

/**
 * One order that was refused.
 *
 * @param epochNanos when, UTC nanoseconds since 1970
 * @param strategy whose
 * @param instrument what
 * @param reason why
 * @param text the refusal in words
 */
public record RejectedOrder(
        long epochNanos, String strategy, Instrument instrument, RejectReason reason, String text) {}
