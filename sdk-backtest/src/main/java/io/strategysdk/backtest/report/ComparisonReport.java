package io.strategysdk.backtest.report;

import io.strategysdk.backtest.analytics.Difference;
import io.strategysdk.backtest.analytics.ExecutionComparison;
import io.strategysdk.backtest.analytics.FillTotals;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.JsonWriter;
import java.util.Objects;

/** A comparison of two executions as text and JSON: the same bytes for the same comparison. Immutable. */
public final class ComparisonReport {
    private final ExecutionComparison comparison;

    private ComparisonReport(ExecutionComparison comparison) {
        this.comparison = Objects.requireNonNull(comparison);
    }

    /** A report of that comparison. */
    public static ComparisonReport of(ExecutionComparison comparison) {
        return new ComparisonReport(comparison);
    }

    /** Totals, and a line for each difference; lines end with {@code \n}. */
    public String text() {
        StringBuilder out = new StringBuilder();
        add(out, "expected", comparison.expected());
        add(out, "actual", comparison.actual());
        out.append("paired: ").append(FigureTexts.counted(comparison.pairedOrders(), "order", "orders"));
        out.append("; prices cost ")
                .append(FigureTexts.money(comparison.priceCost()))
                .append(" more than expected, ");
        out.append(ExecutionTexts.bps(comparison.meanPriceDifferenceBps())).append(" bps\n");
        if (comparison.differences().isEmpty()) {
            return out.append("no differences\n").toString();
        }
        out.append(FigureTexts.counted(comparison.differences().size(), "difference", "differences"))
                .append('\n');
        comparison
                .differences()
                .forEach(difference -> out.append("  ")
                        .append(ConsoleReport.plain(difference.toString()))
                        .append('\n'));
        return out.toString();
    }

    private static void add(StringBuilder out, String label, FillTotals totals) {
        out.append(label).append(": ").append(FigureTexts.counted(totals.orders(), "order", "orders"));
        out.append(", ").append(FigureTexts.counted(totals.fills(), "fill", "fills"));
        out.append(", quantity ").append(Exact.plain(totals.quantity()));
        out.append(", value ").append(FigureTexts.money(totals.value()));
        out.append(", fees ").append(FigureTexts.money(totals.fees())).append('\n');
    }

    /**
     * One object, UTF-8: {@code expected} and {@code actual} with {@code orders}, {@code fills}, {@code quantity},
     * {@code value} and {@code fees}; {@code pairedOrders}, {@code priceCost} and {@code meanPriceDifferenceBps} (null
     * when undefined); and {@code differences}, each with {@code kind}, {@code order}, {@code instrument}, {@code side},
     * {@code expected} and {@code actual} as text. Amounts are exact decimals.
     */
    public String json() {
        JsonWriter json = new JsonWriter().object();
        add(json, "expected", comparison.expected());
        add(json, "actual", comparison.actual());
        json.name("pairedOrders").value((long) comparison.pairedOrders());
        json.name("priceCost").value(comparison.priceCost());
        json.name("meanPriceDifferenceBps").value(comparison.meanPriceDifferenceBps());
        json.name("differences").array();
        for (Difference difference : comparison.differences()) {
            json.object().name("kind").value(difference.kind().name());
            json.name("order").value(difference.order());
            json.name("instrument").value(difference.symbol());
            json.name("side").value(difference.side().name());
            json.name("expected").value(difference.expected());
            json.name("actual").value(difference.actual()).endObject();
        }
        return json.endArray().endObject().text() + "\n";
    }

    private static void add(JsonWriter json, String name, FillTotals totals) {
        json.name(name).object().name("orders").value((long) totals.orders());
        json.name("fills").value((long) totals.fills());
        json.name("quantity").value(totals.quantity());
        json.name("value").value(totals.value());
        json.name("fees").value(totals.fees());
        json.endObject();
    }
}
