package io.strategysdk.backtest.report;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Tables for spreadsheets and data frames, RFC 4180. A name that a spreadsheet would take for a formula gets an
 * apostrophe before it, as OWASP advises (CSV Injection).
 */
final class CsvReport {
    private static final String LINE_END = "\r\n";

    private final Appendable out;
    private boolean lineStarted;

    private CsvReport(Appendable out) {
        this.out = out;
    }

    static void trades(ReportData data, Appendable out) throws IOException {
        CsvReport csv = new CsvReport(out);
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
    }

    static void equity(ReportData data, Appendable out) throws IOException {
        CsvReport csv = new CsvReport(out);
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
    }

    private static String name(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void row(String... fields) throws IOException {
        for (String field : fields) {
            field(field);
        }
        out.append(LINE_END);
        lineStarted = false;
    }

    private void field(String text) throws IOException {
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
