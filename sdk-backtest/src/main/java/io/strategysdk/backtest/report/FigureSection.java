package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.Figure;
import java.util.List;

/** Every statistic with its plain sentence, under its heading, beside the benchmark's. */
final class FigureSection {
    private final ReportData data;

    FigureSection(ReportData data) {
        this.data = data;
    }

    void addTo(HtmlWriter html) {
        html.raw("<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">All figures</h2>\n");
        for (Figure.Group group : Figure.Group.values()) {
            List<Figure> figures = data.statistics.figures().stream()
                    .filter(figure -> figure.group() == group)
                    .toList();
            if (!figures.isEmpty()) {
                addGroup(html, group, figures);
            }
        }
        html.raw("</section>\n");
    }

    private void addGroup(HtmlWriter html, Figure.Group group, List<Figure> figures) {
        boolean compared =
                figures.stream().anyMatch(f -> !FigureTexts.benchmark(data, f).isEmpty());
        html.raw("<table class=\"figures\"><thead><tr>").element("th scope=\"col\"", group.title());
        html.raw("<th scope=\"col\" class=\"num\">Strategy</th>");
        html.element(
                "th scope=\"col\" class=\"num\"",
                compared ? data.benchmark.orElseThrow().label() : "");
        html.raw("<th scope=\"col\" class=\"words\">In words</th></tr></thead><tbody>\n");
        for (Figure figure : figures) {
            html.raw("<tr>").element("th scope=\"row\"", figure.label());
            html.element("td class=\"num\"", HtmlReport.shown(figure));
            html.element(
                    "td class=\"num other\"",
                    FigureTexts.benchmark(data, figure).replace('-', '−'));
            html.element("td class=\"words\"", FigureTexts.typeset(figure.sentence()))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }
}
