package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.research.Exploration;
import io.strategysdk.backtest.research.QuickBacktest;
import io.strategysdk.backtest.research.QuickResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityReportTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private static QualityCheck ofOne() {
        Market market = Market.daily(NYSE, "2018-01-01", "2019-12-31", 1);
        int row = market.rowOf("2018-09-12");
        market.scale(row, row + 1, 1.3);
        market.rows.remove(market.rowOf("2019-07-02"));
        return QualityCheck.against(NYSE).bars(market.bars());
    }

    private static QualityCheck check() {
        return ofOne().bars(Market.daily(NYSE, "2018-01-01", "2018-12-31", 2).bars(Instrument.equity("<b>&")));
    }

    @Test
    void theConsoleHasALineForEachFinding() {
        QualityReport report = check().report();

        assertThat(report.console())
                .isEqualTo("""
                data quality against the sessions of XNYS

                ACME  bars  502 bars of 1d, 2018-01-02 to 2019-12-31
                  warning  missing_sessions         1  1 session of XNYS without a bar, first 2019-07-02
                  warning  outlier                  2  %s

                <b>&  bars  251 bars of 1d, 2018-01-02 to 2018-12-31
                  nothing found

                2 series: 0 errors, 2 warnings, 0 notes
                """.formatted(report.findings().get(1).text()));
    }

    @Test
    void theSameDataGivesTheSameBytes() {
        QualityCheck check = check();

        assertThat(check.report().html()).isEqualTo(check.report().html());
        assertThat(check.report().json()).isEqualTo(check.report().json());
    }

    @Test
    void jsonHasEverythingAndEachKeyIsDocumented() throws IOException {
        String json = check().apply(QualityPolicy.DEFAULT).report().json();
        JsonNode root = new JsonMapper().readTree(json);
        JsonNode finding = root.at("/series/0/findings/1");

        assertThat(root.at("/calendar").asString()).isEqualTo("XNYS");
        assertThat(finding.at("/kind").asString()).isEqualTo("outlier");
        assertThat(finding.at("/count").asLong()).isEqualTo(2);
        assertThat(finding.at("/treatment").asString()).isEqualTo("mark");
        assertThat(finding.at("/first").asString()).isEqualTo("2018-09-12T13:30:00Z");
        assertThat(finding.at("/examples")).hasSize(2);
        assertThat(root.at("/series/1/instrument").asString()).isEqualTo("<b>&");
        String page = Files.readString(Path.of("..", "docs", "data.md"));
        assertThat(keys(root)).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    /** Those of values are told by the findings. */
    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.propertyStream().forEach(member -> {
            keys.add(member.getKey());
            if (!member.getKey().equals("values")) {
                keys.addAll(keys(member.getValue()));
            }
        });
        node.forEach(each -> keys.addAll(each.isObject() && !node.isObject() ? keys(each) : Set.of()));
        return keys;
    }

    @Test
    void thePageEscapesAndNeedsNothing(@TempDir Path folder) throws IOException {
        List<Path> files = check().report().writeTo(folder);
        String page = Files.readString(files.get(0));

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("quality.html", "quality.json");
        assertThat(page).contains("&lt;b&gt;&amp;").doesNotContain("<b>", "<script", "http:", "https:", "src=");
        assertThat(Pattern.compile("<circle class=\"warning\"").matcher(page).results())
                .hasSize(2);
        assertThat(Pattern.compile("<rect class=\"gap\"").matcher(page).results())
                .hasSize(1);
        assertThat(Pattern.compile("<svg").matcher(page).results()).hasSize(2);
    }

    @Test
    void everyLaterResultSaysWhatWasDone() {
        CheckedData data = check().apply(QualityPolicy.DEFAULT.with(FindingKind.OUTLIER, Treatment.DROP_BARS));

        BacktestResult result = Backtest.of(context -> List.of()).on(NYSE, data).run();

        assertThat(result.warnings())
                .anyMatch(each -> each.startsWith("ACME: data quality: outlier, repaired by drop_bars, 2: "))
                .anyMatch(each -> each.startsWith("ACME: data quality: missing_sessions, marked, 1: "));
        assertThat(result.report().console()).contains("data quality: outlier, repaired by drop_bars, 2");
        assertThat(result.report().json())
                .contains("\"data quality\":\"refuses unreadable")
                .contains("outlier by drop_bars");
        assertThat(result.report().html()).contains("data quality: missing_sessions, marked, 1");
    }

    @Test
    void everyQuickLookSaysWhatWasDone() {
        CheckedData data = ofOne().apply(QualityPolicy.DEFAULT.with(FindingKind.OUTLIER, Treatment.DROP_BARS));
        double[] targets = new double[data.bars().get(0).size()];

        QuickResult quick = QuickBacktest.over(NYSE, data).costs(1).cash(5_000).weights(targets);

        assertThat(quick.warnings()).isEqualTo(data.warnings()).isNotEmpty();
        assertThat(quick.toString())
                .contains("\ndata quality: " + data.describe() + "\nACME: data quality: missing_sessions, marked, 1: ")
                .contains("\nACME: data quality: outlier, repaired by drop_bars, 2: ");
        assertThat(quick.toString().lines().limit(10))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(quick.check().engine().warnings())
                .anyMatch(each -> each.startsWith("ACME: data quality: outlier, repaired by drop_bars, 2: "));
        assertThat(quick.check().toString()).contains("engine: ACME: data quality: missing_sessions, marked, 1: ");
    }

    @Test
    void everyExplorationSaysWhatWasDone() {
        CheckedData data = check().apply(QualityPolicy.DEFAULT.with(FindingKind.OUTLIER, Treatment.DROP_BARS));

        Exploration look = Exploration.of(NYSE, data, Instrument.equity("ACME")).with(Indicators.rsi(14));
        Exploration other = Exploration.of(NYSE, data, Instrument.equity("<b>&"), Indicators.rsi(14));

        List<String> lines = new ArrayList<>(List.of("data quality: " + data.describe()));
        lines.addAll(data.warnings());
        assertThat(look.toString().lines().skip(1))
                .containsExactlyElementsOf(lines)
                .hasSize(3);
        assertThat(look.html(1)).contains("<p>ACME: data quality: outlier, repaired by drop_bars, 2: ");
        assertThat(other.toString()).contains("data quality: ").doesNotContain("ACME");
    }
}
