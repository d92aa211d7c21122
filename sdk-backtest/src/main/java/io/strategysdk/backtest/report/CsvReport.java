package io.strategysdk.backtest.report;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import java.math.BigDecimal;

/**
 * Tables for spreadsheets and data frames, RFC 4180. A name that a spreadsheet would take for a formula gets an
 * apostrophe before it, as OWASP advises (CSV Injection).
 */
final class CsvReport {
    private static final String LINE_END = "\r\n";

    private final StringBuilder out = new StringBuilder(1 << 16);
    private boolean lineStarted;

    private CsvReport() {}

    static String trades(ReportData data) {
        CsvReport csv = new CsvReport();
        csv.row(
                "strategy",
                "instrument",
                "entry_side",
                "quantity",
                "entry_time",
                "entry_price",
                "exit_time",
                "exit_price",
                "gross_pnl",
                "fees",
                "net_pnl");
        for (RoundTrip trip : data.roundTrips.closed()) {
            csv.row(
                    name(trip.strategy()),
                    name(trip.instrument().symbol()),
                    trip.entrySide().name(),
                    Exact.plain(trip.quantity().toBigDecimal()),
                    Clock.instantOf(trip.entryEpochNanos()).toString(),
                    Exact.plain(trip.entryPrice().toBigDecimal()),
                    Clock.instantOf(trip.exitEpochNanos()).toString(),
                    Exact.plain(trip.exitPrice().toBigDecimal()),
                    Exact.plain(trip.grossPnl()),
                    Exact.plain(trip.fees()),
                    Exact.plain(trip.netPnl()));
        }
        return csv.out.toString();
    }

    static String equity(ReportData data) {
        CsvReport csv = new CsvReport();
        csv.row("time", "equity", "drawdown");
        EquityCurve curve = data.statistics.daily().marks();
        double peak = curve.startEquity();
        for (int i = 0; i < curve.size(); i++) {
            double equity = curve.equity(i);
            peak = Math.max(peak, equity);
            csv.row(
                    Clock.instantOf(curve.epochNanos(i)).toString(),
                    Exact.text(equity),
                    Exact.plain(BigDecimal.valueOf((long) Math.rint((1 - equity / peak) * 1e8), 8)));
        }
        return csv.out.toString();
    }

    private static String name(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void row(String... fields) {
        for (String field : fields) {
            field(field);
        }
        out.append(LINE_END);
        lineStarted = false;
    }

    private void field(String text) {
        if (lineStarted) {
            out.append(',');
        }
        lineStarted = true;
        if (text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }
}
