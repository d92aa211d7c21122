package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.opens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which session the bar of a day, week or month belongs to when its time is more than a date. A bar that is put into a
 * session before its own lets a strategy see the future.
 */
class DailyTimesTests {
    private static final String RULE =
            ": bar must begin before the close of its session (is its time a date in UTC, or the bar's end?), was ";

    @TempDir
    private Path folder;

    private CsvBars bars(TradingCalendar calendar, Timeframe timeframe, String... times) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String time : times) {
            text.append(time).append(",1,1,1,1,1\n");
        }
        return csv(folder, text.toString()).calendar(calendar).timeframe(timeframe);
    }

    /** Dates in UTC, written as instants, lie on the evening before in New York. */
    @Test
    void midnightInUtcIsNotTakenForTheEveningBefore() {
        CsvBars csv = bars(TradingCalendars.nyse(), Timeframe.DAY, "2020-01-03T00:00:00Z", "2020-01-04T00:00:00Z");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(csv::read)
                .withMessage(
                        "AIG.csv: 2 problems\n  line 2" + RULE + "2020-01-02T19:00 in America/New_York\n  line 3" + RULE
                                + "2020-01-03T19:00 in America/New_York\nrepairs that would change this: [drop_bad_rows]");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(csv.repair(Repair.DROP_BAD_ROWS, Repair.DROP_NON_SESSIONS)::read)
                .withMessageContaining("all of its rows were left out");
    }

    @Test
    void midnightInUtcIsADateWhenTheZoneSaysSo() {
        CsvBars csv = bars(TradingCalendars.nyse(), Timeframe.DAY, "1577923200", "1578009600")
                .zone(ZoneOffset.UTC);

        assertThat(opens(csv.read())).containsExactly("2020-01-02T14:30:00Z", "2020-01-03T14:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({"2020-01-02T16:00:00", "2020-01-02T20:00:00", "2020-01-02T21:00:00Z", "2020-01-02 16:00:00-05:00"})
    void theCloseOfASessionIsNotItsBegin(String time) {
        CsvBars csv = bars(TradingCalendars.nyse(), Timeframe.DAY, time);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(csv::read)
                .withMessageStartingWith("AIG.csv line 2" + RULE);
        assertThat(opens(csv.label(BarLabel.END).read())).containsExactly("2020-01-02T14:30:00Z");
    }

    /** From midnight in New York, as some vendors stamp, to the last moment of the session. */
    @ParameterizedTest
    @CsvSource({
        "2020-01-02T00:00:00",
        "2020-01-02T05:00:00Z",
        "2020-01-02T09:30:00",
        "2020-01-02T15:59:59.999999999",
    })
    void aBarThatBeginsBeforeTheCloseBelongsToItsDate(String time) {
        assertThat(opens(bars(TradingCalendars.nyse(), Timeframe.DAY, time).read()))
                .containsExactly("2020-01-02T14:30:00Z");
    }

    @Test
    void oneRowThatBeginsTooLateCanBeDropped() {
        LoadedBars result = bars(TradingCalendars.nyse(), Timeframe.DAY, "2020-01-02T09:30:00", "2020-01-03T16:00:02")
                .repair(Repair.DROP_BAD_ROWS)
                .read();

        assertThat(opens(result)).containsExactly("2020-01-02T14:30:00Z");
        assertThat(result.repairs())
                .singleElement()
                .hasToString("drop_bad_rows 1 (line 3" + RULE + "2020-01-03T16:00:02 in America/New_York)");
    }

    /** Monday's session opens on Sunday at 17:00. */
    @ParameterizedTest
    @CsvSource({
        "1d, 2020-01-05T17:00:00, 2020-01-05T22:00:00Z",
        "1d, 2020-01-05T22:00:00Z, 2020-01-05T22:00:00Z",
        "1d, 2020-01-06T00:00:00, 2020-01-05T22:00:00Z",
        "1d, 2020-01-06T17:00:00, 2020-01-06T22:00:00Z",
        "1w, 2020-01-05T17:00:00, 2020-01-05T22:00:00Z",
        "1w, 2020-01-06T00:00:00, 2020-01-05T22:00:00Z",
    })
    void aBarThatBeginsWithASessionBelongsToIt(String timeframe, String time, String open) {
        assertThat(opens(bars(TradingCalendars.forex(), Timeframe.parse(timeframe), time)
                        .read()))
                .containsExactly(open);
    }

    @ParameterizedTest
    @CsvSource({"1w, 2020-01-06T00:00:00Z", "1mo, 2020-02-01T00:00:00Z"})
    void aWeekOrMonthIsNotTakenForTheOneBefore(String timeframe, String time) {
        CsvBars csv = bars(TradingCalendars.nyse(), Timeframe.parse(timeframe), time);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(csv::read)
                .withMessageStartingWith("AIG.csv line 2" + RULE);
        assertThat(csv.zone(ZoneOffset.UTC).read().bars().openEpochNanos(0))
                .isGreaterThanOrEqualTo(Instant.parse(time).getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void aMarketThatNeverClosesBeginsItsDaysInUtcWhateverTheZone() {
        CsvBars csv = bars(TradingCalendars.alwaysOpen(), Timeframe.DAY, "2020-01-02T00:00:00Z")
                .zone(CsvFixture.NEW_YORK);

        assertThat(opens(csv.read())).containsExactly("2020-01-02T00:00:00Z");
        assertThat(csv.read().bars().instrument()).isEqualTo(AIG);
    }
}
