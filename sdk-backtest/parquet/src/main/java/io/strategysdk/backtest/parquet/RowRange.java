package io.strategysdk.backtest.parquet;

import io.strategysdk.api.time.Clock;
import java.time.Instant;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Ranges of time, and which row groups may have rows in them. */
final class RowRange {
    private static final long EARLIEST = Long.MIN_VALUE + Clock.NANOS_PER_SECOND;

    private RowRange() {}

    /** UTC nanoseconds since 1970; of what they do not reach, the nearest. */
    static long nanos(Instant instant) {
        if (instant.isBefore(Clock.instantOf(EARLIEST))) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(Clock.instantOf(Long.MAX_VALUE)) ? Long.MAX_VALUE : Clock.epochNanosOf(instant);
    }

    /** Last moment before the end of a range; of one without end, the last that there is. */
    static long upTo(Instant to) {
        return to.isAfter(Clock.instantOf(Long.MAX_VALUE)) ? Long.MAX_VALUE : nanos(to) - 1;
    }

    /** Whether a group may have rows of a range, by the least and the greatest time that the file says it has. */
    static boolean mayMeet(BlockMetaData group, String column, long from, long upTo) {
        return group.getColumns().stream()
                .filter(chunk -> chunk.getPath().toDotString().equals(column))
                .allMatch(chunk -> !(chunk.getStatistics() instanceof LongStatistics times)
                        || !times.hasNonNullValue()
                        || (times.getMin() <= upTo && times.getMax() >= from));
    }
}
