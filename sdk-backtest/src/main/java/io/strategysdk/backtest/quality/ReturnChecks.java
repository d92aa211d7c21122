package io.strategysdk.backtest.quality;

import io.strategysdk.backtest.internal.UnusualPrices;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Returns far outside of those around them, and highs and lows far beyond open and close. */
final class ReturnChecks {
    /** Part of a price that returns differ by at least; those of a quiet instrument hardly do. */
    private static final double LEAST_DEVIATION = 1e-4;

    /** Returns inside of a session, into one, and outside of all: each kind is compared with its like. */
    private static final int KINDS = 3;

    private final Series series;
    private final BarColumns bars;
    private final QualitySettings settings;
    private final double[] returns;
    private final double[] scores;

    private ReturnChecks(Series series, Actions actions, BitSet leaps) {
        this.series = series;
        bars = series.bars();
        settings = series.settings();
        returns = new double[bars.size()];
        scores = new double[bars.size()];
        for (int row = 0; row < returns.length; row++) {
            returns[row] = row == 0 || leaps.get(row) || actions.at(row).isAny() ? Double.NaN : logReturn(row, actions);
        }
    }

    static List<Detected> of(Series series, Actions actions, BitSet leaps) {
        ReturnChecks checks = new ReturnChecks(series, actions, leaps);
        List<Detected> all = new ArrayList<>();
        checks.outliers().ifPresent(all::add);
        if (!series.bars().areTicks()) {
            checks.spikes().ifPresent(all::add);
        }
        return all;
    }

    /** Since the bar before, beyond what actions explain. */
    private double logReturn(int row, Actions actions) {
        double expected = actions.at(row).expected(bars.close(row - 1));
        return expected > 0 ? StrictMath.log(bars.close(row) / expected) : Double.NaN;
    }

    private int kind(int row) {
        if (!series.isIntraday() || series.isFirst(row)) {
            return 0;
        }
        return series.isOutside(row) ? 2 : 1;
    }

    private Optional<Detected> outliers() {
        BitSet rows = new BitSet();
        for (int kind = 0; kind < KINDS; kind++) {
            int of = kind;
            int[] members = IntStream.range(0, returns.length)
                    .filter(row -> kind(row) == of)
                    .toArray();
            double[] values =
                    Arrays.stream(members).mapToDouble(row -> returns[row]).toArray();
            for (int i = 0; i < members.length; i++) {
                if (isOutlier(members[i], values, i)) {
                    rows.set(members[i]);
                }
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(detected(rows));
    }

    /** A return over missing sessions is as large as those of so many more. */
    private boolean isOutlier(int row, double[] values, int index) {
        double smallest = kind(row) == 0 ? settings.smallestDailyMove() : settings.smallestIntradayMove();
        if (!(Math.abs(values[index]) >= smallest)) {
            return false;
        }
        Usual usual = Usual.around(values, index, settings.window());
        scores[row] = usual.score(values[index], LEAST_DEVIATION) / Math.sqrt(1.0 + series.missingBefore(row));
        return usual.isKnown() && scores[row] >= settings.outlierScore();
    }

    private Detected detected(BitSet rows) {
        int worst = rows.stream()
                .reduce((most, row) -> scores[row] > scores[most] ? row : most)
                .orElseThrow();
        int count = rows.cardinality();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("worst", series.when(worst));
        values.put("worstReturn", percent(worst));
        values.put("worstScore", Words.rough(scores[worst]));
        String rule = "a return since the bar before is below " + Words.plain(settings.outlierScore())
                + " robust deviations (1.4826 MAD) from the median of the " + settings.window()
                + " returns of its kind before and after it, or below "
                + Words.percent(settings.smallestDailyMove()) + " from session to session and "
                + Words.percent(settings.smallestIntradayMove())
                + " inside of one, after what corporate actions explain";
        String text = Words.count(count, "return is", "returns are") + " far outside of those around "
                + (count == 1 ? "it" : "them") + ", the worst " + describe(worst)
                + ": bad prices, or news of that day?";
        return Detected.of(
                series,
                FindingKind.OUTLIER,
                rows,
                Detected.Told.of(FindingKind.OUTLIER, values, rule, text),
                this::describe);
    }

    private String percent(int row) {
        return Words.percent(StrictMath.expm1(returns[row]));
    }

    private String describe(int row) {
        return percent(row) + " on " + series.when(row) + ", from " + Words.plain(bars.close(row - 1)) + " to "
                + Words.plain(bars.close(row)) + ", score " + Words.rough(scores[row]);
    }

    private Optional<Detected> spikes() {
        BitSet rows = new BitSet();
        for (int row = 0; row < bars.size(); row++) {
            rows.set(row, UnusualPrices.isSpike(bars, row));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int worst = rows.stream()
                .reduce((most, row) -> UnusualPrices.reach(bars, row) > UnusualPrices.reach(bars, most) ? row : most)
                .orElseThrow();
        int count = rows.cardinality();
        Map<String, String> values = Map.of("worst", series.when(worst));
        String text = Words.count(count, "bar has", "bars have")
                + " a high or low far beyond open and close, the worst " + spike(worst)
                + ": bad prints? They fill limits and stops";
        return Optional.of(Detected.of(
                series,
                FindingKind.SPIKE,
                rows,
                Detected.Told.of(
                        FindingKind.SPIKE,
                        values,
                        "high and low are not beyond open and close by half, or by 5 % and by six times what most of the"
                                + " 30 bars before and after reach",
                        text),
                this::spike));
    }

    private String spike(int row) {
        return Words.plain(bars.low(row)) + " to " + Words.plain(bars.high(row)) + " on " + series.when(row) + " (open "
                + Words.plain(bars.open(row)) + ", close " + Words.plain(bars.close(row)) + ")";
    }
}
