package io.strategysdk.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.StrategyResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=http://evil.example/x onerror='alert(2)'> \"&quot; \u2028 \\u003c <!--";
    private static final ReportData DAILY = SampleRun.daily();
    private static final Report REPORT = Report.of(DAILY);

    @Test
    void jsonHasEveryFigureToFifteenDigits() {
        JsonNode json = JsonMapper.shared().readTree(REPORT.json());

        assertThat(DAILY.statistics.figures()).allSatisfy(figure -> {
            JsonNode value = json.get("statistics").get(figure.key());
            if (figure.value().isPresent()) {
                assertThat(value.doubleValue()).isCloseTo(figure.value().getAsDouble(), withinPercentage(1e-12));
            } else {
                assertThat(value.isNull()).isTrue();
            }
        });
        assertThat(json.get("dailyEquity")).hasSize(DAILY.statistics.daily().size());
        assertThat(json.get("dailyEquity").get(7).get(1).doubleValue())
                .isEqualTo(DAILY.statistics.daily().equity(7));
        assertThat(json.get("strategy").get("parameters").get("slow").asString())
                .isEqualTo("30");
        assertThat(json.get("benchmark").get("label").asString()).isEqualTo("buy and hold");
        assertThat(json.get("rejectedOrders")).hasSize(2);
    }

    @Test
    void jsonHasEveryTradeExactly() {
        JsonNode trades = JsonMapper.shared().readTree(REPORT.json()).get("trades");

        assertThat(trades).hasSize(DAILY.roundTrips.closed().size());
        for (int i = 0; i < trades.size(); i++) {
            RoundTrip trip = DAILY.roundTrips.closed().get(i);
            assertThat(trades.get(i).get("netPnl").decimalValue()).isEqualByComparingTo(trip.netPnl());
            assertThat(trades.get(i).get("entryPrice").decimalValue())
                    .isEqualByComparingTo(trip.entryPrice().toBigDecimal());
            assertThat(trades.get(i).get("exitTime").asString())
                    .isEqualTo(trip.exitTime().toString());
        }
    }

    @Test
    void tradesCsvReadsBackExactly() throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(REPORT.tradesCsv())) {
            List<NamedCsvRecord> rows = csv.stream().toList();

            assertThat(rows).hasSize(DAILY.roundTrips.closed().size());
            for (int i = 0; i < rows.size(); i++) {
                RoundTrip trip = DAILY.roundTrips.closed().get(i);
                assertThat(rows.get(i).getField("entry_side"))
                        .isEqualTo(trip.entrySide().name());
                assertThat(new BigDecimal(rows.get(i).getField("quantity")))
                        .isEqualByComparingTo(trip.quantity().toBigDecimal());
                assertThat(new BigDecimal(rows.get(i).getField("net_pnl"))).isEqualByComparingTo(trip.netPnl());
                assertThat(rows.get(i).getField("entry_time"))
                        .isEqualTo(trip.entryTime().toString());
            }
        }
    }

    @Test
    void equityCsvReadsBackToTheLastBit() throws IOException {
        EquityCurve curve = DAILY.statistics.daily().marks();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(REPORT.equityCsv())) {
            List<NamedCsvRecord> rows = csv.stream().toList();

            assertThat(rows).hasSize(curve.size());
            assertThat(rows)
                    .extracting(row -> Double.parseDouble(row.getField("equity")))
                    .satisfies(read -> {
                        for (int i = 0; i < curve.size(); i++) {
                            assertThat(read.get(i)).isEqualTo(curve.equity(i));
                        }
                    });
            assertThat(rows.stream()
                            .mapToDouble(row -> Double.parseDouble(row.getField("drawdown")))
                            .max())
                    .hasValueCloseTo(DAILY.statistics.drawdowns().maxDrawdown(), within(1e-8));
        }
    }

    @Test
    void csvQuotesWhatNeedsQuotes() {
        ReportData data = tiny("a,\"b\"\r\nc");

        assertThat(Report.of(data).tradesCsv())
                .contains("\r\n\"a,\"\"b\"\"\r\nc\",X,BUY,1,")
                .endsWith("\r\n");
    }

    /** Spreadsheets run what begins like a formula; amounts below zero stay numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void csvLetsNoNameBecomeAFormula(String name) {
        assertThat(Report.of(tiny(name)).tradesCsv()).contains("\r\n'" + name + ",X,BUY,1,");
        assertThat(Report.of(tiny("plain", name)).tradesCsv()).contains("\r\nplain,'" + name + ",BUY,1,");
        assertThat(REPORT.tradesCsv()).contains(",-").doesNotContain("'");
    }

    @Test
    void consoleLinesUpAndStandsBesideTheBenchmark() {
        String console = REPORT.console();
        List<String> lines = console.lines().toList();
        int rule = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("---"))
                .findFirst()
                .orElseThrow());
        int width = lines.get(rule).length();

        assertThat(lines.get(rule - 1)).hasSize(width).endsWith("strategy   buy and hold");
        assertThat(lines.subList(rule + 1, rule + 9)).allMatch(line -> line.length() == width);
        int column = lines.get(rule - 1).indexOf("strategy") + "strategy".length();
        assertThat(lines.subList(rule + 1, rule + 20)).allSatisfy(line -> {
            assertThat(line.charAt(column - 1)).isNotEqualTo(' ');
            assertThat(line.length() == column || line.charAt(column) == ' ').isTrue();
        });
        assertThat(console)
                .contains("Sharpe ratio", "Profit factor", "Ambiguous fills")
                .contains("note: Prices are synthetic")
                .contains(DAILY.statistics.figure("sharpe").text());
    }

    @Test
    void consoleLetsNoNameSteerTheTerminal() {
        assertThat(Report.of(tiny("a\u001b[2Jb")).console())
                .doesNotContain("\u001b")
                .startsWith("a [2Jb 1");
    }

    @Test
    void htmlHasItsSectionsFiguresAndSentences() {
        String html = REPORT.html();

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "Growth of capital",
                        "Drawdown: below the last peak",
                        "Monthly returns",
                        "Entries and exits",
                        "Trades")
                .contains("All figures", "How this was computed", "Refused orders", "Prices are synthetic")
                .contains("id=\"trade-list\"", "scope=\"row\"", "prefers-color-scheme: dark", "@media print");
        for (Figure figure : DAILY.statistics.figures()) {
            assertThat(html)
                    .contains(FigureTexts.typeset(figure.sentence())
                            .replace("&", "&amp;")
                            .replace("'", "&#39;"));
        }
        assertThat(html.indexOf("Prices are synthetic")).isLessThan(html.indexOf("Total return"));
    }

    @Test
    void monthsAreColouredByTheirSign() {
        String html = REPORT.html();

        assertThat(Pattern.compile("<td class=\"l[1-5]\">−\\d")
                        .matcher(html)
                        .results()
                        .count())
                .isGreaterThan(10);
        assertThat(Pattern.compile("<td class=\"g[1-5]\">\\d")
                        .matcher(html)
                        .results()
                        .count())
                .isGreaterThan(10);
        assertThat(html)
                .doesNotContainPattern("<td class=\"g[1-5]\">−")
                .doesNotContainPattern("<td class=\"l[1-5]\">[1-9]");
    }

    @Test
    void monthsWithoutAMoveAreNeitherGainNorLoss() {
        assertThat(Report.of(still()).html())
                .contains("<td class=\"z\">0.0</td>")
                .doesNotContainPattern("<td class=\"g[1-5]\">0\\.0<");
    }

    @Test
    void textsHaveTrueMinusSignsAndPercentSignsThatStay() {
        assertThat(FigureTexts.typeset("It was -0.5 % on 2020-01-02, not 3-4."))
                .isEqualTo("It was −0.5\u00a0% on 2020-01-02, not 3-4.");
        assertThat(REPORT.html()).contains("The deepest, ", " fell from the peak of 20");
    }

    @Test
    void aShortRunIsToldInDays() {
        assertThat(Report.of(still()).html()).contains("100.00 USD became 100.00 USD in 2 days. ");
        assertThat(REPORT.html()).contains(" USD in 8.0 years. ");
    }

    @Test
    void aFallFromTheStartIsDatedByTheFirstDay() {
        Statistics statistics = Statistics.builder(EquityCurve.builder(0, 100)
                        .mark(86_400_000_000_000L, 90)
                        .mark(2 * 86_400_000_000_000L, 100)
                        .build()
                        .daily(ZoneOffset.UTC))
                .build();

        assertThat(Report.of(ReportData.builder("s", "1", statistics).build()).html())
                .contains("fell from the peak of 1970-01-01 to 1970-01-01 and was regained on 1970-01-02.");
    }

    private static ReportData still() {
        Statistics statistics = Statistics.builder(EquityCurve.builder(0, 100)
                        .mark(1, 100)
                        .mark(86_400_000_000_001L, 100)
                        .build()
                        .daily(ZoneOffset.UTC))
                .build();
        return ReportData.builder("still", "1", statistics).build();
    }

    @Test
    void htmlAsksNoServerForAnything() {
        String html = REPORT.html();

        assertThat(html)
                .doesNotContainPattern("(src|href|action|url)\\s*[=(]\\s*[\"']?(https?:)?//")
                .doesNotContain("http://", "https://", "@import", "<link", "fetch(", "XMLHttpRequest")
                .contains("default-src 'none'");
    }

    @Test
    void htmlEscapesEveryTextFromOutside() {
        String html = Report.of(tiny(HOSTILE)).html();

        assertThat(Pattern.compile("<script").matcher(html).results().count()).isEqualTo(2);
        assertThat(Pattern.compile("</script").matcher(html).results().count()).isEqualTo(2);
        assertThat(html).doesNotContain("<img", "<!--", "\u2028onerror");
    }

    @Test
    void theDataOfThePageReadsBackWithHostileText() {
        String html = Report.of(tiny(HOSTILE)).html();
        String start = "<script type=\"application/json\" id=\"data\">";
        String data = html.substring(html.indexOf(start) + start.length(), html.indexOf("</script>"));

        JsonNode json = JsonMapper.shared().readTree(data);

        assertThat(json.get("benchmarkLabel").asString()).isEqualTo(HOSTILE);
        assertThat(json.get("equity").get("v").get(1).doubleValue()).isEqualTo(110);
        // the benchmark starts at 50 and is drawn from the strategy's 100 on
        assertThat(json.get("benchmark").get("v").get(0).doubleValue()).isEqualTo(100);
        assertThat(json.get("benchmark").get("v").get(1).doubleValue()).isEqualTo(200);
        assertThat(json.get("equityDrawdown").get("v").get(2).doubleValue()).isEqualTo(-0.5);
    }

    @Test
    void theSameDataGivesTheSameBytesInEveryLocaleAndZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Report again = Report.of(SampleRun.daily());

            assertThat(again.html()).isEqualTo(REPORT.html());
            assertThat(again.json()).isEqualTo(REPORT.json());
            assertThat(again.tradesCsv()).isEqualTo(REPORT.tradesCsv());
            assertThat(again.equityCsv()).isEqualTo(REPORT.equityCsv());
            assertThat(again.console()).isEqualTo(REPORT.console());
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aMinuteRunWithThousandsOfTradesIsASmallFile() {
        ReportData minutes = SampleRun.minutes();

        String html = Report.of(minutes).html();

        assertThat(minutes.roundTrips.closed()).hasSizeGreaterThan(14_000);
        assertThat(html.length()).isLessThan(5_000_000);
    }

    @Test
    void eachOfSeveralStrategiesHasItsFigures() {
        Report report = several("trend", "<mean>");

        assertThat(report.html())
                .contains("<h2 id=\"strategies\">By strategy</h2>")
                .contains("<th scope=\"row\">trend</th><td class=\"num\">1,000.00</td><td class=\"num\">900.50</td>"
                        + "<td class=\"num\">−99.50</td><td class=\"num\">2.50</td><td class=\"num\">1</td>")
                .contains("<th scope=\"row\">&lt;mean&gt;</th>");
        assertThat(several("trend").html()).doesNotContain("By strategy");
    }

    @Test
    void whatIsOpenAtTheEndIsListedByItsOwner() {
        assertThat(several("trend", "mean").html())
                .contains("<h3 id=\"open\">Open at the end</h3>")
                .contains("<td>mean</td><td>X</td><td>Long</td><td class=\"num\">4</td>"
                        + "<td class=\"nowrap\">1970-01-01</td><td class=\"num\">10.75</td>"
                        + "<td class=\"num\">43.00</td><td class=\"num\">1.00</td>");
        assertThat(Report.of(tiny("plain")).html()).doesNotContain("Open at the end");
    }

    @Test
    void countsAreGroupedEverywhere() {
        assertThat(Report.of(SampleRun.minutes()).html()).containsPattern(">1\\d,\\d{3} closed trades, net");
    }

    @Test
    void aBenchmarkThatNeverBoughtIsNotPraisedForItsReturn() {
        Statistics idle = Statistics.builder(
                        EquityCurve.builder(0, 100).mark(1, 100).build().daily(ZoneOffset.UTC))
                .build();
        Report report = Report.of(ReportData.builder("s", "1", idle)
                .benchmark("buy and hold", idle)
                .build());

        assertThat(report.html())
                .contains("Buy and hold would have bought nothing.")
                .doesNotContain("would have returned", "buy and hold 0.0 %");
        assertThat(report.console()).containsPattern("Total return +0\\.0 %\\n");
    }

    /** Each closed one trade of X; the last one holds more of it. */
    private static Report several(String... names) {
        Instrument instrument = Instrument.of("X", AssetClass.EQUITY, "USD");
        RoundTrips.Matcher open = RoundTrips.matcher(names[names.length - 1]);
        open.add(new Fill(
                "e",
                new OrderId("mean", 1),
                instrument,
                Side.BUY,
                Quantity.of(3),
                Price.of("10.5"),
                new BigDecimal("0.75"),
                5));
        open.add(new Fill(
                "f",
                new OrderId("mean", 2),
                instrument,
                Side.BUY,
                Quantity.of(1),
                Price.of("11.5"),
                new BigDecimal("0.25"),
                2 * 86_400_000_000_000L));
        List<RoundTrips> books = new ArrayList<>(List.of(open.result()));
        List<StrategyResult> results = new ArrayList<>();
        for (String name : names) {
            books.add(new SampleTrade(name, instrument).matched());
            results.add(new StrategyResult(
                    name,
                    new BigDecimal("1000"),
                    BigDecimal.ZERO,
                    new BigDecimal("900.5"),
                    BigDecimal.ZERO,
                    new BigDecimal("2.5"),
                    BigDecimal.ZERO,
                    Map.of(),
                    List.of(),
                    Optional.empty()));
        }
        Statistics statistics = Statistics.builder(
                        EquityCurve.builder(0, 100).mark(9, 110).build().daily(ZoneOffset.UTC))
                .build();
        return Report.of(ReportData.builder("s", "1", statistics)
                .trades(RoundTrips.merge(books), List.of())
                .strategies(results)
                .build());
    }

    @Test
    void aRunThatDidNothingStillHasAReport() {
        Statistics statistics = Statistics.builder(
                        EquityCurve.builder(0, 100).build().daily(ZoneOffset.UTC))
                .build();
        Report report = Report.of(ReportData.builder("idle", "1", statistics).build());

        String html = report.html();
        assertThat(html.substring(0, html.lastIndexOf("<script>")))
                .contains("Not defined for this run.")
                .doesNotContain("NaN", "Infinity");
        assertThat(report.console()).contains("Sharpe ratio").doesNotContain("NaN");
        assertThat(JsonMapper.shared()
                        .readTree(report.json())
                        .get("statistics")
                        .get("sharpe")
                        .isNull())
                .isTrue();
        assertThat(report.tradesCsv()).hasLineCount(1);
    }

    /** One trade, one refusal, and the text wherever a text can stand. */
    private static ReportData tiny(String text) {
        return tiny(text, "X");
    }

    private static ReportData tiny(String text, String symbol) {
        Instrument instrument = Instrument.of(symbol, AssetClass.EQUITY, "USD");
        SampleTrade trade = new SampleTrade(text, instrument);
        Statistics benchmark = Statistics.builder(EquityCurve.builder(0, 50)
                        .mark(1, 100)
                        .mark(2, 100)
                        .build()
                        .daily(ZoneOffset.UTC))
                .build();
        Statistics statistics = Statistics.builder(EquityCurve.builder(0, 100)
                        .mark(1, 110)
                        .mark(2, 55)
                        .build()
                        .daily(ZoneOffset.UTC))
                .trades(trade.matched(), trade.fills())
                .build();
        return ReportData.builder(text, "1", statistics)
                .parameter(text, text)
                .setting(text, text)
                .instrument(Instrument.of("S " + text.strip(), AssetClass.EQUITY, "USD"))
                .benchmark(text, benchmark)
                .trades(trade.matched(), trade.fills())
                .rejectedOrder(new RejectedOrder(1, text, instrument, RejectReason.BROKER, text))
                .warning(text)
                .note(text)
                .journalHash(text)
                .prices(PriceSeries.of(instrument, new long[] {0, 1}, new double[] {1, 2}))
                .build();
    }
}
