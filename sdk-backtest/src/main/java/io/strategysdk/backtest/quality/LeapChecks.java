package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of the level of prices from one session to the next: undeclared splits, and other companies. */
final class LeapChecks {
    /** A split of 5 for 4 changes the price by a fifth. */
    private static final double SMALLEST_LEAP = 1.2;

    /** Bars on each side that tell the level. */
    private static final int LEVEL = 10;

    /** How far the level may be from what the ratio makes of it: markets go on moving. */
    private static final double LEVEL_TOLERANCE = 0.15;

    /** Part of the leap that the range of a day may be. */
    private static final double CALM = 0.5;

    /** How much further from a ratio a leap may be that no ordinary day makes: such splits are of shares that move a lot. */
    private static final double LARGE_SPLITS = 5;

    /** Part of the score of an outlier that a leap has at least: coarse prices leap every day. */
    private static final double UNUSUAL = 0.5;

    private static final double LEAST_DEVIATION = 1e-4;

    /** Missing sessions from which on a series has been interrupted. */
    private static final int INTERRUPTED = 5;

    private final Series series;
    private final BarColumns bars;
    private final Actions actions;
    private final QualitySettings settings;
    private final double[] returns;
    private final BitSet splits = new BitSet();
    private final BitSet companies = new BitSet();

    private LeapChecks(Series series, Actions actions) {
        this.series = series;
        this.actions = actions;
        bars = series.bars();
        settings = series.settings();
        returns = new double[bars.size()];
        for (int row = 0; row < returns.length; row++) {
            double expected = row == 0 ? Double.NaN : actions.at(row).expected(bars.close(row - 1));
            returns[row] = expected > 0 ? StrictMath.log(bars.close(row) / expected) : Double.NaN;
        }
    }

    static List<Detected> of(Series series, Actions actions) {
        LeapChecks checks = new LeapChecks(series, actions);
        for (int row = 1; row < series.size(); row++) {
            checks.look(row);
        }
        List<Detected> all = new ArrayList<>();
        if (!checks.companies.isEmpty()) {
            all.add(checks.company());
        }
        if (!checks.splits.isEmpty()) {
            all.add(checks.split());
        }
        return all;
    }

    private void look(int row) {
        boolean isOvernight = series.sessionOpen(row) != series.sessionOpen(row - 1)
                || bars.openEpochNanos(row) > bars.epochNanos(row - 1);
        double change = change(row);
        if (!isOvernight || factor(change) < SMALLEST_LEAP || actions.at(row).isAny()) {
            return;
        }
        double level = level(row, row + LEVEL) / actions.at(row).expected(level(row - LEVEL, row));
        if (isCompany(row, change, level)) {
            companies.set(row);
        } else if (isSplit(row, change, level)) {
            splits.set(row);
        }
    }

    /** Of the price overnight, beyond what was declared. */
    private double change(int row) {
        return bars.open(row) / actions.at(row).expected(bars.close(row - 1));
    }

    private static double factor(double change) {
        return change > 0 ? Math.max(change, 1 / change) : Double.NaN;
    }

    private double level(int from, int to) {
        int first = Math.max(0, from);
        int count = Math.min(bars.size(), to) - first;
        double[] closes = new double[count];
        for (int i = 0; i < count; i++) {
            closes[i] = bars.close(first + i);
        }
        return Usual.median(closes, count);
    }

