package io.strategysdk.backtest.report;

import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;

/** Returns per month as a table in colours, with each year's total. */
final class MonthlySection {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final String NOTHING = "0.0";
    private static final double[] STEPS = {0.01, 0.025, 0.05, 0.08};

    private final SortedMap<YearMonth, Double> months;
    private final SortedMap<Integer, Double> years;

    MonthlySection(DailyEquity daily) {
        months = daily.monthlyReturns();
        years = daily.yearlyReturns();
    }

    void addTo(HtmlWriter html) {
        if (months.isEmpty()) {
            return;
        }
        html.raw("<section aria-labelledby=\"months\">\n<h2 id=\"months\">Monthly returns</h2>\n"
                + "<p class=\"lead\">In percent. Blue is a gain, orange a loss; the deeper, the larger. Grey is neither.</p>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"months\">"
                + "<table class=\"months\"><thead><tr><th scope=\"col\">Year</th>");
        MONTHS.forEach(month -> html.element("th scope=\"col\"", month));
        html.raw("<th scope=\"col\">Total</th></tr></thead><tbody>\n");
        for (int year : years.keySet()) {
            addYear(html, year);
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private void addYear(HtmlWriter html, int year) {
        html.raw("<tr>").element("th scope=\"row\"", Integer.toString(year));
        for (int month = 1; month <= MONTHS.size(); month++) {
            Double value = months.get(YearMonth.of(year, month));
            if (value == null) {
                html.raw("<td></td>");
            } else {
                String text = percent(value);
                html.element("td class=\"" + (text.equals(NOTHING) ? "z" : colour(value)) + "\"", text);
            }
        }
        double total = years.getOrDefault(year, 0.0);
        String text = percent(total);
        html.element("td class=\"total" + (text.startsWith("−") ? " down" : "") + "\"", text)
                .raw("</tr>\n");
    }

    private static String colour(double value) {
        int step = 1;
        while (step <= STEPS.length && Math.abs(value) >= STEPS[step - 1]) {
            step++;
        }
        return (value < 0 ? "l" : "g") + step;
    }

    private static String percent(double value) {
        String text = FigureFormat.PERCENT.text(value);
        return text.substring(0, text.length() - 2).replace('-', '−');
    }
}
