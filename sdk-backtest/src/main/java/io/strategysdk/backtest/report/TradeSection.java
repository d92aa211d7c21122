package io.strategysdk.backtest.report;

import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.statistics.OpenLot;
import java.util.List;

/** The place of the list of closed trades, which the page's script fills, and what was still open. */
final class TradeSection {
    private static final int MOST_LOTS = 200;

    private final ReportData data;
    private final LocalTimes times;

    TradeSection(ReportData data, LocalTimes times) {
        this.data = data;
        this.times = times;
    }

    void addTo(HtmlWriter html) {
        int closed = data.roundTrips.closed().size();
        int open = data.roundTrips.open().size();
        html.raw("<section aria-labelledby=\"trades\">\n<h2 id=\"trades\">Trades</h2>\n");
        html.element(
                "p class=\"lead\"",
                FigureTexts.counted(closed, "closed trade", "closed trades") + ", net of fees in " + data.currency
                        + "; "
                        + (open == 0
                                ? "nothing was open at the end."
                                : FigureTexts.counted(open, "lot was", "lots were")
                                        + " still open at the end and not counted.")
                        + " Times are in " + FigureTexts.zone(times.zone()) + ".");
        if (closed > 0) {
            html.raw("\n<p class=\"lead narrow\">Tap a trade for its side, quantity, prices, days and fees.</p>");
        }
        html.raw("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"trades\">"
                + "<table id=\"trade-list\" class=\"numbers\"></table></div>\n<nav id=\"pages\" aria-label=\"Pages of"
                + " trades\"></nav>\n<p class=\"lead printed\" id=\"unprinted\" hidden></p>\n");
        if (open > 0) {
            addOpen(html, data.roundTrips.open());
        }
        html.raw("</section>\n");
    }

    private void addOpen(HtmlWriter html, List<OpenLot> lots) {
        boolean several = data.strategies.size() > 1;
        html.raw("<h3 id=\"open\">Open at the end</h3>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"open\"><table><thead><tr>"
                + (several ? "<th scope=\"col\">Strategy</th>" : "")
                + "<th scope=\"col\">Instrument</th><th scope=\"col\">Side</th>"
                + "<th scope=\"col\" class=\"num\">Quantity</th><th scope=\"col\">Entry</th>"
                + "<th scope=\"col\" class=\"num\">at</th><th scope=\"col\" class=\"num\">Cost</th>"
                + "<th scope=\"col\" class=\"num\">Fees</th></tr></thead><tbody>\n");
        for (OpenLot lot : lots.subList(0, Math.min(MOST_LOTS, lots.size()))) {
            TradeDecimals decimals = TradeDecimals.of(lot);
            html.raw("<tr>");
            if (several) {
                html.element("td", lot.strategy());
            }
            html.element("td", lot.instrument().symbol())
                    .element("td", lot.entrySide() == Side.BUY ? "Long" : "Short")
                    .element("td class=\"num\"", decimals.quantity(lot.quantity()))
                    .element("td class=\"nowrap\"", times.text(lot.entryEpochNanos()))
                    .element("td class=\"num\"", decimals.price(TradeDecimals.price(lot)))
                    .element("td class=\"num\"", FigureTexts.money(lot.cost()))
                    .element("td class=\"num\"", FigureTexts.money(lot.fees()))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        if (lots.size() > MOST_LOTS) {
            html.element(
                    "p class=\"lead\"",
                    "The first " + MOST_LOTS + " of " + FigureTexts.counted(lots.size(), "lot", "lots")
                            + "; all of them are in the JSON report.");
        }
    }
}
