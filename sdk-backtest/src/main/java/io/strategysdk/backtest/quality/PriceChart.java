package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.internal.ThinLine;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** Closes of a series on a logarithmic scale, with its findings marked on them. Drawn without a script. */
final class PriceChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final int LEFT = 62;
    private static final int RIGHT = 8;
    private static final int TOP = 22;
    private static final int BOTTOM = 24;
    private static final int LEVELS = 4;
    private static final int YEARS = 8;
    private static final int MOST_MARKS = 200;
    private static final int DIGITS = 6;
    private static final double MARGIN = 0.04;

    private final CheckedSeries series;
    private final BarColumns bars;
    private final Shown shown;
    private final HtmlWriter html;
    private final long begin;
    private final double span;
    private double low = Double.MAX_VALUE;
    private double high = -Double.MAX_VALUE;

    PriceChart(CheckedSeries series, BarColumns bars, HtmlWriter html) {
        this.series = series;
        this.bars = bars;
        this.html = html;
        shown = new Shown(series);
        begin = bars.openEpochNanos(0);
        span = Math.max(1, bars.epochNanos(bars.size() - 1) - begin);
        for (int row = 0; row < bars.size(); row++) {
            low = Math.min(low, level(bars.close(row)));
            high = Math.max(high, level(bars.close(row)));
        }
        double margin = Math.max(MARGIN * (high - low), 1e-6);
        low -= margin;
        high += margin;
    }

    private static double level(double price) {
        return StrictMath.log(price);
    }

    void add() {
        html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"Closes of ")
                .text(series.instrument().symbol())
                .raw(" with findings\">\n");
        addGaps();
        addLevels();
        addTimes();
        addCloses();
        series.detected().forEach(this::addMarks);
        html.raw("</svg>\n");
    }

    private double x(long time) {
        return LEFT + (WIDTH - LEFT - RIGHT) * ((time - begin) / span);
    }

    private double y(double level) {
        return TOP + (HEIGHT - TOP - BOTTOM) * ((high - level) / (high - low));
    }

    private static String point(double value) {
        return Exact.rounded(Math.rint(value * 10) / 10, DIGITS);
    }

    private void addLevels() {
        for (int i = 0; i <= LEVELS; i++) {
            double level = low + (high - low) * i / LEVELS;
            String at = point(y(level));
            html.raw("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + at + "\" y2=\""
                            + at + "\"/><text class=\"axis\" text-anchor=\"end\" x=\"" + (LEFT - 6) + "\" y=\"" + at
                            + "\" dy=\"4\">")
                    .text(Words.rough(StrictMath.exp(level)))
                    .raw("</text>\n");
        }
    }

    private void addTimes() {
        for (int i = 0; i <= YEARS; i++) {
            long time = begin + (long) (span * i / YEARS);
            String anchor = i == 0 ? "start" : i == YEARS ? "end" : "middle";
            html.raw("<text class=\"axis\" text-anchor=\"" + anchor + "\" x=\"" + point(x(time)) + "\" y=\""
                            + (HEIGHT - 6) + "\">")
                    .text(shown.time(Clock.instantOf(time)))
                    .raw("</text>\n");
        }
    }

    /** At most two points, the lowest and the highest, for each unit of width; a gap of the data is a gap of the line. */
    private void addCloses() {
        int[] rows = ThinLine.rows(bars.size(), row -> x(bars.epochNanos(row)), bars::close);
        html.raw("<polyline class=\"closes\" points=\"");
        for (int row : rows) {
            double[] at = point(row);
            html.raw(point(at[0]) + "," + point(at[1]) + " ");
        }
        html.raw("\"/>\n");
    }

    private double[] point(int row) {
        return new double[] {x(bars.epochNanos(row)), y(level(bars.close(row)))};
    }

    /** Bands where sessions are missing; the rows of such a finding are the bars after them. */
    private void addGaps() {
        for (Detected detected : series.detected()) {
            FindingKind kind = detected.finding().kind();
            if (isGap(kind)) {
                detected.rows().stream().forEach(row -> {
                    double left = x(bars.epochNanos(row - 1));
                    double width = Math.max(1, x(bars.openEpochNanos(row)) - left);
                    html.raw("<rect class=\"gap\" x=\"" + point(left) + "\" y=\"" + TOP + "\" width=\"" + point(width)
                                    + "\" height=\"" + (HEIGHT - TOP - BOTTOM) + "\"><title>")
                            .text(kind.title() + " before " + shown.time(Clock.instantOf(bars.openEpochNanos(row))))
                            .raw("</title></rect>\n");
                });
            }
        }
    }

    private static boolean isGap(FindingKind kind) {
        return kind == FindingKind.MISSING_SESSIONS || kind == FindingKind.MISSING_MONTH;
    }

    /** Of kinds that hold many bars, the first of them. */
    private void addMarks(Detected detected) {
        FindingKind kind = detected.finding().kind();
        if (kind == FindingKind.OUTSIDE_SESSIONS || isGap(kind)) {
            return;
        }
        BitSet rows = detected.rows();
        rows.stream().limit(MOST_MARKS).forEach(row -> {
            double[] at = point(row);
            html.raw("<circle class=\"" + kind.severity() + "\" r=\"4\" cx=\"" + point(at[0]) + "\" cy=\""
                            + point(at[1]) + "\"><title>")
                    .text(kind.title() + ", " + shown.time(Clock.instantOf(bars.openEpochNanos(row))))
                    .raw("</title></circle>\n");
        });
        if (rows.isEmpty() && kind.severity() == Severity.ERROR) {
            detected.finding().examples().stream()
                    .flatMap(example -> example.time().stream())
                    .filter(this::isInside)
                    .forEach(time -> html.raw("<path class=\"error\" d=\"M" + point(x(Clock.epochNanosOf(time))) + " "
                                    + TOP + "l-5 -10h10z\"><title>")
                            .text(kind.title() + ", " + shown.time(time))
                            .raw("</title></path>\n"));
        }
    }

    private boolean isInside(Instant time) {
        return !time.isBefore(Clock.instantOf(begin).minus(Duration.ofDays(1)))
                && !time.isAfter(Clock.instantOf(bars.epochNanos(bars.size() - 1)));
    }
}
