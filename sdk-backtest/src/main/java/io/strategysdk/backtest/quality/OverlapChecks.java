package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a series that another one of the same instrument and timeframe has too, the same or otherwise. */
final class OverlapChecks {
    private final Series series;
    private final BarColumns bars;
    private final BarColumns others;
    private final String other;
    private final BitSet same = new BitSet();
    private final BitSet different = new BitSet();
    private final BitSet between = new BitSet();

    private OverlapChecks(Series series, String other, BarColumns others) {
        this.series = series;
        this.bars = series.bars();
        this.other = other;
        this.others = others;
    }

    static List<Detected> of(Series series, String other, BarColumns others) {
        OverlapChecks checks = new OverlapChecks(series, other, others);
        checks.compare();
        List<Detected> all = new ArrayList<>();
        if (!checks.different.isEmpty()) {
            all.add(checks.detected(FindingKind.CONTRADICTING_FILES, checks.different));
        } else if (!checks.same.isEmpty() || !checks.between.isEmpty()) {
            checks.same.or(checks.between);
            all.add(checks.detected(FindingKind.OVERLAPPING_FILES, checks.same));
        }
        return all;
    }

    private void compare() {
        int at = 0;
        for (int row = 0; row < bars.size(); row++) {
            while (at < others.size() && others.epochNanos(at) < bars.epochNanos(row)) {
                at++;
            }
            if (at == others.size()) {
                return;
            }
            if (others.epochNanos(at) == bars.epochNanos(row)) {
                (areSame(row, at) ? same : different).set(row);
            } else if (at > 0) {
                between.set(row);
            }
        }
    }

    private boolean areSame(int row, int at) {
        return bars.open(row) == others.open(at)
                && bars.high(row) == others.high(at)
                && bars.low(row) == others.low(at)
                && bars.close(row) == others.close(at)
                && bars.volume(row) == others.volume(at)
                && bars.bids().close(row) == others.bids().close(at);
    }

    private Detected detected(FindingKind kind, BitSet rows) {
        int count = rows.cardinality();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("other", other);
        values.put("same", Integer.toString(same.cardinality()));
        values.put("different", Integer.toString(different.cardinality()));
        String text = count + " " + series.noun(count) + (count == 1 ? " lies" : " lie") + " in the time that " + other
                + " covers, "
                + (kind == FindingKind.CONTRADICTING_FILES ? "with other numbers" : "with no other numbers")
                + ", first " + series.when(rows.nextSetBit(0));
        return Detected.of(
                series,
                kind,
                rows,
                Detected.Told.of(
                        kind, values, "files of one instrument and timeframe do not cover the same time", text),
                row -> "close " + Words.plain(bars.close(row)) + " on " + series.when(row));
    }
}
