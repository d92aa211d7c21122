package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A finding and the bars that it is of.
 *
 * @param rows of the series; empty where it is of no bars
 */
record Detected(Finding finding, BitSet rows) {
    /** What is told of bars beside their times. */
    record Told(Severity severity, Map<String, String> values, String rule, String text) {
        static Told of(FindingKind kind, Map<String, String> values, String rule, String text) {
            return new Told(kind.severity(), values, rule, text);
        }
    }

    /** Of bars, of which there is at least one. */
    static Detected of(Series series, FindingKind kind, BitSet rows, Told told, IntFunction<String> example) {
        return of(series, kind, rows, rows, told, example);
    }

    /** Of bars, of which some are told as examples. */
    static Detected of(
            Series series, FindingKind kind, BitSet rows, BitSet shown, Told told, IntFunction<String> example) {
        int first = rows.nextSetBit(0);
        int last = rows.length() - 1;
        List<Finding.Example> examples = shown.stream()
                .limit(series.settings().examples())
                .mapToObj(row -> new Finding.Example(Optional.of(opened(series, row)), example.apply(row)))
                .toList();
        return new Detected(
                new Finding(
                        kind,
                        told.severity,
                        series.bars().instrument(),
                        Optional.of(opened(series, first)),
                        Optional.of(opened(series, last)),
                        rows.cardinality(),
                        told.values,
                        told.rule,
                        told.text,
                        examples),
                rows);
    }

    private static Instant opened(Series series, int row) {
        return Clock.instantOf(series.bars().openEpochNanos(row));
    }
}
