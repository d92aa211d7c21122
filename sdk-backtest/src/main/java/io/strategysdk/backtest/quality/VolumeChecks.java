package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Volumes far above those around them, and none among others. */
final class VolumeChecks {
    /** Of logarithms: a tenth. */
    private static final double LEAST_DEVIATION = 0.1;

    private final Series series;
    private final BarColumns bars;
    private final QualitySettings settings;
    private final double[] factors;

    private VolumeChecks(Series series) {
        this.series = series;
        bars = series.bars();
        settings = series.settings();
        factors = new double[bars.size()];
    }

    static List<Detected> of(Series series) {
        VolumeChecks checks = new VolumeChecks(series);
        List<Detected> all = new ArrayList<>();
        BitSet none = checks.none();
        if (none.cardinality() == series.size()) {
            return all;
        }
        BitSet spikes = checks.spikes();
        if (!spikes.isEmpty()) {
            all.add(checks.spikes(spikes));
        }
        if (!none.isEmpty()) {
            all.add(checks.none(none));
        }
        return all;
    }

    /** Bars of a session are compared with those of the same time of other sessions. */
    private BitSet spikes() {
        Map<Long, List<Integer>> likes = new TreeMap<>();
        for (int row = 0; row < bars.size(); row++) {
            if (bars.volume(row) > 0) {
                likes.computeIfAbsent(series.likeness(row), first -> new ArrayList<>())
                        .add(row);
            }
        }
        BitSet rows = new BitSet();
        likes.values().forEach(like -> find(like, rows));
        return rows;
    }

    private void find(List<Integer> like, BitSet rows) {
        double[] logs = like.stream()
                .mapToDouble(row -> StrictMath.log(bars.volume(row)))
                .toArray();
        double[] sorted = logs.clone();
        double middle = Usual.median(sorted, sorted.length);
        for (int i = 0; i < logs.length; i++) {
            if (logs[i] > middle) {
                Usual usual = Usual.around(logs, i, settings.window());
                int row = like.get(i);
                factors[row] = StrictMath.exp(logs[i] - usual.median());
                rows.set(
                        row,
                        usual.isKnown()
                                && factors[row] >= settings.volumeFactor()
                                && usual.score(logs[i], LEAST_DEVIATION) >= settings.volumeScore());
            }
        }
    }

    private BitSet none() {
        BitSet rows = new BitSet();
        for (int row = 0; row < bars.size(); row++) {
            rows.set(row, bars.volume(row) == 0);
        }
        return rows;
    }

    private Detected spikes(BitSet rows) {
        int worst = rows.stream()
                .reduce((most, row) -> factors[row] > factors[most] ? row : most)
                .orElseThrow();
        int count = rows.cardinality();
        String rule = "a volume is below " + Words.plain(settings.volumeFactor()) + " times the median of the "
                + settings.window() + " before and after it"
                + (series.isIntraday() ? " at that time of the session" : "")
                + ", or its logarithm below " + Words.plain(settings.volumeScore()) + " robust deviations from theirs";
        String text = Words.count(count, "bar has", "bars have") + " a volume far above the usual, the worst "
                + describe(worst);
        return Detected.of(
                series,
                FindingKind.VOLUME_SPIKE,
                rows,
                Detected.Told.of(FindingKind.VOLUME_SPIKE, Map.of("worst", describe(worst)), rule, text),
                this::describe);
    }

    private String describe(int row) {
        return Words.plain(bars.volume(row)) + " on " + series.when(row) + ", " + Words.rough(factors[row])
                + " times the usual";
    }

    private Detected none(BitSet rows) {
        int count = rows.cardinality();
        String text =
                Words.count(count, "bar has", "bars have") + " no volume, first " + series.when(rows.nextSetBit(0));
        return Detected.of(
                series,
                FindingKind.NO_VOLUME,
                rows,
                Detected.Told.of(
                        FindingKind.NO_VOLUME,
                        Map.of("part", Words.percent((double) count / bars.size())),
                        "bars have a volume where others of their series have one",
                        text),
                row -> "no volume on " + series.when(row));
    }
}
