package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.Statistics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The five figures that matter, beside the benchmark's, and the run in two sentences. */
final class HeadlineSection {
    private static final double DAYS_PER_YEAR = 365.25;

    private final ReportData data;
    private final Statistics statistics;

    HeadlineSection(ReportData data) {
        this.data = data;
        this.statistics = data.statistics;
    }

    void addTo(HtmlWriter html) {
        html.raw("<section class=\"headline\" aria-label=\"Headline\">\n").element("p class=\"story\"", story());
        html.raw("\n<dl class=\"tiles\">\n");
        addTile(html, "totalReturn", "Total return", "after all costs");
        addTile(html, "cagr", "Annual growth", "compound, per year");
        addTile(html, "maxDrawdown", "Worst fall", "from a peak");
        addTile(html, "sharpe", "Sharpe ratio", "return per unit of risk");
        addTile(
                html,
                "winRate",
                "Trades won",
                "of " + statistics.figure("trades").text());
        html.raw("</dl>\n</section>\n");
    }

    private void addTile(HtmlWriter html, String key, String label, String hint) {
        Figure figure = statistics.figure(key);
        String other = FigureTexts.benchmark(data, figure).replace('-', '−');
        html.raw("<div><dt>").text(label).raw("</dt><dd class=\"value\">").text(HtmlReport.shown(figure));
        html.raw("</dd><dd class=\"hint\">");
        html.text(
                other.isEmpty() || other.equals("−")
                        ? hint
                        : data.benchmark.orElseThrow().label() + " " + other);
        html.raw("</dd></div>\n");
    }

    private String story() {
        String start = FigureTexts.money(data.startCash) + " " + data.currency;
        String end = statistics.figure("finalEquity").text() + " " + data.currency;
        String story = start + " became " + end + " in " + length(statistics.daily()) + ". ";
        return FigureTexts.typeset(
                story + data.benchmark.map(HeadlineSection::sentence).orElse(""));
    }

    private static String sentence(ReportData.Benchmark benchmark) {
        if (benchmark.isIdle()) {
            return capitalised(benchmark.label()) + " would have bought nothing.";
        }
        return capitalised(benchmark.label()) + " would have returned "
                + benchmark.statistics().figure("totalReturn").text() + ", with a worst fall of "
                + benchmark.statistics().figure("maxDrawdown").text() + ".";
    }

    /** Less than a year in days, those of the first and last session included. */
    private static String length(DailyEquity daily) {
        long days = daily.days() + 1;
        if (days < DAYS_PER_YEAR) {
            return days == 1 ? "one day" : days + " days";
        }
        return BigDecimal.valueOf(daily.days() / DAYS_PER_YEAR)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " years";
    }

    private static String capitalised(String label) {
        return label.isEmpty() ? label : label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }
}
