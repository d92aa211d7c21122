package io.strategysdk.backtest.research;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.ThinLine;
import io.strategysdk.backtest.statistics.EquityCurve;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Curves over time, one colour each. */
final class LineChart {
    private static final int HEIGHT = 340;
    private static final int LEFT = 78;
    private static final int RIGHT = 16;
    private static final int TOP = 60;
    private static final int BOTTOM = 30;
    private static final int LEVELS = 5;
    private static final int TIMES = 6;
    private static final double BROAD = 4;
    private static final double FINE = 1.4;

    private final String title;
    private final List<Curve> curves = new ArrayList<>();

    private record Curve(String name, EquityCurve values) {}

    LineChart(String title) {
        this.title = title;
    }

    LineChart add(String name, EquityCurve values) {
        curves.add(new Curve(name, values));
        return this;
    }

    Picture picture() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Curve curve : curves) {
            EquityCurve values = curve.values;
            begin = Math.min(begin, values.epochNanos(0));
            end = Math.max(end, values.epochNanos(values.size() - 1));
            for (int i = 0; i < values.size(); i++) {
                low = Math.min(low, values.equity(i));
                high = Math.max(high, values.equity(i));
            }
        }
        Axis x = new Axis(0, since(begin, end), LEFT, Drawing.WIDTH - RIGHT);
        Axis y = new Axis(low, high, HEIGHT - BOTTOM, TOP);
        Drawing drawing = new Drawing(title, HEIGHT);
        addLevels(drawing, y);
        addTimes(drawing, x, begin, end);
        for (int i = 0; i < curves.size(); i++) {
            addCurve(drawing, i, x, y, begin);
        }
        return drawing.picture();
    }

    private static void addLevels(Drawing drawing, Axis y) {
        for (double level : y.marks(LEVELS)) {
            double at = y.at(level);
            drawing.line(LEFT, at, Drawing.WIDTH - RIGHT, at, Drawing.GRID, 1)
                    .words(LEFT - 8, at + 4, "end", 12, Drawing.FAINT, Digits.significant(level, 6));
        }
    }

    private static void addTimes(Drawing drawing, Axis x, long begin, long end) {
        for (int i = 0; i <= TIMES; i++) {
            long time = begin + (end - begin) / TIMES * i;
            String anchor = i == 0 ? "start" : i == TIMES ? "end" : "middle";
            String date =
                    Clock.instantOf(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
            drawing.words(x.at(since(begin, time)), HEIGHT - 8, anchor, 12, Drawing.FAINT, date);
        }
    }

    private void addCurve(Drawing drawing, int number, Axis x, Axis y, long begin) {
        Curve curve = curves.get(number);
        EquityCurve values = curve.values;
        String colour = Drawing.COLOURS.get(number % Drawing.COLOURS.size());
        int[] rows = ThinLine.rows(values.size(), i -> x.at(since(begin, values.epochNanos(i))), values::equity);
        double[] points = new double[2 * rows.length];
        for (int i = 0; i < rows.length; i++) {
            points[2 * i] = x.at(since(begin, values.epochNanos(rows[i])));
            points[2 * i + 1] = y.at(values.equity(rows[i]));
        }
        double left = LEFT + 130.0 * number;
        // of two that may lie on one another the first is broad
        drawing.path(points, colour, number == 0 && curves.size() == 2 ? BROAD : FINE)
                .line(left, TOP - 18, left + 22, TOP - 18, colour, 3)
                .words(left + 28, TOP - 14, "start", 12, Drawing.INK, curve.name);
    }

    private static double since(long begin, long time) {
        return (double) (time - begin);
    }
}
