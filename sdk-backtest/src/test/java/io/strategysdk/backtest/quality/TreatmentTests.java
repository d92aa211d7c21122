package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What policies leave, and what is counted of it. */
class TreatmentTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @TempDir
    private Path folder;

    private final Market market = Market.daily(NYSE, "2018-01-01", "2019-12-31", 1);

    private CheckedData applied(QualityPolicy policy) {
        return QualityCheck.against(NYSE).bars(market.bars()).apply(policy);
    }

    private CsvBars file(List<String> lines) throws IOException {
        return CsvBars.file(Files.write(folder.resolve("ACME.csv"), lines), Market.ACME);
    }

    @Test
    void allBeforeTheLastLeapIsLeftOutAndCounted() {
        market.scale(0, 100, 0.05);
        market.scale(0, 300, 0.05);
        market.rows.subList(0, 100).forEach(row -> row.volume = 100);
        market.rows.subList(100, 300).forEach(row -> row.volume = 1000);

        CheckedData data = applied(QualityPolicy.DEFAULT.with(FindingKind.OTHER_COMPANY, Treatment.DROP_BEFORE));

        assertThat(data.bars().get(0).openEpochNanos(0)).isEqualTo(market.rows.get(300).open);
        assertThat(data.treated())
                .filteredOn(each -> each.finding().kind() == FindingKind.OTHER_COMPANY)
                .extracting(CheckedData.Treated::changed)
                .containsExactly(300L);
    }

    @Test
    void allDroppedRowsAreCountedAndMarkedOnesAreNot() throws IOException {
        List<String> lines = new ArrayList<>(market.lines(NYSE.zone()));
        for (int line = 20; line < 32; line++) {
            lines.set(line, lines.get(line).substring(0, 10) + ",oops,101,99,100,1");
        }

        CheckedData data = QualityCheck.against(NYSE)
                .file(file(lines))
                .apply(QualityPolicy.DEFAULT.with(FindingKind.UNREADABLE, Treatment.DROP_BAD_ROWS));

        assertThat(data.treated())
                .extracting(each -> each.finding().kind(), CheckedData.Treated::changed)
                .containsExactly(tuple(FindingKind.UNREADABLE, 12L), tuple(FindingKind.MISSING_SESSIONS, 0L));
    }

    @Test
    void contradictionsAloneMayKeepTheLast() throws IOException {
        List<String> lines = new ArrayList<>(market.lines(NYSE.zone()));
        lines.add(30, lines.get(29).substring(0, 10) + ",1,1,1,1,1");

        CheckedData data = QualityCheck.against(NYSE)
                .file(file(lines))
                .apply(QualityPolicy.DEFAULT.with(FindingKind.CONTRADICTION, Treatment.KEEP_LAST_DUPLICATE));

        assertThat(data.bars().get(0).close(28)).isEqualTo(1);
    }

    @Test
    void instantsOfAFindingAreDropped() {
        List<MarketEvent> events = new ArrayList<>();
        long open = Clock.epochNanosOf(Instant.parse("2019-11-12T14:30:00Z"));
        events.add(new Trade(Market.ACME, open - Clock.NANOS_PER_SECOND, 100, 10));
        for (int i = 0; i < 30; i++) {
            events.add(new Quote(Market.ACME, open + i * Clock.NANOS_PER_SECOND, 100, 100, 100.02, 100));
        }

        BarColumns kept = QualityCheck.against(NYSE)
                .bars(BarColumns.ticks(events))
                .apply(QualityPolicy.DEFAULT.with(FindingKind.OUTSIDE_SESSIONS, Treatment.DROP_BARS))
                .bars()
                .get(0);

        assertThat(kept.size()).isEqualTo(30);
        assertThat(kept.events(0)).containsExactly(events.get(1));
    }

    @Test
    void otherSettingsAreToldWithThePolicy() {
        QualityCheck check = QualityCheck.against(NYSE).bars(market.bars());
        String usual = check.apply(QualityPolicy.DEFAULT).describe();

        String other = check.settings(QualitySettings.DEFAULT.withWindow(70))
                .apply(QualityPolicy.DEFAULT)
                .describe();

        assertThat(usual).isEqualTo(QualityPolicy.DEFAULT.describe());
        assertThat(other).startsWith(usual + "; ").contains("window=70");
    }

    @Test
    void reportsTellWhatWasChanged() {
        market.scale(175, 176, 1.3);
        market.rows.remove(400);

        QualityReport report = QualityCheck.against(NYSE)
                .bars(market.bars())
                .bars(Market.daily(NYSE, "2018-01-01", "2018-12-31", 2).bars(Instrument.equity("B")))
                .apply(QualityPolicy.DEFAULT.with(FindingKind.OUTLIER, Treatment.DROP_BARS))
                .report();
        JsonNode findings = new JsonMapper().readTree(report.json()).at("/series/0/findings");

        assertThat(findings.at("/0/kind").asString()).isEqualTo("missing_sessions");
        assertThat(findings.at("/0/changed").asLong()).isZero();
        assertThat(findings.at("/1/treatment").asString()).isEqualTo("drop_bars");
        assertThat(findings.at("/1/changed").asLong()).isEqualTo(2);
        assertThat(report.html())
                .contains("<td class=\"number\">0</td><td class=\"number warning\">2</td><td class=\"number\">0</td>")
                .contains("<span class=\"done\">drop_bars, 2 changed</span>")
                .contains("<td class=\"time\">2018-09-12</td><td class=\"time\">2018-09-13</td>");
    }

    @Test
    void aDayThatEndsAtMidnightIsToldByItsOwnDate() {
        TradingCalendar always = TradingCalendars.alwaysOpen();

        assertThat(QualityCheck.against(always)
                        .bars(Market.daily(always, "2019-01-01", "2019-01-31", 1)
                                .bars())
                        .report()
                        .console())
                .contains("31 bars of 1d, 2019-01-01 to 2019-01-31\n");
    }
}
