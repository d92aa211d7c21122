package io.strategysdk.backtest.report;

import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The result of a run as text, JSON, CSV and HTML. Immutable.
 *
 * <p>The same data gives the same bytes on every machine: no clock, no locale. Files are UTF-8 and appear whole or not
 * at all; directories that are missing are made; a file of the same name is replaced.
 */
public final class Report {
    private static final String WHAT = "report";

    private final ReportData data;

    private Report(ReportData data) {
        this.data = Objects.requireNonNull(data);
    }

    /** A report of that data. */
    public static Report of(ReportData data) {
        return new Report(data);
    }

    /** The most important figures as a table of fixed width, strategy beside benchmark; lines end with {@code \n}. */
    public String console() {
        return new ConsoleReport(data).text();
    }

    /**
     * Everything but the bars: figures (undefined ones are null), daily equity, each strategy's book, orders, fills,
     * trades, open lots, refusals, settings. Amounts from the books are exact decimals, figures have 15 digits; times are
     * UTC in ISO 8601. Each key is explained in docs/report-json.md.
     */
    public String json() {
        return new JsonReport(data).text();
    }

    /** Closed round trips, RFC 4180 with a header; exact decimals, times UTC in ISO 8601. */
    public String tradesCsv() {
        return text(out -> CsvReport.trades(data, out));
    }

    /**
     * Every point of the equity curve and its drawdown to 8 decimals, RFC 4180 with a header; times UTC in ISO 8601. As
     * long as the run: for one of millions of bars {@link #writeEquityCsv} needs less memory.
     */
    public String equityCsv() {
        return text(out -> CsvReport.equity(data, out));
    }

    /** One page that needs nothing else: no network, no other file. */
    public String html() {
        return new HtmlReport(data).text();
    }

    /**
     * Writes {@code report.html}, {@code report.json}, {@code trades.csv} and {@code equity.csv}.
     *
     * @param directory where to
     * @return the four files
     * @throws io.strategysdk.api.SdkException naming the file that could not be written; earlier ones are complete
     */
    public List<Path> writeTo(Path directory) {
        return List.of(
                writeHtml(directory.resolve("report.html")),
                writeJson(directory.resolve("report.json")),
                writeTradesCsv(directory.resolve("trades.csv")),
                writeEquityCsv(directory.resolve("equity.csv")));
    }

    /**
     * Writes {@link #html}.
     *
     * @return the file
     * @throws io.strategysdk.api.SdkException naming the file when it could not be written
     */
    public Path writeHtml(Path file) {
        return WholeFile.writeText(WHAT, file, out -> out.append(html()));
    }

    /**
     * Writes {@link #json}.
     *
     * @return the file
     * @throws io.strategysdk.api.SdkException naming the file when it could not be written
     */
    public Path writeJson(Path file) {
        return WholeFile.writeText(WHAT, file, out -> out.append(json()));
    }

    /**
     * Writes {@link #tradesCsv}, row by row.
     *
     * @return the file
     * @throws io.strategysdk.api.SdkException naming the file when it could not be written
     */
    public Path writeTradesCsv(Path file) {
        return WholeFile.writeText(WHAT, file, out -> CsvReport.trades(data, out));
    }

    /**
     * Writes {@link #equityCsv}, row by row.
     *
     * @return the file
     * @throws io.strategysdk.api.SdkException naming the file when it could not be written
     */
    public Path writeEquityCsv(Path file) {
        return WholeFile.writeText(WHAT, file, out -> CsvReport.equity(data, out));
    }

    private static String text(WholeFile.Text content) {
        StringBuilder text = new StringBuilder();
        try {
            content.to(text);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory must be writable", e);
        }
        return text.toString();
    }
}
