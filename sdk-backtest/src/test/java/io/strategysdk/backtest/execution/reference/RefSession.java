package io.strategysdk.backtest.execution.reference;

/**
 * One session of the calendar.
 *
 * @param openNanos when it opens
 * @param closeNanos when it closes
 */
public record RefSession(long openNanos, long closeNanos) {}
