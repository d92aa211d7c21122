package io.strategysdk.backtest.research;

import java.util.List;

/** Numbers as bars from zero, with a line on both sides of it where chance ends. */
final class BarChart {
    private static final int HEIGHT = 320;
    private static final int LEFT = 62;
    private static final int RIGHT = 16;
    private static final int TOP = 44;
    private static final int BOTTOM = 44;
    private static final int LEVELS = 5;
    private static final int MOST_NAMES = 12;
    private static final double GAP = 0.18;
    private static final double LETTER = 6.5;

    private final String title;
    private final List<Bar> bars;

    /**
     * One of them.
     *
     * @param chance how far it goes on both sides; NaN where there is none
     */
    record Bar(String name, double value, double chance) {}

    BarChart(String title, List<Bar> bars) {
        this.title = title;
        this.bars = bars;
    }

    Picture picture() {
        double low = 0;
        double high = 0;
        for (Bar bar : bars) {
            double value = Double.isFinite(bar.value) ? bar.value : 0;
            double chance = Double.isNaN(bar.chance) ? 0 : bar.chance;
            low = Math.min(low, Math.min(value, -chance));
            high = Math.max(high, Math.max(value, chance));
        }
        double around = low < 0 ? 0.06 * (high - low) : 0;
        Axis y = new Axis(low - around, high + Math.max(around, 0.04 * high), HEIGHT - BOTTOM, TOP);
        Drawing drawing = new Drawing(title, HEIGHT);
        for (double level : y.marks(LEVELS)) {
            drawing.line(LEFT, y.at(level), Drawing.WIDTH - RIGHT, y.at(level), Drawing.GRID, 1)
                    .words(LEFT - 8, y.at(level) + 4, "end", 12, Drawing.FAINT, Digits.significant(level, 3));
        }
        double width = (Drawing.WIDTH - LEFT - RIGHT) / (double) bars.size();
        int each = (bars.size() + MOST_NAMES - 1) / MOST_NAMES;
        for (int i = 0; i < bars.size(); i++) {
            add(drawing, bars.get(i), LEFT + i * width, width, y);
            if (i % each == 0) {
                String name = shortened(bars.get(i).name, (int) (each * width / LETTER));
                drawing.words(LEFT + (i + 0.5) * width, HEIGHT - BOTTOM + 18, "middle", 11, Drawing.FAINT, name);
            }
        }
        return drawing.line(LEFT, y.at(0), Drawing.WIDTH - RIGHT, y.at(0), Drawing.FAINT, 1)
                .picture();
    }

    /** What tells names apart is often their end. */
    private static String shortened(String name, int letters) {
        return name.length() <= letters ? name : "…" + name.substring(name.length() - letters + 1);
    }

    private static void add(Drawing drawing, Bar bar, double left, double width, Axis y) {
        if (Double.isFinite(bar.value)) {
            boolean isBeyond = Math.abs(bar.value) > bar.chance;
            double top = Math.min(y.at(bar.value), y.at(0));
            double height = Math.abs(y.at(bar.value) - y.at(0));
            String colour = Drawing.COLOURS.get(isBeyond ? 1 : 0);
            drawing.box(left + GAP / 2 * width, top, (1 - GAP) * width, height, colour);
        }
        if (!Double.isNaN(bar.chance)) {
            for (double side : new double[] {-bar.chance, bar.chance}) {
                drawing.line(left, y.at(side), left + width, y.at(side), Drawing.FAINT, 1);
            }
        }
    }
}
