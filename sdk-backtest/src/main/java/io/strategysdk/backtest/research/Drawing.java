package io.strategysdk.backtest.research;

import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.HtmlWriter;
import java.util.List;

/** Lines, boxes and words of an SVG, in pixels from the upper left corner, with a title above. */
final class Drawing {
    static final int WIDTH = 960;
    static final String INK = "#1c2733";
    static final String FAINT = "#5c6b7a";
    static final String GRID = "#dde3e9";
    static final List<String> COLOURS = List.of("#1f6fb2", "#d1701c", "#2f8f4e", "#8a4fb0", "#b03a48", "#5b6670");

    private static final int DIGITS = 7;

    private final String title;
    private final HtmlWriter svg = new HtmlWriter();

    Drawing(String title, int height) {
        this.title = title;
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\""
                        + WIDTH + "\" height=\"" + height + "\" font-family=\"sans-serif\" role=\"img\" aria-label=\"")
                .text(title)
                .raw("\">\n");
        box(0, 0, WIDTH, height, "#ffffff");
        words(16, 24, "start", 15, INK, title);
    }

    Drawing box(double x, double y, double width, double height, String colour) {
        svg.raw("<rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(width) + "\" height=\"" + at(height)
                + "\" fill=\"" + colour + "\"/>\n");
        return this;
    }

    Drawing line(double x1, double y1, double x2, double y2, String colour, double width) {
        svg.raw("<line x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2)
                + "\" stroke=\"" + colour + "\" stroke-width=\"" + at(width) + "\"/>\n");
        return this;
    }

    /** Points one after the other: x, y, x, y. */
    Drawing path(double[] points, String colour, double width) {
        svg.raw("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" + at(width)
                + "\" stroke-linejoin=\"round\" points=\"");
        for (int i = 0; i < points.length; i += 2) {
            svg.raw((i == 0 ? "" : " ") + at(points[i]) + "," + at(points[i + 1]));
        }
        svg.raw("\"/>\n");
        return this;
    }

    Drawing words(double x, double y, String anchor, int size, String colour, String text) {
        svg.raw("<text x=\"" + at(x) + "\" y=\"" + at(y) + "\" text-anchor=\"" + anchor + "\" font-size=\"" + size
                        + "\" fill=\"" + colour + "\">")
                .text(text)
                .raw("</text>\n");
        return this;
    }

    Picture picture() {
        return new Picture(title, svg.html() + "</svg>\n");
    }

    /** A tenth of a pixel. */
    private static String at(double pixels) {
        return Exact.rounded(Math.rint(pixels * 10) / 10, DIGITS);
    }
}
