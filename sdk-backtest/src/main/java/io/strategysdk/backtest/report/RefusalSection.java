package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.HtmlWriter;
import java.util.List;
import java.util.Locale;

/** Orders that were refused, and why. */
final class RefusalSection {
    private static final int MOST = 200;

    private final ReportData data;
    private final LocalTimes times;

    RefusalSection(ReportData data, LocalTimes times) {
        this.data = data;
        this.times = times;
    }

    void addTo(HtmlWriter html) {
        List<RejectedOrder> refused = data.rejectedOrders;
        if (refused.isEmpty()) {
            return;
        }
        boolean several = data.strategies.size() > 1;
        html.raw("<section aria-labelledby=\"refusals\">\n<h2 id=\"refusals\">Refused orders</h2>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"refusals\"><table><thead><tr>"
                + "<th scope=\"col\">Time</th>" + (several ? "<th scope=\"col\">Strategy</th>" : "")
                + "<th scope=\"col\">Instrument</th><th scope=\"col\">Reason</th>"
                + "<th scope=\"col\">Text</th></tr></thead><tbody>\n");
        for (RejectedOrder order : refused.subList(0, Math.min(MOST, refused.size()))) {
            html.raw("<tr>").element("td class=\"nowrap\"", times.text(order.epochNanos()));
            if (several) {
                html.element("td", order.strategy());
            }
            html.element("td", order.instrument().symbol())
                    .element("td", words(order.reason().name()));
            html.element("td", order.text()).raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        if (refused.size() > MOST) {
            html.element(
                    "p class=\"lead\"",
                    "The first " + MOST + " of " + FigureTexts.counted(refused.size(), "refusal", "refusals")
                            + "; all of them are in the JSON report.");
        }
        html.raw("</section>\n");
    }

    /** A constant's name as words: BUYING_POWER is buying power. */
    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
