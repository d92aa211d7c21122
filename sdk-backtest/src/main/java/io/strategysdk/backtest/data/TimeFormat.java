package io.strategysdk.backtest.data;

import java.util.List;

/** How a file writes its times; one for the whole file, told by the first row unless declared. */
public enum TimeFormat {
    /** Dates without a time, {@code 2020-01-02} (also with / or .) or {@code 20200102}: labels of sessions. */
    DATE("a date such as 2020-01-02", 0),
    /** Dates with a time of a named zone, {@code 2020-01-02T09:30:00} or {@code 20200102 09:30:00}. */
    LOCAL_DATE_TIME("a date and time without offset such as 2020-01-02T09:30:00", 0),
    /** Dates with a time and its offset, {@code 2020-01-02T09:30:00-05:00} or {@code 2020-01-02 14:30:00Z}. */
    OFFSET_DATE_TIME("a date and time with offset such as 2020-01-02T09:30:00-05:00", 0),
    /** Seconds since 1970, UTC. */
    EPOCH_SECONDS("seconds since 1970", 1_000_000_000L),
    /** Milliseconds since 1970, UTC. */
    EPOCH_MILLIS("milliseconds since 1970", 1_000_000L),
    /** Microseconds since 1970, UTC. */
    EPOCH_MICROS("microseconds since 1970", 1_000L),
    /** Nanoseconds since 1970, UTC. */
    EPOCH_NANOS("nanoseconds since 1970", 1L);

    static final List<TimeFormat> EPOCHS = List.of(EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS);

    final String description;
    final long nanosPerUnit;

    TimeFormat(String description, long nanosPerUnit) {
        this.description = description;
        this.nanosPerUnit = nanosPerUnit;
    }

    /** Whether the text alone does not say which instant it is. */
    boolean isLocal() {
        return this == DATE || this == LOCAL_DATE_TIME;
    }
}
