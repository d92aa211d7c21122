package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingBarsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private final Market market = Market.intraday(NYSE, "2019-11-04", "2019-11-22", Timeframe.minutes(30), 5);

    private static Optional<Finding> found(Market market) {
        return QualityCheck.against(NYSE)
                .bars(market.bars())
                .report()
                .series()
                .get(0)
                .finding(FindingKind.MISSING_BARS);
    }

    private void remove(String from, String to) {
        market.rows.subList(market.rowOf(from), market.rowOf(to)).clear();
    }

    @Test
    void dataMayBeginAndEndWithinASession() {
        market.rows.subList(0, 5).clear();
        market.rows.subList(market.rows.size() - 4, market.rows.size()).clear();

        assertThat(found(market)).isEmpty();
    }

    @Test
    void whatIsMissingAtTheOpenAndAtTheCloseCounts() {
        remove("2019-11-12T14:30", "2019-11-12T15:30");
        remove("2019-11-14T20:00", "2019-11-15T14:30");
        remove("2019-11-18T16:00", "2019-11-18T17:00");

        Finding finding = found(market).orElseThrow();

        assertThat(finding.count()).isEqualTo(6);
        assertThat(finding.first()).contains(Instant.parse("2019-11-12T14:30:00Z"));
        assertThat(finding.last()).contains(Instant.parse("2019-11-18T16:00:00Z"));
        assertThat(finding.values())
                .containsEntry("holes", "3")
                .containsEntry("longest", "2 from 2019-11-12T09:30"); // the first of those that are as long
    }

    /** The last bar of a session of hours is half as long. */
    @Test
    void aBarThatTheCloseCutsOffIsOne() {
        Market hours = Market.intraday(NYSE, "2019-11-04", "2019-11-22", Timeframe.hours(1), 5);
        hours.rows.remove(hours.rowOf("2019-11-12T20:30"));

        assertThat(found(hours).orElseThrow().count()).isEqualTo(1);
    }

    @Test
    void nineTenthsOfTheBarsAreUsuallyAll() {
        market.rows.removeIf(row -> Clock.instantOf(row.open).toString().contains("T17:30"));

        Finding finding = found(market).orElseThrow();

        assertThat(finding.values()).containsEntry("usualCoverage", "92.3 %");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.text()).doesNotContain("seldom traded");
    }
}
