package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.TWO_DAYS;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.daily;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static io.strategysdk.backtest.data.CsvFixture.opens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBarsTests {
    private static final String MINUTES = """
            2020-01-02T09:30:00,10,12,9.5,11,1000
            2020-01-02T09:31:00,11,11.5,10.25,10.5,800
            2020-01-02T09:33:00,11,11.5,10.25,10.5,0
            """;

    @TempDir
    private Path folder;

    @Nested
    class DailyBars {
        @Test
        void openAndCloseWithTheSessionAlsoOnAHalfDay() {
            LoadedBars result = daily(folder, TWO_DAYS).read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-11-25T14:30:00Z to 2020-11-25T21:00:00Z: 10.0 12.0 9.5 11.0 1000.0",
                            "2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 11.0 11.5 10.25 10.5 800.0");
        }

        @Test
        void knowTheirSessionOnBothSidesOfSummerTime() {
            LoadedBars result = daily(
                            folder, HEADER + "2020-03-06,1,1,1,1,1\n2020-03-09,1,1,1,1,1\n2020-03-10,1,1,1,1,1")
                    .read();

            assertThat(opens(result))
                    .containsExactly("2020-03-06T14:30:00Z", "2020-03-09T13:30:00Z", "2020-03-10T13:30:00Z");
        }

        @Test
        void areCountedWhereSessionsAreMissing() {
            LoadedBars result = daily(
                            folder, HEADER + "2020-01-02,1,1,1,1,1\n2020-01-03,1,1,1,1,1\n2020-01-08,1,1,1,1,1\n")
                    .read();

            assertThat(result.missingSessions()).isEqualTo(2);
            assertThat(result.firstMissingSessions())
                    .containsExactly(LocalDate.of(2020, 1, 6), LocalDate.of(2020, 1, 7));
        }

        @Test
        void nameTheLongestOfTheirHolesAndTheFirstOfEquals() {
            String days = HEADER + "2020-01-02,1,1,1,1,1\n2020-01-06,1,1,1,1,1\n";

            assertThat(daily(folder, days + "2020-01-09,1,1,1,1,1\n2020-01-14,1,1,1,1,1\n2020-01-21,1,1,1,1,1\n")
                            .read()
                            .warnings())
                    .contains("AIG: 8 sessions have no bar, the first of them 2020-01-03, the most in a row 3 from"
                            + " 2020-01-15 to 2020-01-17");
            assertThat(daily(folder, days + "2020-01-09,1,1,1,1,1\n2020-01-14,1,1,1,1,1\n")
                            .read()
                            .longestGap())
                    .contains(new SessionGap(LocalDate.of(2020, 1, 7), LocalDate.of(2020, 1, 8), 2));
            assertThat(daily(folder, days + "2020-01-08,1,1,1,1,1\n").read().warnings())
                    .contains("AIG: 2 sessions have no bar, the first of them 2020-01-03");
            assertThat(daily(folder, days).timeframe(Timeframe.DAY).read().warnings())
                    .contains("AIG: 1 session has no bar, the first of them 2020-01-03");
            assertThat(daily(folder, HEADER + "2020-01-02,1,1,1,1,1\n2020-01-03,1,1,1,1,1\n")
                            .read()
                            .longestGap())
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "2020-01-02T00:00:00-05:00, START",
            "2020-01-02T05:00:00Z, START",
            "2020-01-02 16:00:00, END",
            "2020-01-03 00:00:00, END",
            "2020-01-02, END",
            "1577941200000, START",
            "20200102, START"
        })
        void takeTheirDateFromTheTime(String time, BarLabel label) {
            LoadedBars result = daily(folder, HEADER + time + ",1,1,1,1,1\n")
                    .timeframe(Timeframe.DAY)
                    .label(label)
                    .read();

            assertThat(opens(result)).containsExactly("2020-01-02T14:30:00Z");
        }

        @Test
        void ofInstantsAreDatedInADeclaredZone() {
            LoadedBars result = daily(folder, HEADER + "2020-01-02T00:00:00Z,1,1,1,1,1\n")
                    .timeframe(Timeframe.DAY)
                    .zone(ZoneOffset.UTC)
                    .read();

            assertThat(opens(result)).containsExactly("2020-01-02T14:30:00Z");
        }

        @Test
        void ofAWeekOrMonthSpanItsSessions() {
            CsvBars weekly = daily(folder, HEADER + "2020-11-16,1,1,1,1,1\n2020-11-23,1,1,1,1,1\n");
            CsvBars monthly = CsvBars.file(weekly.layout.path(), AIG).calendar(TradingCalendars.nyse());

            assertThat(lines(weekly.read().bars()))
                    .contains("2020-11-23T14:30:00Z to 2020-11-27T18:00:00Z: 1.0 1.0 1.0 1.0 1.0");
            daily(folder, HEADER + "2020-01-31,1,1,1,1,1\n2020-02-28,1,1,1,1,1\n");
            assertThat(lines(monthly.timeframe(Timeframe.MONTH).read().bars()))
                    .containsExactly(
                            "2020-01-02T14:30:00Z to 2020-01-31T21:00:00Z: 1.0 1.0 1.0 1.0 1.0",
                            "2020-02-03T14:30:00Z to 2020-02-28T21:00:00Z: 1.0 1.0 1.0 1.0 1.0");
        }
    }

    @Nested
    class IntradayBars {
        @Test
        void areLabelledByTheirStartAndTellTheirTimeframe() {
            LoadedBars result =
                    csv(folder, HEADER + MINUTES).zone(CsvFixture.NEW_YORK).read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-01-02T14:30:00Z to 2020-01-02T14:31:00Z: 10.0 12.0 9.5 11.0 1000.0",
                            "2020-01-02T14:31:00Z to 2020-01-02T14:32:00Z: 11.0 11.5 10.25 10.5 800.0",
                            "2020-01-02T14:33:00Z to 2020-01-02T14:34:00Z: 11.0 11.5 10.25 10.5 0.0");
            assertThat(result.format())
                    .hasToString("1m bars (inferred from the most common step), separated by ',' with header, "
                            + "'time' as a date and time without offset such as 2020-01-02T09:30:00 in "
                            + "America/New_York labels the start of the bar");
        }

        @Test
        void mayBeLabelledByTheirEnd() {
            LoadedBars result = csv(folder, HEADER + MINUTES)
                    .zone(CsvFixture.NEW_YORK)
                    .label(BarLabel.END)
                    .read();

            assertThat(lines(result.bars()))
                    .contains("2020-01-02T14:29:00Z to 2020-01-02T14:30:00Z: 10.0 12.0 9.5 11.0 1000.0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"time_new_york", "Time (America/New_York)", "TIME_NEW_YORK"})
        void takeTheZoneFromTheirHeader(String header) {
            LoadedBars result =
                    csv(folder, HEADER.replace("time", header) + MINUTES).read();

            assertThat(opens(result)).startsWith("2020-01-02T14:30:00Z");
        }

        @Test
        void takeADeclaredZoneBeforeThatOfHeaderAndCalendar() {
            LoadedBars result = daily(folder, HEADER.replace("time", "time_new_york") + MINUTES)
                    .zone(ZoneOffset.UTC)
                    .read();

            assertThat(opens(result)).startsWith("2020-01-02T09:30:00Z");
        }

        @Test
        void countMissingSessionsButNotExtendedHours() {
            String text = HEADER + "2020-01-02T09:30:00,1,1,1,1,1\n2020-01-02T17:00:00,1,1,1,1,1\n"
                    + "2020-01-03T07:00:00,1,1,1,1,1\n2020-01-06T09:30:00,1,1,1,1,1\n";

            LoadedBars result = daily(folder, text).timeframe(Timeframe.MINUTE).read();

            assertThat(result.firstMissingSessions()).containsExactly(LocalDate.of(2020, 1, 3));
        }

        @Test
        void endWithTheirSessionAtTheLatest() {
            String text = HEADER + "2024-11-27T14:30:00,1,1,1,1,1\n2024-11-27T15:30:00,2,2,2,2,1\n"
                    + "2024-11-27T16:30:00,3,3,3,3,1\n2024-11-29T12:30:00,4,4,4,4,1\n";

            LoadedBars result =
                    daily(folder, text).timeframe(Timeframe.hours(1)).read();

            assertThat(lines(result.bars()))
                    .as("whole days, evenings and half days")
                    .containsExactly(
                            "2024-11-27T19:30:00Z to 2024-11-27T20:30:00Z: 1.0 1.0 1.0 1.0 1.0",
                            "2024-11-27T20:30:00Z to 2024-11-27T21:00:00Z: 2.0 2.0 2.0 2.0 1.0",
                            "2024-11-27T21:30:00Z to 2024-11-27T22:30:00Z: 3.0 3.0 3.0 3.0 1.0",
                            "2024-11-29T17:30:00Z to 2024-11-29T18:00:00Z: 4.0 4.0 4.0 4.0 1.0");
        }

        @Test
        void endWithTheirSessionAlsoWhenTheirEndIsNamed() {
            String text = HEADER + "2024-11-27T15:30:00,1,1,1,1,1\n2024-11-27T16:30:00,2,2,2,2,1\n";

            LoadedBars result = daily(folder, text)
                    .timeframe(Timeframe.hours(1))
                    .label(BarLabel.END)
                    .read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2024-11-27T19:30:00Z to 2024-11-27T20:30:00Z: 1.0 1.0 1.0 1.0 1.0",
                            "2024-11-27T20:30:00Z to 2024-11-27T21:00:00Z: 2.0 2.0 2.0 2.0 1.0");
        }

        @Test
        void goOnWhereTheNextSessionFollowsAtOnce() {
            String text = HEADER + "2024-03-07T20:00:00Z,1,1,1,1,1\n2024-03-08T20:00:00Z,2,2,2,2,1\n";

            CsvBars hours = csv(folder, text).timeframe(Timeframe.hours(5));

            assertThat(lines(
                            hours.calendar(TradingCalendars.alwaysOpen()).read().bars()))
                    .containsExactly(
                            "2024-03-07T20:00:00Z to 2024-03-08T01:00:00Z: 1.0 1.0 1.0 1.0 1.0",
                            "2024-03-08T20:00:00Z to 2024-03-09T01:00:00Z: 2.0 2.0 2.0 2.0 1.0");
            assertThat(lines(hours.calendar(TradingCalendars.forex()).read().bars()))
                    .as("the week ends on Friday at 17:00 in New York")
                    .containsExactly(
                            "2024-03-07T20:00:00Z to 2024-03-08T01:00:00Z: 1.0 1.0 1.0 1.0 1.0",
                            "2024-03-08T20:00:00Z to 2024-03-08T22:00:00Z: 2.0 2.0 2.0 2.0 1.0");
        }

        @Test
        void areCountedOutsideOfTheSessions() {
            String text = HEADER + "2020-01-02T09:29:00,1,1,1,1,1\n2020-01-02T09:30:00,1,1,1,1,1\n"
                    + "2020-01-02T15:59:00,1,1,1,1,1\n2020-01-02T16:00:00,1,1,1,1,1\n2020-01-04T12:00:00,1,1,1,1,1\n";

            CsvBars minutes = daily(folder, text).timeframe(Timeframe.MINUTE);

            assertThat(minutes.read().warnings())
                    .containsExactly("AIG: 3 of 5 bars lie outside the sessions of XNYS, first 2020-01-02 09:29:"
                            + " they fill only orders for extended hours");
            assertThat(minutes.calendar(TradingCalendars.alwaysOpen()).read().outsideSessions())
                    .isEmpty();
            assertThat(daily(folder, TWO_DAYS).read().outsideSessions()).isEmpty();
        }

        @Test
        void followTheHourThatComesTwice() {
            String text = HEADER + "2013-11-03T00:30:00,1,1,1,1,1\n2013-11-03T01:00:00,1,1,1,1,1\n"
                    + "2013-11-03T01:30:00,1,1,1,1,1\n2013-11-03T01:00:00,1,1,1,1,1\n2013-11-03T01:30:00,1,1,1,1,1\n"
                    + "2013-11-03T02:00:00,1,1,1,1,1\n";

            LoadedBars result = csv(folder, text).zone(CsvFixture.NEW_YORK).read();

            assertThat(opens(result))
                    .containsExactly(
                            "2013-11-03T04:30:00Z",
                            "2013-11-03T05:00:00Z",
                            "2013-11-03T05:30:00Z",
                            "2013-11-03T06:00:00Z",
                            "2013-11-03T06:30:00Z",
                            "2013-11-03T07:00:00Z");
        }

        @Test
        void followTheHourThatComesTwiceAlsoFromTheNewestToTheOldest() {
            String text = HEADER + "2013-11-03T02:00:00,1,1,1,1,1\n2013-11-03T01:30:00,1,1,1,1,1\n"
                    + "2013-11-03T01:00:00,1,1,1,1,1\n2013-11-03T01:30:00,1,1,1,1,1\n2013-11-03T01:00:00,1,1,1,1,1\n";

            LoadedBars result = csv(folder, text)
                    .zone(CsvFixture.NEW_YORK)
                    .timeframe(Timeframe.minutes(30))
                    .repair(Repair.SORT)
                    .read();

            assertThat(opens(result))
                    .containsExactly(
                            "2013-11-03T05:00:00Z",
                            "2013-11-03T05:30:00Z",
                            "2013-11-03T06:00:00Z",
                            "2013-11-03T06:30:00Z",
                            "2013-11-03T07:00:00Z");
        }
    }

    @Nested
    class Settings {
        @Test
        void changeACopy() {
            CsvBars plain = csv(folder, HEADER + "2020-01-01,1,1,1,1,1\n");

            CsvBars strict = plain.calendar(TradingCalendars.alwaysOpen()).timeframe(Timeframe.DAY);

            assertThat(strict.read().bars().size()).isOne();
            assertThat(plain.timeframe).isNull();
            assertThat(plain.repair(Repair.SORT).repairs).isEqualTo(Set.of(Repair.SORT));
            assertThat(plain.repairs).isEmpty();
        }

        @Test
        void thatCannotBeMeantAreRefused() {
            CsvBars plain = CsvBars.file(folder, AIG);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.repair(Repair.KEEP_FIRST_DUPLICATE, Repair.KEEP_LAST_DUPLICATE))
                    .withMessageContaining("was both");
            assertThatIllegalArgumentException().isThrownBy(() -> plain.separator('.'));
            assertThatIllegalArgumentException().isThrownBy(() -> plain.separator('5'));
            assertThatIllegalArgumentException().isThrownBy(() -> plain.maxBars(0));
            assertThatIllegalArgumentException().isThrownBy(() -> plain.column(CsvColumn.IGNORED, "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> plain.withoutHeader(CsvColumn.DATE, CsvColumn.OPEN));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.timeframe(new Timeframe(2, Timeframe.Unit.DAY)))
                    .withMessageContaining("2d");
        }
    }
}
