package io.strategysdk.backtest.report;

import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.OpenLot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The place of the list of closed trades, which the page's script fills, and what was still open. */
final class TradeSection {
    private static final int MOST_POSITIONS = 200;

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
        html.element("p class=\"lead\"", closed + open == 0 ? "Nothing was traded." : words(closed, open));
        if (closed > 0) {
            html.raw("\n<p class=\"lead narrow\">Tap a trade to see the rest of it.</p>");
        }
        html.raw("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"trades\">"
                + "<table id=\"trade-list\" class=\"numbers\"></table></div>\n<nav id=\"pages\" aria-label=\"Pages of"
                + " trades\"></nav>\n<p class=\"lead printed\" id=\"unprinted\" hidden></p>\n");
        if (open > 0) {
            addOpen(html, positions(data.roundTrips.open()));
        }
        html.raw("</section>\n");
    }

    private String words(int closed, int open) {
        return FigureTexts.counted(closed, "closed trade", "closed trades") + ", net of fees in " + data.currency + "; "
                + (open == 0
                        ? "nothing was open at the end."
                        : FigureTexts.counted(open, "lot was", "lots were") + " still open at the end and not counted.")
                + " Times are in " + FigureTexts.zone(times.zone()) + ".";
    }

    /** Lots of one strategy and instrument together, since the first of them. */
    private static List<OpenLot> positions(List<OpenLot> lots) {
        Map<List<Object>, OpenLot> positions = new LinkedHashMap<>();
        for (OpenLot lot : lots) {
            List<Object> holder = List.of(lot.strategy(), lot.instrument(), lot.entrySide());
            positions.merge(holder, lot, TradeSection::together);
        }
        return List.copyOf(positions.values());
    }

    private static OpenLot together(OpenLot one, OpenLot other) {
        return new OpenLot(
                one.strategy(),
                one.instrument(),
                one.entrySide(),
                one.quantity().plus(other.quantity()),
                Math.min(one.entryEpochNanos(), other.entryEpochNanos()),
                one.cost().add(other.cost()),
                one.fees().add(other.fees()));
    }

    private void addOpen(HtmlWriter html, List<OpenLot> positions) {
        boolean several = data.strategies.size() > 1;
        html.raw("<h3 id=\"open\">Open at the end</h3>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"open\"><table><thead><tr>"
                + (several ? "<th scope=\"col\">Strategy</th>" : "")
                + "<th scope=\"col\">Instrument</th><th scope=\"col\">Side</th>"
                + "<th scope=\"col\" class=\"num\">Quantity</th><th scope=\"col\">Since</th>"
                + "<th scope=\"col\" class=\"num\">Average</th><th scope=\"col\" class=\"num\">Cost</th>"
                + "<th scope=\"col\" class=\"num\">Fees</th></tr></thead><tbody>\n");
        for (OpenLot lot : positions.subList(0, Math.min(MOST_POSITIONS, positions.size()))) {
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
        if (positions.size() > MOST_POSITIONS) {
            html.element(
                    "p class=\"lead\"",
                    "The first " + MOST_POSITIONS + " of "
                            + FigureTexts.counted(positions.size(), "position", "positions")
                            + "; all of them are in the JSON report.");
        }
    }
}
