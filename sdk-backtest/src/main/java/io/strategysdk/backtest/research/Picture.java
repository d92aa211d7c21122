package io.strategysdk.backtest.research;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.internal.PageParts;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.engine.internal.WholeFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * A drawing as SVG: one text without scripts, styles, fonts or links of its own, so that it may stand in a page, a notebook
 * or a file. The same figures give the same text on every machine. Immutable.
 *
 * <p>A notebook shows what {@link #svg} answers when it is told that it is {@code image/svg+xml}.
 */
public final class Picture {
    private final String title;
    private final String svg;

    Picture(String title, String svg) {
        this.title = title;
        this.svg = svg;
    }

    /**
     * Curves over time, such as the equity of several runs.
     *
     * @param title what they are, in words
     * @param curves by name, drawn in the map's order, which should be one: a {@link java.util.LinkedHashMap}
     * @throws IllegalArgumentException when there is none
     */
    public static Picture of(String title, Map<String, EquityCurve> curves) {
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("a picture must have a curve, was without any: " + title);
        }
        LineChart chart = new LineChart(title);
        curves.forEach(chart::add);
        return chart.picture();
    }

    /** What it shows, in words. */
    public String title() {
        return title;
    }

    /** The drawing itself. */
    public String svg() {
        return svg;
    }

    /** A page with the drawing and nothing else, for a browser. */
    public String html() {
        return page(title, new HtmlWriter().raw(svg).html());
    }

    /** A page of our own markup. Nothing can be fetched from it, and nothing runs in it. */
    static String page(String title, String body) {
        String style = PageParts.resource(Picture.class, "research.css");
        HtmlWriter html = new HtmlWriter()
                .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .raw(PageParts.hash(style))
                .raw("'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        return html.element("title", title)
                .raw("\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n<main>\n")
                .raw(body)
                .raw("</main>\n</body>\n</html>\n")
                .html();
    }

    /**
     * Writes it: {@code .html} as a page, anything else as SVG. A file that was there is replaced, and the
     * folder made that it lies in.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be written
     */
    public void writeTo(Path file) {
        write(file, file.toString().endsWith(".html") ? html() : svg);
    }

    static void write(Path file, String text) {
        WholeFile.writeText("research", file, out -> out.append(text));
    }

    /** The title. */
    @Override
    public String toString() {
        return "picture: " + title;
    }
}
