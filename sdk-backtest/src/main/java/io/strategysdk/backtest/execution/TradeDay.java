package io.strategysdk.backtest.execution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Dates of moments in a zone; remembers the day that was asked for last, since most questions are about it. */
final class TradeDay {
    private static final long NANOS = 1_000_000_000L;
    private final ZoneId zone;
    private LocalDate date = LocalDate.EPOCH;
    private long firstSecond;
    private long endSecond;

    TradeDay(ZoneId zone) {
        this.zone = zone;
    }

    /** Date of a moment in UTC nanoseconds since 1970. */
    LocalDate of(long epochNanos) {
        long second = Math.floorDiv(epochNanos, NANOS);
        if (second < firstSecond || second >= endSecond) {
            date = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
            firstSecond = date.atStartOfDay(zone).toEpochSecond();
            endSecond = date.plusDays(1).atStartOfDay(zone).toEpochSecond();
        }
        return date;
    }
}
