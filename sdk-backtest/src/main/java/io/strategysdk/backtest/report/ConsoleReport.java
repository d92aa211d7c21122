package io.strategysdk.backtest.report;

import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The most important figures in fixed width. */
final class ConsoleReport {
    private static final List<String> KEYS = List.of(
            "finalEquity",
            "totalReturn",
            "cagr",
            "volatility",
            "sharpe",
            "sortino",
            "maxDrawdown",
            "calmar",
            "longestDrawdownDays",
            "trades",
            "winRate",
            "profitFactor",
            "expectancy",
            "exposure",
            "turnover",
            "fees",
            "slippagePaid",
            "ambiguousFills",
            "rejectedOrders");
    private static final int GAP = 3;

    private final ReportData data;
    private final StringBuilder out = new StringBuilder();

    ConsoleReport(ReportData data) {
        this.data = data;
    }

    String text() {
        addHeading();
        data.warnings.forEach(text -> line("warning: " + plain(text)));
        data.notes.forEach(text -> line("note: " + plain(text)));
        out.append('\n');
        addTable();
        data.execution.ifPresent(this::addExecution);
        data.journalHash.ifPresent(hash -> line("\njournal " + plain(hash)));
        return out.toString();
    }

    private void addHeading() {
        DailyEquity daily = data.statistics.daily();
        line(plain(data.strategyName) + " " + plain(data.strategyVersion));
        line(plain(FigureTexts.instruments(data)) + ", " + FigureTexts.bars(data.timeframe) + ", " + daily.date(0)
                + " to "
                + daily.date(daily.size() - 1) + ", start " + FigureTexts.money(data.startCash) + " "
                + plain(data.currency));
        addPairs("parameters", data.parameters);
        addPairs("settings", data.settings);
    }

    private void addPairs(String heading, Map<String, String> pairs) {
        if (!pairs.isEmpty()) {
            line(heading + ": "
                    + pairs.entrySet().stream()
                            .map(pair -> plain(pair.getKey()) + " " + plain(pair.getValue()))
                            .collect(Collectors.joining("; ")));
        }
    }

    private void addTable() {
        List<Figure> figures = KEYS.stream().map(data.statistics::figure).toList();
        Optional<String> other = data.benchmark.map(benchmark -> plain(benchmark.label()));
        int labels = figures.stream().mapToInt(f -> f.label().length()).max().orElse(0);
        int values = width(figures.stream().map(Figure::text).toList(), "strategy");
        int others =
                width(figures.stream().map(f -> FigureTexts.benchmark(data, f)).toList(), other.orElse(""));
        if (other.isPresent()) {
            line(pad("", labels) + right("strategy", values) + right(other.get(), others));
            line("-".repeat(labels + values + others));
        }
        for (Figure figure : figures) {
            String row = pad(figure.label(), labels) + right(figure.text(), values);
            line((row + right(FigureTexts.benchmark(data, figure), others)).stripTrailing());
        }
    }

    private void addExecution(ExecutionReport execution) {
        if (execution.total().orders().sent() > 0) {
            line("");
            ExecutionTexts.lines(execution.total()).forEach(this::line);
        }
    }

    private static int width(List<String> texts, String heading) {
        return GAP
                + Math.max(
                        heading.length(),
                        texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    /** Without control characters, by which a name could steer a terminal. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
