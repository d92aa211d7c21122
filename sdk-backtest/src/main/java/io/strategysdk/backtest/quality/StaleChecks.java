package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs of one close that are longer than chance and the coarseness of prices make them. */
final class StaleChecks {
    /** Bars on each side of a run that tell how often a close equals the one before. */
    private static final int AROUND = 250;

    /** Nothing is taken for less likely than this, whatever few bars around say. */
    private static final double LEAST = 0.02;

    private final Series series;
    private final BarColumns bars;
    private final BitSet rows = new BitSet();
    private final Map<Integer, Integer> runs = new LinkedHashMap<>();

    private StaleChecks(Series series) {
        this.series = series;
        bars = series.bars();
    }

    static Optional<Detected> of(Series series) {
        StaleChecks checks = new StaleChecks(series);
        int start = 0;
        for (int row = 1; row <= series.size(); row++) {
            if (row == series.size() || !checks.repeats(row)) {
                checks.look(start, row);
                start = row;
            }
        }
        return checks.runs.isEmpty() ? Optional.empty() : Optional.of(checks.detected());
    }

    /** Outside of sessions nothing need be traded. */
    private boolean repeats(int row) {
        return bars.close(row) == bars.close(row - 1) && !series.isOutside(row) && !series.isOutside(row - 1);
    }

    private void look(int from, int to) {
        int length = to - from;
        if (length < series.settings().shortestStaleRun()) {
            return;
        }
        double expected = bars.size() * StrictMath.pow(likely(from, to), length - 1);
        if (expected <= series.settings().staleOdds()) {
            runs.put(from, length);
            rows.set(from + 1, to);
        }
    }

    /** How likely a close equals the one before, by the bars around a run. */
    private double likely(int from, int to) {
        int repeated = 0;
        int seen = 0;
        for (int row = Math.max(1, from - AROUND); row < Math.min(bars.size(), to + AROUND); row++) {
            if ((row < from || row > to) && !series.isOutside(row)) {
                seen++;
                repeated += repeats(row) ? 1 : 0;
            }
        }
        return Math.max(LEAST, seen == 0 ? 0 : (double) repeated / seen);
    }

    private Detected detected() {
        Map.Entry<Integer, Integer> longest = runs.entrySet().stream()
                .reduce((most, run) -> run.getValue() > most.getValue() ? run : most)
                .orElseThrow();
        BitSet starts = new BitSet();
        runs.keySet().forEach(starts::set);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("runs", Integer.toString(runs.size()));
        values.put("longest", words(longest.getKey()));
        String text = Words.count(runs.size(), "run", "runs") + " of one close, the longest " + words(longest.getKey())
                + ": is the source asleep?";
        return Detected.of(
                series,
                FindingKind.STALE,
                rows,
                starts,
                Detected.Told.of(
                        FindingKind.STALE,
                        values,
                        "runs of " + series.settings().shortestStaleRun()
                                + " equal closes or more are so short that at least "
                                + Words.plain(series.settings().staleOdds())
                                + " of them are expected, by how often a close of the " + AROUND
                                + " bars before and after repeats the one before",
                        text),
                this::words);
    }

    private String words(int start) {
        int length = runs.getOrDefault(start, 0);
        return length + " " + series.noun(length) + " at " + Words.plain(bars.close(start)) + " from "
                + series.when(start) + " to " + series.when(start + length - 1);
    }
}
