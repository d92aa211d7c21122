package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final long MINUTE = 60 * Clock.NANOS_PER_SECOND;

    @TempDir
    private Path folder;

    private static Market winter(String to) {
        return Market.intraday(NYSE, "2019-01-07", to, Timeframe.minutes(30), 5);
    }

    private static Optional<Finding> found(Market market) {
        return QualityCheck.against(NYSE)
                .bars(market.bars())
                .report()
                .series()
                .get(0)
                .finding(FindingKind.TIME_SHIFT);
    }

    @Test
    void fiveSessionsOfASeasonTell() {
        assertThat(found(winter("2019-01-11").shift(-60 * MINUTE))).isPresent();
        assertThat(found(winter("2019-01-10").shift(-60 * MINUTE))).isEmpty();
    }

    @Test
    void barsWithoutVolumeTellByTheirNumber() {
        Market market = winter("2019-02-15").shift(-60 * MINUTE);
        market.rows.forEach(row -> row.volume = 0);

        assertThat(found(market)).isPresent();
    }

    @Test
    void aShiftThatIsNotTheOffsetIsNotSaidToBeUtc() {
        Finding finding = found(winter("2019-02-15").shift(-60 * MINUTE)).orElseThrow();

        assertThat(finding.text())
                .isEqualTo("times lie 1 hour early against the sessions of XNYS: declare their zone, or the end of the"
                        + " bar that they label");
    }

    @Test
    void aShiftByHalfAnHourIsTold() {
        assertThat(found(winter("2019-02-15").shift(-30 * MINUTE)).orElseThrow().values())
                .containsEntry("winter", "0.5 hours early");
    }

    /**
     * A market whose sessions lack their last two bars, of 100 units each, and which has a bar in the half hour before the
     * open and one at night.
     */
    private static Market withEarlyTrade(double early, double night) {
        Market market = winter("2019-02-15");
        int barsOfSession = 13;
        for (int first = 0; first < market.rows.size(); first += barsOfSession) {
            List<Market.Row> session = market.rows.subList(first, first + barsOfSession);
            long open = session.get(0).open;
            session.forEach(row -> row.volume = 100);
            moveToStart(session, open - 30 * MINUTE, early);
            moveToStart(session, open - 8 * 60 * MINUTE, night);
        }
        return market;
    }

    private static void moveToStart(List<Market.Row> session, long open, double volume) {
        Market.Row row = session.get(session.size() - 1);
        row.open = open;
        row.close = open + 30 * MINUTE;
        row.volume = volume;
        Collections.rotate(session, 1);
    }

    /** Half an hour later all would lie in the sessions, but what a shift would have put outside is a bar of each. */
    @Test
    void aLittleTradeBeforeTheOpenIsNoShift() {
        assertThat(found(withEarlyTrade(1, 0))).isEmpty();
        assertThat(found(withEarlyTrade(100, 0))).isPresent();
    }

    @Test
    void whatLeavesMostOfItOutsideIsNoShift() {
        assertThat(found(withEarlyTrade(100, 300))).isEmpty();
        assertThat(found(withEarlyTrade(100, 90))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"20, true", "19, false"})
    void twentyDatesTell(int dates, boolean isFound) throws IOException {
        List<String> lines = new ArrayList<>(Market.daily(NYSE, "2019-01-02", "2019-03-29", 1)
                .lines(NYSE.zone())
                .subList(0, dates + 1));
        for (int i = 1; i < lines.size(); i++) {
            LocalDate date = LocalDate.parse(lines.get(i).substring(0, 10));
            lines.set(i, date.plusDays(1) + lines.get(i).substring(10));
        }
        CsvBars file = CsvBars.file(Files.write(folder.resolve("ACME.csv"), lines), Market.ACME)
                .timeframe(Timeframe.DAY);

        assertThat(QualityCheck.against(NYSE)
                        .file(file)
                        .report()
                        .series()
                        .get(0)
                        .finding(FindingKind.TIME_SHIFT))
                .matches(finding -> finding.isPresent() == isFound);
    }
}
