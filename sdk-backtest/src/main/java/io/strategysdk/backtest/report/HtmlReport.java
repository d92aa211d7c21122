package io.strategysdk.backtest.report;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.internal.PageParts;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.Drawdown;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** One page for people. Its policy lets only its own style and script run, and nothing be fetched. */
final class HtmlReport {
    private final ReportData data;
    private final DailyEquity daily;
    private final LocalTimes times;
    private final HtmlWriter html = new HtmlWriter();

    HtmlReport(ReportData data) {
        this.data = data;
        this.daily = data.statistics.daily();
        this.times = new LocalTimes(daily.zone(), data.timeframe.isIntraday());
    }

    String text() {
        String style = PageParts.resource(HtmlReport.class, "report.css");
        String script = PageParts.resource(HtmlReport.class, "report.js");
        addHead(style, script);
        html.raw("<body>\n<main>\n");
        addTitle();
        addNotices();
        new HeadlineSection(data).addTo(html);
        addCharts();
        new MonthlySection(daily).addTo(html);
        new StrategySection(data).addTo(html);
        new TradeSection(data, times).addTo(html);
        data.execution.ifPresent(execution -> new ExecutionSection(execution, data.currency).addTo(html));
        new FigureSection(data).addTo(html);
        new RefusalSection(data, times).addTo(html);
        addSettings();
        html.raw("</main>\n<script type=\"application/json\" id=\"data\">")
                .raw(new PageData(data, times).text())
                .raw("</script>\n<script>")
                .raw(script)
                .raw("</script>\n</body>\n</html>\n");
        return html.html();
    }

    private void addHead(String style, String script) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .raw(PageParts.hash(style))
                .raw("'; script-src '")
                .raw(PageParts.hash(script))
                .raw("'; base-uri 'none'; form-action 'none'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", data.strategyName + " – backtest report")
                .raw("\n<style>")
                .raw(style);
        html.raw("</style>\n</head>\n");
    }

    private void addTitle() {
        html.raw("<header>\n<p class=\"kicker\">Backtest report</p>\n<h1>").text(data.strategyName);
        html.raw(" <span class=\"version\">version ").text(data.strategyVersion).raw("</span></h1>\n<p class=\"sub\">");
        if (!data.instruments.isEmpty()) {
            html.text(FigureTexts.instruments(data)).raw(" · ");
        }
        html.text(FigureTexts.bars(data.timeframe) + " · " + daily.date(0) + " to " + daily.date(daily.size() - 1)
                + " · start " + FigureTexts.money(data.startCash) + " " + data.currency);
        html.raw("</p>\n</header>\n");
    }

    private void addNotices() {
        if (data.warnings.isEmpty() && data.notes.isEmpty()) {
            return;
        }
        html.raw("<section class=\"notices\" aria-label=\"Warnings and notes\">\n");
        addNotices("warning", "Warning", data.warnings);
        addNotices("note", "Note", data.notes);
        html.raw("</section>\n");
    }

    private void addNotices(String style, String label, List<String> texts) {
        for (String text : texts) {
            html.raw("<p class=\"")
                    .raw(style)
                    .raw("\">")
                    .element("strong", label)
                    .raw(" ")
                    .text(text)
                    .raw("</p>\n");
        }
    }

    private void addCharts() {
        html.raw("""
                <section aria-labelledby="growth">
                <div class="bar"><h2 id="growth">Growth of capital</h2>\
                <button type="button" id="scale" aria-pressed="false">Logarithmic</button></div>
                """);
        html.element("p class=\"lead\"", "In " + data.currency + "; the dotted line is the capital at the start.");
        html.raw("""

                <div id="equity-chart" class="chart"></div>
                <h3>Drawdown: below the last peak</h3>
                """);
        data.statistics
                .drawdowns()
                .deepest()
                .ifPresent(deepest -> html.element("p class=\"lead\"", FigureTexts.typeset(words(deepest))));
        html.raw("""

                <div id="drawdown-chart" class="chart"></div>
                <noscript><p>The charts and the list of trades need JavaScript; all figures are below.</p></noscript>
                </section>
                """);
        if (!data.prices.isEmpty()) {
            html.raw("""
                    <section aria-labelledby="entries">
                    <div class="bar"><h2 id="entries">Entries and exits</h2>\
                    <span><button type="button" id="whole" hidden>Whole run</button>\
                    <label>Instrument <select id="instrument"></select></label></span></div>
                    """);
            html.element(
                    "p class=\"lead\"",
                    "Prices in " + data.currency + ". Drag across the chart"
                            + (data.roundTrips.closed().isEmpty() ? "" : ", or choose a trade in the list below,")
                            + " to look closer.");
            html.raw("""

                    <div id="price-chart" class="chart"></div>
                    </section>
                    """);
        }
    }

    private String words(Drawdown deepest) {
        String fall = "The deepest, " + FigureFormat.PERCENT.text(deepest.depth()) + ", fell from the peak of "
                + day(deepest.peak()) + " to " + day(deepest.trough());
        return fall
                + deepest.recovery()
                        .map(regained -> " and was regained on " + day(regained) + ".")
                        .orElse(" and was not regained.");
    }

    /** The start is no close: around the clock it would be dated by the day before. */
    private String day(Instant close) {
        LocalDate date = times.date(Clock.epochNanosOf(close));
        return (date.isBefore(daily.date(0)) ? daily.date(0) : date).toString();
    }

    private void addSettings() {
        html.raw("""
                <section aria-labelledby="settings">
                <h2 id="settings">How this was computed</h2>
                <div class="columns">
                """);
        addList("Parameters of the strategy", data.parameters);
        addList("Settings of the simulation", data.settings);
        html.raw("</div>\n");
        data.journalHash.ifPresent(
                hash -> html.raw("<p class=\"lead\">Journal <code>").text(hash).raw("</code></p>\n"));
        html.raw("<p class=\"lead\">Annualised figures use the equity at the end of each session, drawdowns that of"
                + " every bar. Simulated results are no promise: they know no outages, no crowded exits and no"
                + " influence of these orders on the market beyond the settings above.</p>\n</section>\n");
    }

    private void addList(String title, Map<String, String> map) {
        if (map.isEmpty()) {
            return;
        }
        html.raw("<div>").element("h3", title).raw("<dl>\n");
        map.forEach(
                (name, value) -> html.element("dt", name).element("dd", value).raw("\n"));
        html.raw("</dl></div>\n");
    }

    /** A figure's text with a true minus sign. */
    static String shown(Figure figure) {
        return figure.value().isPresent() ? figure.text().replace('-', '−') : "–";
    }
}
