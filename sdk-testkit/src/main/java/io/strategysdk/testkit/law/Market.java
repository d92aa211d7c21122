package io.strategysdk.testkit.law;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Data that a law is tried on, and its parts. */
record Market(String name, MarketData data) {
    /** Close of each slice, ascending. */
    long[] times() {
        return data.series().stream()
                .flatMapToLong(series -> LongStream.range(0, series.size()).map(row -> series.epochNanos((int) row)))
                .sorted()
                .distinct()
                .toArray();
    }

    ZoneId zone() {
        return data.calendar().zone();
    }

    /** What there is up to a moment. */
    MarketData until(long epochNanos) {
        return with(data.series().stream()
                .map(series -> first(series, rowsUntil(series, epochNanos)))
                .toList());
    }

    static int rowsUntil(BarColumns series, long epochNanos) {
        int low = 0;
        int high = series.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (series.epochNanos(middle) <= epochNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static BarColumns first(BarColumns series, int rows) {
        return rows == 0
                ? BarColumns.builder(series.instrument(), series.timeframe()).build()
                : series.first(rows);
    }

    /** The same with what comes after a moment changed. */
    MarketData after(long epochNanos, Future future) {
        return with(data.series().stream()
                .map(series -> future.of(series, rowsUntil(series, epochNanos)))
                .toList());
    }

    private MarketData with(List<BarColumns> series) {
        MarketData bare = MarketData.of(data.calendar(), series);
        return data.actions().isEmpty() ? bare : bare.withActions(data.actions());
    }

    /** Whether its bars can be unknown, which ticks cannot. */
    boolean areBars() {
        return data.series().stream().noneMatch(BarColumns::areTicks);
    }

    /** What the market did in a slice, in words. */
    String words(long epochNanos) {
        return data.instruments().stream()
                .map(data::executionSeries)
                .flatMap(series -> {
                    int row = rowsUntil(series, epochNanos) - 1;
                    return row >= 0 && series.epochNanos(row) == epochNanos ? series.events(row).stream() : Stream.of();
                })
                .map(Words::of)
                .collect(Collectors.joining("; "));
    }

    /** What becomes of the future. */
    enum Future {
        TIMES_100("are a hundred times as high") {
            @Override
            BarColumns of(BarColumns series, int known) {
                return new Redrawn() {
                    @Override
                    public double prices(int row) {
                        return row < known ? 1 : 100;
                    }
                }.of(series);
            }
        },
        REVERSED("come in the reverse order") {
            @Override
            BarColumns of(BarColumns series, int known) {
                return new Redrawn() {
                    @Override
                    public int source(int row) {
                        return row < known ? row : series.size() - 1 - (row - known);
                    }
                }.of(series);
            }
        };

        private final String words;

        Future(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** A series of which so many rows are known. */
        abstract BarColumns of(BarColumns series, int known);
    }

    @Override
    public String toString() {
        return name + ": " + data;
    }

    /** So many indices of a longer row, from the first on. */
    static int[] evenly(int count, int of) {
        int[] chosen = new int[Math.min(count, of)];
        Arrays.setAll(chosen, i -> (int) ((long) i * of / chosen.length));
        return chosen;
    }
}
