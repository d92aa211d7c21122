package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bars that sessions have not, of those that have any. */
final class MissingBars {
    /** What usually has fewer of its bars is seldom traded: a bar without a trade is no mistake. */
    private static final double WHOLE = 0.9;

    private final Series series;
    private final BarColumns bars;
    private final long length;
    private final List<Hole> holes = new ArrayList<>();
    private final List<Double> coverage = new ArrayList<>();
    private long missing;

    /** Bars in a row. */
    private record Hole(long from, long bars) {}

    private MissingBars(Series series) {
        this.series = series;
        bars = series.bars();
        length = bars.timeframe().duration().toNanos();
    }

    static Optional<Detected> of(Series series) {
        MissingBars checks = new MissingBars(series);
        checks.find();
        return checks.holes.isEmpty() ? Optional.empty() : Optional.of(checks.detected());
    }

    private void find() {
        int row = 0;
        while (row < bars.size()) {
            if (series.isOutside(row)) {
                row++;
                continue;
            }
            int end = row + 1;
            while (end < bars.size() && !series.isOutside(end) && series.sessionOpen(end) == series.sessionOpen(row)) {
                end++;
            }
            look(row, end);
            row = end;
        }
    }

    /** At a session; one that the data begin or end in is looked at between its first and last bar. */
    private void look(int from, int to) {
        Session session = series.calendar().sessionAtOrAfter(bars.openEpochNanos(from));
        long before = missing;
        if (from > 0) {
            add(session.openNanos(), bars.openEpochNanos(from));
        }
        for (int row = from + 1; row < to; row++) {
            add(bars.epochNanos(row - 1), bars.openEpochNanos(row));
        }
        if (to < bars.size()) {
            add(bars.epochNanos(to - 1), session.closeNanos());
        }
        long found = missing - before;
        coverage.add((double) (to - from) / (to - from + found));
    }

    private void add(long from, long to) {
        if (to > from) {
            long count = (to - from + length - 1) / length;
            missing += count;
            holes.add(new Hole(from, count));
        }
    }

    private Detected detected() {
        double[] parts = coverage.stream().mapToDouble(part -> part).toArray();
        double usual = Usual.median(parts, parts.length);
        boolean isWhole = usual >= WHOLE;
        Hole longest = holes.stream()
                .max(Comparator.comparingLong(Hole::bars).thenComparing(Hole::from, Comparator.reverseOrder()))
                .orElseThrow();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bars", Long.toString(missing));
        values.put("holes", Integer.toString(holes.size()));
        values.put("longest", words(longest));
        values.put("usualCoverage", Words.percent(usual));
        String text = Words.count(missing, "bar is", "bars are") + " missing in "
                + Words.count(holes.size(), "hole", "holes") + ", the longest " + words(longest)
                + (isWhole
                        ? ""
                        : "; a session usually has " + Words.percent(usual) + " of its bars, it is seldom traded");
        List<Finding.Example> examples = holes.stream()
                .limit(series.settings().examples())
                .map(hole -> new Finding.Example(Optional.of(at(hole)), words(hole)))
                .toList();
        Finding finding = new Finding(
                FindingKind.MISSING_BARS,
                isWhole ? Severity.WARNING : Severity.NOTE,
                bars.instrument(),
                Optional.of(at(holes.get(0))),
                Optional.of(at(holes.get(holes.size() - 1))),
                missing,
                values,
                "a session that has a bar has all of them, one after the other; a session in which the data begin or end"
                        + " from their first and to their last",
                text,
                examples);
        return new Detected(finding, new BitSet());
    }

    private static Instant at(Hole hole) {
        return Clock.instantOf(hole.from);
    }

    private String words(Hole hole) {
        return hole.bars + " from " + at(hole).atZone(series.calendar().zone()).toLocalDateTime();
    }
}
