package io.strategysdk.backtest.quality;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.internal.PageParts;

/** One page for people. Its policy lets only its own style in, no script, and nothing be fetched. */
final class QualityPage {
    private final QualityReport report;
    private final HtmlWriter html = new HtmlWriter();

    QualityPage(QualityReport report) {
        this.report = report;
    }

    String text() {
        String style = PageParts.resource(QualityPage.class, "quality.css");
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .raw(PageParts.hash(style))
                .raw("'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw("<title>Data quality</title>\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kicker\">Data quality</p>\n");
        html.element("h1", report.toString())
                .element(
                        "p class=\"sub\"",
                        "Against the sessions of " + report.calendar().name())
                .raw("\n</header>\n");
        addSummary();
        report.checked().forEach(this::add);
        html.raw("</main>\n</body>\n</html>\n");
        return html.html();
    }

    private void addSummary() {
        if (report.checked().size() < 2) {
            return;
        }
        html.raw("<table class=\"summary\">\n<thead><tr><th>Instrument</th><th>Source</th><th>Data</th>"
                + "<th class=\"number\">Errors</th><th class=\"number\">Warnings</th><th class=\"number\">Notes</th>"
                + "</tr></thead>\n<tbody>\n");
        for (CheckedSeries checked : report.checked()) {
            SeriesQuality series = checked.quality();
            html.raw("<tr>")
                    .element("td", series.instrument().symbol())
                    .element("td", series.source())
                    .element("td", new Shown(checked).span(series));
            for (Severity severity : Severity.values()) {
                long count = series.findings().stream()
                        .filter(finding -> finding.severity() == severity)
                        .count();
                html.element(
                        count == 0 ? "td class=\"number\"" : "td class=\"number " + severity + "\"",
                        Long.toString(count));
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n");
    }

    private void add(CheckedSeries checked) {
        SeriesQuality series = checked.quality();
        Shown shown = new Shown(checked);
        html.raw("<section>\n")
                .element("h2", series.instrument().symbol())
                .raw("\n")
                .element("p class=\"sub\"", series.source() + " · " + shown.span(series))
                .raw("\n");
        checked.bars().ifPresent(bars -> {
            new PriceChart(checked, bars, html).add();
            html.raw(
                    "<p class=\"legend\">Closes on a logarithmic scale; grey bands are sessions without bars, red marks"
                            + " errors, orange ones warnings, blue ones notes.</p>\n");
        });
        if (series.findings().isEmpty()) {
            html.raw("<p class=\"good\">Nothing found.</p>\n");
        } else {
            addFindings(series, shown);
        }
        html.raw("</section>\n");
    }

    private void addFindings(SeriesQuality series, Shown shown) {
        html.raw("<table>\n<thead><tr><th>Severity</th><th>Kind</th><th class=\"number\">Count</th><th>First</th>"
                + "<th>Last</th><th>What was found</th></tr></thead>\n<tbody>\n");
        for (Finding finding : series.findings()) {
            html.raw("<tr>")
                    .element(
                            "td class=\"" + finding.severity() + "\"",
                            finding.severity().toString())
                    .element("td", finding.kind().title())
                    .element("td class=\"number\"", Long.toString(finding.count()))
                    .element("td class=\"time\"", shown.time(finding.first()))
                    .element("td class=\"time\"", shown.time(finding.last()))
                    .raw("<td>")
                    .text(finding.text());
            String done = Shown.treatment(report, finding);
            if (!done.isEmpty()) {
                html.raw(" ").element("span class=\"done\"", done);
            }
            addExamples(finding, shown);
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody>\n</table>\n");
    }

    private void addExamples(Finding finding, Shown shown) {
        html.raw("<details><summary>Rule and examples</summary>").element("p", "Rule: " + finding.rule() + ".");
        if (!finding.examples().isEmpty()) {
            html.raw("<ul>");
            finding.examples()
                    .forEach(example -> html.element(
                            "li",
                            example.time().map(time -> shown.time(time) + ": ").orElse("") + example.text()));
            html.raw("</ul>");
        }
        html.raw("</details>");
    }
}
