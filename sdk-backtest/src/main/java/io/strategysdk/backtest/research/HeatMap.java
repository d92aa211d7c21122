package io.strategysdk.backtest.research;

import java.util.List;

/** A square of numbers from -1 to 1: the deeper the colour, the further from zero; orange below, blue above. */
final class HeatMap {
    private static final int LEFT = 200;
    private static final int TOP = 70;
    private static final int CELL = 56;
    private static final int ROOM = 24;
    private static final int LONGEST = 26;
    private static final int WHITE = 255;
    /** Parts of two hexadecimal digits. */
    private static final int[] ABOVE = {31, 111, 178};

    private static final int[] BELOW = {209, 112, 28};
    private static final double DARK = 0.6;

    private final String title;
    private final List<String> names;

    HeatMap(String title, List<String> names) {
        this.title = title;
        this.names = names;
    }

    /** A number of a row and a column. */
    @FunctionalInterface
    interface Values {
        double at(int row, int column);
    }

    Picture picture(Values values) {
        int cell = Math.min(CELL, (Drawing.WIDTH - LEFT - ROOM) / Math.max(1, names.size()));
        Drawing drawing = new Drawing(title, TOP + cell * names.size() + ROOM);
        for (int row = 0; row < names.size(); row++) {
            double top = TOP + row * cell;
            double middle = top + cell / 2.0 + 4;
            drawing.words(LEFT - 10, middle, "end", 12, Drawing.INK, (row + 1) + "  " + shortened(names.get(row)))
                    .words(LEFT + (row + 0.5) * cell, TOP - 8, "middle", 12, Drawing.INK, Integer.toString(row + 1));
            for (int column = 0; column < names.size(); column++) {
                double value = values.at(row, column);
                double left = LEFT + column * cell;
                drawing.box(left + 1, top + 1, cell - 2, cell - 2, colour(value))
                        .words(
                                left + cell / 2.0,
                                middle,
                                "middle",
                                12,
                                Math.abs(value) > DARK ? "#ffffff" : Drawing.INK,
                                Digits.fixed(value, 2));
            }
        }
        return drawing.picture();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private static String colour(double value) {
        double depth = Double.isFinite(value) ? Math.min(1, Math.abs(value)) : 0;
        int[] full = value < 0 ? BELOW : ABOVE;
        StringBuilder colour = new StringBuilder("#");
        for (int part : full) {
            int mixed = (int) Math.rint(WHITE + (part - WHITE) * depth);
            colour.append(Integer.toHexString(mixed));
        }
        return colour.toString();
    }
}
