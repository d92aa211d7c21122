package io.strategysdk.backtest.report;

import io.strategysdk.backtest.analytics.ExecutionFigures;
import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.analytics.ExecutionReport.Part;
import io.strategysdk.backtest.analytics.OrderCounts;
import io.strategysdk.backtest.analytics.Shortfall;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;

/** What became of orders, and what their execution cost, by strategy and instrument. */
final class ExecutionSection {
    private static final int MOST = 200;
    private static final List<String> ORDERS = List.of(
            "Sent",
            "Filled",
            "In part",
            "Cancelled",
            "Expired",
            "Refused",
            "Waiting",
            "Not needed",
            "Fill rate",
            "Time to fill");
    private static final List<String> COSTS = List.of(
            "Delay",
            "Execution",
            "Not filled",
            "Fees",
            "Shortfall",
            "Shortfall, bps",
            "Decision, bps",
            "Arrival, bps",
            "Of volume");

    private final ExecutionReport execution;
    private final String currency;
    private final boolean several;

    ExecutionSection(ExecutionReport execution, String currency) {
        this.execution = execution;
        this.currency = currency;
        several = execution.parts().stream().map(Part::strategy).distinct().count() > 1;
    }

    void addTo(HtmlWriter html) {
        if (execution.parts().isEmpty()) {
            return;
        }
        html.raw("<section aria-labelledby=\"execution\">\n<h2 id=\"execution\">Execution</h2>\n");
        html.element(
                "p class=\"lead\"",
                "What became of orders. Not needed are stops that were not reached, and exits and paired orders whose"
                        + " turn did not come. The fill rate is by quantity, the time to fill the median.");
        addTable(html, "execution", ORDERS, ExecutionSection::addOrders);
        addRefusals(html);
        html.raw("<h3 id=\"shortfall\">Implementation shortfall</h3>\n");
        html.element(
                "p class=\"lead\"",
                "What trading cost, in " + currency + ", against filling everything at once, free, at the price of the"
                        + " decision: delay until the first open that could fill, execution from there to the fills,"
                        + " what the market moved without the part that was not filled, and fees. Beside it, fills"
                        + " against decision and arrival, and the largest share of one bar's volume.");
        addTable(html, "shortfall", COSTS, ExecutionSection::addCosts);
        html.raw("</section>\n");
    }

    private void addTable(
            HtmlWriter html, String label, List<String> heads, BiConsumer<HtmlWriter, ExecutionFigures> columns) {
        html.raw("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"" + label
                + "\"><table class=\"parts\"><thead><tr>" + (several ? "<th scope=\"col\">Strategy</th>" : "")
                + "<th scope=\"col\">Instrument</th>");
        heads.forEach(head -> html.element("th scope=\"col\" class=\"num\"", head));
        html.raw("</tr></thead><tbody>\n");
        List<Part> parts = execution.parts();
        for (Part part : parts.subList(0, Math.min(MOST, parts.size()))) {
            addRow(html.raw("<tr>"), part.strategy(), part.instrument().symbol(), part.figures(), columns);
        }
        if (parts.size() > 1) {
            HtmlWriter row = html.raw("<tr class=\"total\">");
            addRow(row, several ? "All" : "", several ? "" : "All", execution.total(), columns);
        }
        html.raw("</tbody></table></div>\n");
        if (parts.size() > MOST) {
            html.element(
                    "p class=\"lead\"", "The first " + MOST + " of " + parts.size() + "; all are in the JSON report.");
        }
    }

    private void addRow(
            HtmlWriter html,
            String strategy,
            String instrument,
            ExecutionFigures figures,
            BiConsumer<HtmlWriter, ExecutionFigures> columns) {
        if (several) {
            html.element("th scope=\"row\"", strategy).element("td", instrument);
        } else {
            html.element("th scope=\"row\"", instrument);
        }
        columns.accept(html, figures);
        html.raw("</tr>\n");
    }

    private static void addOrders(HtmlWriter html, ExecutionFigures figures) {
        OrderCounts orders = figures.orders();
        List.of(
                        orders.sent(),
                        orders.filled(),
                        orders.partlyFilled(),
                        orders.cancelled(),
                        orders.expired(),
                        orders.rejected(),
                        orders.working(),
                        orders.untriggered())
                .forEach(count -> addCell(html, FigureFormat.COUNT.text(count)));
        addCell(html, ExecutionTexts.percent(figures.shortfall().fillRate()));
        addCell(html, ExecutionTexts.median(figures));
    }

    private static void addCosts(HtmlWriter html, ExecutionFigures figures) {
        Shortfall shortfall = figures.shortfall();
        addMoney(html, shortfall.delay());
        addMoney(html, shortfall.execution());
        addMoney(html, shortfall.opportunity());
        addMoney(html, shortfall.fees());
        addMoney(html, shortfall.total());
        addCell(html, ExecutionTexts.bps(shortfall.totalBps()));
        addCell(html, ExecutionTexts.bps(shortfall.decisionSlippageBps()));
        addCell(html, ExecutionTexts.bps(shortfall.arrivalSlippageBps()));
        addCell(html, ExecutionTexts.percent(figures.volumeShare().largest()));
    }

    private static void addMoney(HtmlWriter html, BigDecimal amount) {
        addCell(html, FigureTexts.money(amount));
    }

    private static void addCell(HtmlWriter html, String text) {
        html.element("td class=\"num\"", text.equals(ExecutionTexts.NOTHING) ? "–" : text.replace('-', '−'));
    }

    private void addRefusals(HtmlWriter html) {
        OrderCounts orders = execution.total().orders();
        if (!orders.rejections().isEmpty()) {
            html.element("p class=\"lead\"", "Refused: " + ExecutionTexts.rejections(orders) + ".");
        }
    }
}