    private double turnover(int from, int to) {
        int first = Math.max(0, from);
        int count = Math.min(bars.size(), to) - first;
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = bars.close(first + i) * bars.volume(first + i);
        }
        return Usual.median(all, count);
    }

    private boolean isCompany(int row, double change, double level) {
        double smallest = settings.levelFactor();
        if (factor(change) < smallest || factor(level) < smallest * (1 - LEVEL_TOLERANCE)) {
            return false;
        }
        return series.missingBefore(row) >= INTERRUPTED || factor(turnoverChange(row)) >= settings.turnoverFactor();
    }

    /** NaN where volumes do not tell. */
    private double turnoverChange(int row) {
        double before = turnover(row - LEVEL, row);
        double after = turnover(row, row + LEVEL);
        return before > 0 && after > 0 ? after / before : Double.NaN;
    }

    private boolean isSplit(int row, double change, double level) {
        Optional<SimpleRatio> ratio = near(change);
        double most = CALM * (factor(change) - 1);
        return ratio.isPresent()
                && actions.at(row).factor() == 1
                && ratio.get().distance(level) <= (isLarge(change) ? CALM : LEVEL_TOLERANCE)
                && range(row - 1) <= most
                && range(row) <= most
                && isUnusual(row, change);
    }

    private Optional<SimpleRatio> near(double change) {
        return SimpleRatio.near(change, settings.splitTolerance() * (isLarge(change) ? LARGE_SPLITS : 1));
    }

    private boolean isLarge(double change) {
        return factor(change) >= settings.levelFactor();
    }

    private boolean isUnusual(int row, double change) {
        Usual usual = Usual.around(returns, row, settings.window());
        return !usual.isKnown()
                || usual.score(StrictMath.log(change), LEAST_DEVIATION) >= UNUSUAL * settings.outlierScore();
    }

    private double range(int row) {
        return bars.high(row) / bars.low(row) - 1;
    }

    private String leap(int row) {
        return "from " + Words.plain(bars.close(row - 1)) + " to " + Words.plain(bars.open(row)) + " on "
                + series.when(row);
    }

    private Detected split() {
        int first = splits.nextSetBit(0);
        int count = splits.cardinality();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ratio", ratio(first));
        values.put("change", Words.rough(change(first)));
        String rule = "overnight the price does not change by a factor within "
                + Words.percent(settings.splitTolerance())
                + " of a simple ratio (from a factor of " + Words.plain(settings.levelFactor()) + " on "
                + Words.percent(settings.splitTolerance() * LARGE_SPLITS)
                + ") and stays there, far outside of the returns around it, with days before and after whose ranges are at"
                + " most half as large, where no split is known";
        String text = (count == 1
                        ? "the price changes overnight as by a split"
                        : count + " times the price changes" + " overnight as by a split, first")
                + " of " + ratio(first) + ", " + leap(first) + ", and no split is known";
        return Detected.of(
                series,
                FindingKind.UNDECLARED_SPLIT,
                splits,
                Detected.Told.of(FindingKind.UNDECLARED_SPLIT, values, rule, text),
                row -> ratio(row) + ": " + leap(row));
    }

    private String ratio(int row) {
        return near(change(row)).map(SimpleRatio::toString).orElse("");
    }

    private Detected company() {
        int last = companies.length() - 1;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("barsBefore", Integer.toString(last));
        values.put("from", Words.plain(bars.close(last - 1)));
        values.put("to", Words.plain(bars.open(last)));
        values.put("sessionsMissingBefore", Integer.toString(series.missingBefore(last)));
        double turnover = turnoverChange(last);
        if (!Double.isNaN(turnover)) {
            values.put("turnoverChange", Words.rough(turnover));
        }
        String rule = "overnight the level of prices does not change by a factor of "
                + Words.plain(settings.levelFactor()) + " or more, without a corporate action that explains it, after "
                + INTERRUPTED + " missing sessions or more, or with a change of turnover by a factor of "
                + Words.plain(settings.turnoverFactor()) + " or more, which splits do not make";
        String text = "the " + Words.count(last, series.noun(last), series.noun(last)) + " before " + series.when(last)
                + " look like another company's under the same symbol: the price leaps " + leap(last)
                + (series.missingBefore(last) == 0
                        ? ""
                        : " after " + Words.count(series.missingBefore(last), "missing session", "missing sessions"))
                + (Double.isNaN(turnover) ? "" : ", and turnover to " + Words.rough(turnover) + " times what it was");
        return Detected.of(
                series,
                FindingKind.OTHER_COMPANY,
                companies,
                Detected.Told.of(FindingKind.OTHER_COMPANY, values, rule, text),
                this::leap);
    }
}
