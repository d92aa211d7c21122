package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.HtmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** How often a figure came out as what, with marks at figures of interest, as SVG that a page's style colours. */
final class Histogram {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 250;
    private static final int SIDE = 18;
    private static final int TOP = 46;
    private static final int BOTTOM = 26;
    private static final int BINS = 48;
    private static final int MARKS = 6;
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int DIGITS = 6;
    private static final double LABEL_DISTANCE = 120;

    private final String description;
    private final double[] draws;
    private final DoubleFunction<String> text;
    private final List<Mark> marks = new ArrayList<>();
    private double insideFrom = Double.NEGATIVE_INFINITY;
    private double insideTo = Double.POSITIVE_INFINITY;

    private record Mark(String name, double value, String style) {}

    /**
     * Of draws.
     *
     * @param description for those who cannot see it
     * @param draws ascending, at least one
     * @param text of a value
     */
    Histogram(String description, double[] draws, DoubleFunction<String> text) {
        this.description = description;
        this.draws = draws;
        this.text = text;
    }

    /** Draws outside of it are paler. */
    Histogram inside(OptionalDouble from, OptionalDouble to) {
        insideFrom = from.orElse(insideFrom);
        insideTo = to.orElse(insideTo);
        return this;
    }

    Histogram mark(String name, double value, String style) {
        marks.add(new Mark(name, value, style));
        return this;
    }

    void addTo(HtmlWriter html) {
        double low = draws[0];
        double high = draws[draws.length - 1];
        for (Mark mark : marks) {
            low = Math.min(low, mark.value);
            high = Math.max(high, mark.value);
        }
        double around = high > low ? 0.02 * (high - low) : Math.max(1e-6, 0.01 * Math.abs(low));
        Scale x = new Scale(low - around, high + around);
        html.raw("<div class=\"chart\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .text(description)
                .raw("\">\n<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"")
                .text(description)
                .raw("\">\n");
        addBins(html, x);
        addAxis(html, x);
        addMarks(html, x);
        html.raw("</svg>\n</div>\n");
    }

    private void addBins(HtmlWriter html, Scale x) {
        int[] counts = new int[BINS];
        for (double draw : draws) {
            counts[Math.min(BINS - 1, (int) ((draw - x.low) / (x.high - x.low) * BINS))]++;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        double width = (WIDTH - 2.0 * SIDE) / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double height = (double) (HEIGHT - TOP - BOTTOM) * counts[bin] / most;
            double middle = x.low + (bin + 0.5) * (x.high - x.low) / BINS;
            boolean isInside = middle >= insideFrom && middle <= insideTo;
            if (counts[bin] > 0) {
                html.raw("<rect class=\"" + (isInside ? "inside" : "outside") + "\" x=\"" + at(SIDE + bin * width + 0.5)
                        + "\" y=\"" + at(HEIGHT - BOTTOM - height) + "\" width=\"" + at(width - 1) + "\" height=\""
                        + at(height) + "\"/>\n");
            }
        }
    }

    private void addAxis(HtmlWriter html, Scale x) {
        html.raw("<line class=\"axis-line\" x1=\"" + SIDE + "\" y1=\"" + (HEIGHT - BOTTOM) + "\" x2=\"" + (WIDTH - SIDE)
                + "\" y2=\"" + (HEIGHT - BOTTOM) + "\"/>\n");
        for (double value : x.rounds()) {
            html.raw("<text class=\"axis\" text-anchor=\"middle\" x=\"" + at(x.at(value)) + "\" y=\"" + (HEIGHT - 8)
                            + "\">")
                    .text(text.apply(value))
                    .raw("</text>\n");
        }
    }

    /** Names in two rows, so that those of near marks do not meet. */
    private void addMarks(HtmlWriter html, Scale x) {
        double lastInFirstRow = Double.NEGATIVE_INFINITY;
        List<Mark> sorted = marks.stream()
                .sorted((a, b) -> Double.compare(a.value, b.value))
                .toList();
        for (Mark mark : sorted) {
            double at = x.at(mark.value);
            boolean isFirstRow = at - lastInFirstRow >= LABEL_DISTANCE;
            lastInFirstRow = isFirstRow ? at : lastInFirstRow;
            int y = isFirstRow ? 14 : 32;
            String anchor = at < LABEL_DISTANCE ? "start" : at > WIDTH - LABEL_DISTANCE ? "end" : "middle";
            double textAt = "start".equals(anchor)
                    ? Math.max(SIDE, at - 4)
                    : "end".equals(anchor) ? Math.min(WIDTH - SIDE, at + 4) : at;
            html.raw("<line class=\"" + mark.style + "\" x1=\"" + at(at) + "\" y1=\"" + (y + 5) + "\" x2=\"" + at(at)
                            + "\" y2=\"" + (HEIGHT - BOTTOM) + "\"/>\n<text class=\"label " + mark.style
                            + "\" text-anchor=\"" + anchor + "\" x=\"" + at(textAt) + "\" y=\"" + y + "\">")
                    .text(mark.name)
                    .raw("</text>\n");
        }
    }

    private static String at(double pixels) {
        return Exact.rounded(Math.rint(pixels * 10) / 10, DIGITS);
    }

    private record Scale(double low, double high) {
        double at(double value) {
            return SIDE + (WIDTH - 2.0 * SIDE) * ((value - low) / (high - low));
        }

        /** One, two or five of a power of ten apart. */
        List<Double> rounds() {
            double rough = (high - low) / MARKS;
            double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
            double step = STEPS[STEPS.length - 1] * power;
            for (int i = STEPS.length - 1; i >= 0; i--) {
                step = STEPS[i] * power >= rough ? STEPS[i] * power : step;
            }
            List<Double> rounds = new ArrayList<>();
            long last = (long) Math.floor(high / step);
            for (long i = (long) Math.ceil(low / step); i <= last; i++) {
                rounds.add(i * step);
            }
            return rounds;
        }
    }
}
