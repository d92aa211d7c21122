package io.strategysdk.testkit.law;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

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

    /** The same with the bars after a moment changed. */
    MarketData after(long epochNanos, Future future) {
        List<BarColumns> changed = new ArrayList<>();
        for (BarColumns series : data.series()) {
            int kept = rowsUntil(series, epochNanos);
            BarColumns.Builder bars = BarColumns.builder(series.instrument(), series.timeframe());
            for (int row = 0; row < series.size(); row++) {
                int from = row < kept ? row : future.row(row, kept, series.size());
                double factor = row < kept ? 1 : future.factor();
                bars.bar(
                        series.openEpochNanos(row),
                        series.epochNanos(row),
                        series.open(from) * factor,
                        series.high(from) * factor,
                        series.low(from) * factor,
                        series.close(from) * factor,
                        series.volume(from));
            }
            changed.add(bars.build());
        }
        return with(changed);
    }

    private MarketData with(List<BarColumns> series) {
        MarketData bare = MarketData.of(data.calendar(), series);
        return data.actions().isEmpty() ? bare : bare.withActions(data.actions());
    }

    boolean isPlain() {
        return data.series().stream().noneMatch(series -> series.areTicks() || series.isQuoted());
    }

    /** What becomes of the future. */
    enum Future {
        TIMES_100("are a hundred times as high") {
            @Override
            double factor() {
                return 100;
            }
        },
        REVERSED("come in the reverse order") {
            @Override
            int row(int row, int first, int end) {
                return end - 1 - (row - first);
            }
        };

        private final String words;

        Future(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        int row(int row, int first, int end) {
            return row;
        }

        double factor() {
            return 1;
        }
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
