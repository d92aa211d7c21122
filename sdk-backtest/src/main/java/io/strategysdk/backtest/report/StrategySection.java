package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.FigureFormat;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** What each of several strategies made of its capital. */
final class StrategySection {
    private final ReportData data;

    StrategySection(ReportData data) {
        this.data = data;
    }

    void addTo(HtmlWriter html) {
        if (data.strategies.size() < 2) {
            return;
        }
        Map<String, Long> trades = data.roundTrips.closed().stream()
                .collect(Collectors.groupingBy(RoundTrip::strategy, Collectors.counting()));
        html.raw("<section aria-labelledby=\"strategies\">\n<h2 id=\"strategies\">By strategy</h2>\n");
        html.element("p class=\"lead\"", "In " + data.currency + "; profit is after fees, open positions included.");
        html.raw(
                "\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"strategies\"><table><thead><tr>"
                        + "<th scope=\"col\">Strategy</th><th scope=\"col\" class=\"num\">Capital</th>"
                        + "<th scope=\"col\" class=\"num\">Equity</th><th scope=\"col\" class=\"num\">Profit</th>"
                        + "<th scope=\"col\" class=\"num\">Fees</th><th scope=\"col\" class=\"num\">Trades</th>"
                        + "</tr></thead><tbody>\n");
        for (StrategyResult book : data.strategies) {
            BigDecimal profit = book.equity().subtract(book.capital());
            html.raw("<tr>").element("th scope=\"row\"", book.name());
            addAmount(html, book.capital());
            addAmount(html, book.equity());
            addAmount(html, profit);
            addAmount(html, book.fees());
            html.element("td class=\"num\"", FigureFormat.COUNT.text(trades.getOrDefault(book.name(), 0L)))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private static void addAmount(HtmlWriter html, BigDecimal amount) {
        html.element("td class=\"num\"", FigureTexts.money(amount).replace('-', '−'));
    }
}
