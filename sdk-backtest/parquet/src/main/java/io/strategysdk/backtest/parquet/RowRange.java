package io.strategysdk.backtest.parquet;

import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Which row groups may have rows in a range of time. */
final class RowRange {
    private RowRange() {}

    /** Whether a group may have rows of a range, by the least and the greatest time that the file says it has. */
    static boolean mayMeet(BlockMetaData group, String column, long from, long upTo) {
        return group.getColumns().stream()
                .filter(chunk -> chunk.getPath().toDotString().equals(column))
                .allMatch(chunk -> !(chunk.getStatistics() instanceof LongStatistics times)
                        || !times.hasNonNullValue()
                        || (times.getMin() <= upTo && times.getMax() >= from));
    }
}
