package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.daily;
import static io.strategysdk.backtest.data.CsvFixture.gzip;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static io.strategysdk.backtest.data.CsvFixture.opens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvProblemsTests {
    private static final String GOOD = "2020-01-02,10,12,9.5,11,1000\n";
    private static final String NEXT = "2020-01-03,11,13,10.5,12,2000\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "2020-01-03,10,10.2,10.5,10.3,5|: high must not be below low, was high 10.2, low 10.5",
                "2020-01-03,9,10.2,9.5,10,5|: open must lie between low and high, was open 9, high 10.2, low 9.5",
                "2020-01-03,10,10.2,9.5,11,5|: close must lie between low and high, was close 11, high 10.2, low 9.5",
                "2020-01-03,abc,12,9,11,5| column 'open': must be a finite decimal number, was 'abc'",
                "2020-01-03,NaN,12,9,11,5| column 'open': must be a finite decimal number, was 'NaN'",
                "2020-01-03,10,Infinity,9,11,5| column 'high': must be a finite decimal number, was 'Infinity'",
                "2020-01-03,10,1e400,9,11,5| column 'high': must be a finite decimal number, was '1e400'",
                "2020-01-03,10,90000000001,9,11,5| column 'high': must be at most 90000000000, was '90000000001'",
                "2020-01-03,1e15,12,9,11,5| column 'open': must be at most 90000000000, was '1e15'",
                "2020-01-03,0,12,9,11,5| column 'open': must be above zero, was '0'",
                "2020-01-03,10,11,0,10,5| column 'low': must be above zero, was '0'",
                "2020-01-03,10,12,-9,11,5| column 'low': must be above zero, was '-9'",
                "2020-01-03,10,12,1e-400,11,5| column 'low': must be above zero, was '1e-400'",
                "2020-01-03,10,12,0.000000009,11,5| column 'low': must be at least 0.00000001, was '0.000000009'",
                "2020-01-03,10,12,9,,5| column 'close': must not be missing, was ''",
                "2020-01-03,10,12,9,11,| column 'volume': must not be missing, was ''",
                "2020-01-03,10,12,9,11,-1| column 'volume': must not be negative, was '-1'",
                "2020-01-03,10,12|: row must have 6 columns as the first line has, was 3",
                "2020-01-03,10,12,9,11,5,7|: row must have 6 columns as the first line has, was 7",
                "2020-13-03,10,12,9,11,5| column 'time': must be a date such as 2020-01-02 of the years 1900 to 2199, was '2020-13-03'",
                "2020-01-03T09:30:00,10,12,9,11,5| column 'time': must be a date such as 2020-01-02 of the years 1900 to 2199, was '2020-01-03T09:30:00'",
            })
    void aBadRowIsRefusedOrDropped(String row, String message) {
        CsvBars csv = daily(folder, HEADER + GOOD + row + "\n").timeframe(Timeframe.DAY);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(csv::read)
                .withMessageStartingWith(
                        "AIG.csv line 3" + message + "\nrepairs that would change this: [drop_bad_rows");

        LoadedBars repaired = csv.repair(Repair.DROP_BAD_ROWS).read();
        assertThat(repaired.bars().size()).isOne();
        assertThat(repaired.rows()).isEqualTo(2);
        assertThat(repaired.repairs()).singleElement().hasToString("drop_bad_rows 1 (line 3" + message + ")");
    }

    /** The first row takes the long way, the ones behind it the shortest. */
    @Test
    void aLowOfZeroBehindGoodRowsIsRefusedByEachReader() {
        String text = HEADER + GOOD + NEXT + "2020-01-06,10,11,0,10,5\n";

        for (String each : new String[] {text, text.replaceFirst("1000", "\"1000\"")}) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(daily(folder, each)::read)
                    .withMessageStartingWith("AIG.csv line 4 column 'low': must be above zero, was '0'");
        }
    }

    /** By each reader: the first row takes the long way, the last the shortest. */
    @Test
    void theLeastAndTheMostThatCanBeCountedArePrices() {
        String edge = ",90000000000,90000000000,0.00000001,0.00000001,5\n";

        for (String quoted : new String[] {"5", "\"5\""}) {
            String text = HEADER + "2020-01-02" + edge.replace("5", quoted) + "2020-01-03" + edge + "2020-01-06" + edge;

            assertThat(daily(folder, text).read().bars().size()).isEqualTo(3);
        }
    }

    @Test
    void allProblemsOfARowAndAFileAreListedUpToABound() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 30; i++) {
            text.append("2020-01-02,x,y,9,11,5\n");
        }

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> daily(folder, text.toString()).read())
                .withMessageStartingWith("""
                        AIG.csv: 60 problems
                          line 2 column 'open': must be a finite decimal number, was 'x'
                          line 2 column 'high': must be a finite decimal number, was 'y'
                          line 3 column 'open'""")
                .withMessageEndingWith(
                        "line 11 column 'high': must be a finite decimal number, was 'y'\n  and 40 more\n"
                                + "repairs that would change this: [drop_bad_rows]");
    }

    @Test
    void problemsOfValuesAndOfOrderAreListedTogether() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> daily(folder, HEADER + NEXT + GOOD + "2020-01-06,0,1,1,1,1\n")
                        .read())
                .withMessage("""
                        AIG.csv: 2 problems
                          line 3: time must not be before that of line 2, 2020-01-03, was 2020-01-02
                          line 4 column 'open': must be above zero, was '0'
                        repairs that would change this: [drop_bad_rows, sort]""");
    }

    @Test
    void aRowThatIsDroppedCountsOnceWhateverIsWrongInIt() {
        LoadedBars result = daily(folder, HEADER + GOOD + NEXT + "x,y,0,-1,,\n")
                .repair(Repair.DROP_BAD_ROWS)
                .read();

        assertThat(result.repairs()).singleElement().extracting("count").isEqualTo(1L);
    }

    @Nested
    class RowsOutOfRange {
        @Test
        void areClampedWhenThatIsAllowed() {
            LoadedBars result = daily(folder, HEADER + GOOD + "2020-01-03,9,10.2,10.5,11,5\n")
                    .repair(Repair.CLAMP_HIGH_LOW, Repair.DROP_BAD_ROWS)
                    .read();

            assertThat(lines(result.bars()))
                    .contains("2020-01-03T14:30:00Z to 2020-01-03T21:00:00Z: 9.0 11.0 9.0 11.0 5.0");
            assertThat(result.repairs())
                    .singleElement()
                    .hasToString("clamp_high_low 1 (line 3: high must not be below low, was high 10.2, low 10.5)");
        }
    }

    @Nested
    class RowsOutOfOrder {
        @Test
        void areSortedWhenThatIsAllowed() {
            LoadedBars result = daily(folder, HEADER + NEXT + GOOD + "2020-01-06,1,1,1,1,1\n")
                    .repair(Repair.SORT)
                    .read();

            assertThat(opens(result))
                    .containsExactly("2020-01-02T14:30:00Z", "2020-01-03T14:30:00Z", "2020-01-06T14:30:00Z");
            assertThat(result.repairs())
                    .singleElement()
                    .hasToString("sort 1 (line 3: time must not be before that of line 2, 2020-01-03, was 2020-01-02)");
        }

        @Test
        void areTurnedRoundWhenTheNewestComesFirst() {
            LoadedBars result = daily(folder, HEADER + "2020-01-06,1,1,1,1,1\n" + NEXT + GOOD)
                    .repair(Repair.SORT)
                    .read();

            assertThat(opens(result))
                    .containsExactly("2020-01-02T14:30:00Z", "2020-01-03T14:30:00Z", "2020-01-06T14:30:00Z");
            assertThat(result.repairs().get(0).count()).isEqualTo(2);
        }

        @Test
        void areRefusedInTheHourThatComesTwice() {
            String text = HEADER + "2013-11-03T01:30:00,1,1,1,1,1\n2013-11-03T03:00:00,1,1,1,1,1\n"
                    + "2013-11-03T02:30:00,1,1,1,1,1\n2013-11-03T04:00:00,1,1,1,1,1\n";
            CsvBars csv = csv(folder, text)
                    .zone(CsvFixture.NEW_YORK)
                    .timeframe(Timeframe.MINUTE)
                    .repair(Repair.SORT);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(csv::read)
                    .withMessageStartingWith("AIG.csv line 2: local time must be unique where rows are not in order, "
                            + "but clocks went back in America/New_York, was 2013-11-03T01:30");
            assertThat(opens(csv.repair(Repair.SORT, Repair.DROP_BAD_ROWS).read()))
                    .containsExactly("2013-11-03T07:30:00Z", "2013-11-03T08:00:00Z", "2013-11-03T09:00:00Z");
        }
    }

    @Nested
    class Duplicates {
        private static final String AGAIN = "2020-01-02,10,12,9.5,11,7\n";

        @Test
        void areRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(
                            () -> daily(folder, HEADER + GOOD + AGAIN + NEXT).read())
                    .withMessage("AIG.csv line 3: time must not be that of line 2, was 2020-01-02\n"
                            + "repairs that would change this: [keep_first_duplicate, keep_last_duplicate]");
        }

        @ParameterizedTest
        @CsvSource({"KEEP_FIRST_DUPLICATE, 1000", "KEEP_LAST_DUPLICATE, 7"})
        void leaveTheFirstOrTheLastOfTheFile(Repair repair, double volume) {
            LoadedBars ordered =
                    daily(folder, HEADER + GOOD + AGAIN + NEXT).repair(repair).read();
            LoadedBars reversed = daily(folder, HEADER + NEXT + GOOD + AGAIN)
                    .repair(repair, Repair.SORT)
                    .read();

            assertThat(ordered.bars().volume(0)).isEqualTo(volume);
            assertThat(reversed.bars().volume(0)).isEqualTo(volume);
            assertThat(ordered.repairs()).singleElement().extracting("count").isEqualTo(1L);
        }
    }

    @Nested
    class Calendar {
        @Test
        void datesWithoutASessionAreRefusedOrDropped() {
            CsvBars csv = daily(folder, HEADER + "2020-01-01,1,1,1,1,1\n" + GOOD + NEXT + "2020-01-04,1,1,1,1,1\n");

            assertThatExceptionOfType(SdkException.class).isThrownBy(csv::read).withMessage("""
                        AIG.csv: 2 problems
                          line 2: date must be a session of the calendar, was 2020-01-01
                          line 5: date must be a session of the calendar, was 2020-01-04
                        repairs that would change this: [drop_non_sessions]""");
            assertThat(opens(csv.repair(Repair.DROP_NON_SESSIONS).read()))
                    .containsExactly("2020-01-02T14:30:00Z", "2020-01-03T14:30:00Z");
        }

        @Test
        void dailyBarsNeedOne() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> csv(folder, HEADER + GOOD + NEXT).read())
                    .withMessage("calendar must be declared for bars of 1d (AIG.csv)");
        }
    }

    @Nested
    class IntradayTimes {
        @Test
        void thatClocksSkippedAreRefusedOrDropped() {
            String text = HEADER + "2013-03-10T01:59:00,1,1,1,1,1\n2013-03-10T02:00:00,1,1,1,1,1\n"
                    + "2013-03-10T03:00:00,1,1,1,1,1\n";
            CsvBars csv = csv(folder, text).zone(CsvFixture.NEW_YORK).timeframe(Timeframe.MINUTE);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(csv::read)
                    .withMessageStartingWith("AIG.csv line 3: local time must exist, but clocks went forward in "
                            + "America/New_York, was 2013-03-10T02:00");
            assertThat(opens(csv.repair(Repair.DROP_BAD_ROWS).read()))
                    .containsExactly("2013-03-10T06:59:00Z", "2013-03-10T07:00:00Z");
        }

        @Test
        void mustNotCrowd() {
            String text = HEADER + "2020-01-02T09:30:00Z,1,1,1,1,1\n2020-01-02T09:31:00Z,1,1,1,1,1\n";

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() ->
                            csv(folder, text).timeframe(Timeframe.minutes(5)).read())
                    .withMessage("AIG.csv line 3: bar of 5m must not begin before that of line 2 ends, which began "
                            + "2020-01-02T09:30:00Z, was 2020-01-02T09:31:00Z");
        }

        @Test
        void needAZone() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, HEADER + "2020-01-02T09:30:00,1,1,1,1,1\n")
                            .timeframe(Timeframe.MINUTE)
                            .read())
                    .withMessage("AIG.csv: zone must be declared for the local times of column 'time'");
        }

        @Test
        void areNotDates() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, HEADER + GOOD)
                            .timeframe(Timeframe.MINUTE)
                            .read())
                    .withMessage("AIG.csv: column 'time' must have times for bars of 1m, was dates only");
        }

        @Test
        void ofOneRowTellNoTimeframe() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, HEADER + "2020-01-02T09:30:00Z,1,1,1,1,1\n")
                            .read())
                    .withMessageStartingWith("AIG.csv: timeframe must be declared");
        }
    }

    @Nested
    class Headers {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "time,open,high,close|header must name low (or columns must be declared), was [time, open, high, close]",
                    "2020-01-02,10,12,9,11,5|header must name date or time, open, high, low, close (or columns must be declared), was [2020-01-02, 10, 12, 9, 11, 5]",
                    "date,time,timestamp,open,high,low,close|header must have one time, or a date and a time; which column it is must be declared, was [date, time, timestamp, open, high, low, close]",
                    "date,open,high,low,close,Close|header must have one column for close, was 'close' and 'Close'",
                })
        void thatDoNotTellAreRefused(String header, String message) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, header + "\n" + GOOD).read())
                    .withMessage("AIG.csv line 1: " + message);
        }

        @Test
        void mustHaveTheDeclaredColumn() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, HEADER + GOOD)
                            .column(CsvColumn.CLOSE, "last")
                            .read())
                    .withMessage("AIG.csv line 1: header must have the declared column 'last', was "
                            + "[time, open, high, low, close, volume]");
        }

        @Test
        void mustBeUtf8() {
            byte[] latin = "date,open,high,low,close,währung\n".getBytes(StandardCharsets.ISO_8859_1);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, "AIG.csv", latin).read())
                    .withMessage("AIG.csv line 1: header must be text in UTF-8, column 6 is not");
        }
    }

    @Nested
    class Files {
        @Test
        void thatAreEmptyOrHaveNoRowsAreRefused() {
            assertRefused(new byte[0], "AIG.csv: file must not be empty");
            assertRefused(bytes("\n\n"), "AIG.csv: file must have rows below a header, was without any");
            assertRefused(bytes(HEADER), "AIG.csv: file must have rows below a header, was without any");
            assertRefused(bytes(HEADER.strip()), "AIG.csv: file must have rows below a header, was without any");
            assertRefused(
                    bytes("\"" + HEADER.replace(",", "\",\"").strip() + "\""), "AIG.csv: file must have rows below");
        }

        @Test
        void ofWhichNothingIsLeftAreRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> daily(folder, HEADER + "2020-01-02,x,1,1,1,1\n")
                            .repair(Repair.DROP_BAD_ROWS)
                            .read())
                    .withMessageStartingWith("AIG.csv: file must hold a bar, but all of its rows were left out");
        }

        @Test
        void thatAreNoTextAreRefused() {
            assertRefused(new byte[1000], "AIG.csv line 1: file must be text in UTF-8, but holds NUL bytes");
            assertRefused(
                    "Date,Open\n2020-01-02,1\n\0".getBytes(StandardCharsets.UTF_8),
                    "AIG.csv line 3: file must be text in UTF-8, but holds NUL bytes");
            assertRefused(HEADER.getBytes(StandardCharsets.UTF_16LE), "AIG.csv line 1: file must be text in UTF-8");
            byte[] late = bytes(HEADER + GOOD.repeat(5_000) + "2020-01-02,\0,1,1,1,1\n");
            assertRefused(late, "AIG.csv line 5002: file must be text in UTF-8");
            byte[] noise = new byte[600_000];
            Arrays.fill(noise, (byte) 'x');
            assertRefused(noise, "AIG.csv line 1: line must not be longer than 65536 bytes");
        }

        /** What is left of a number that was cut is a number. */
        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t"})
        void whoseLastRowLacksItsLineEndAreWarnedOf(String blank) {
            String cut = HEADER + GOOD + NEXT.strip().replace("2000", "20") + blank;
            String warning = "AIG: AIG.csv line 3, the last, must have a line end as the others have, was without: is"
                    + " it cut off?";

            for (String text :
                    new String[] {cut, cut.replace("\n", "\r\n"), cut.replace("\n", "\r"), cut.replace("11,", "\"11\",")
                    }) {
                assertThat(daily(folder, text).read().warnings()).as(text).containsExactly(warning);
                assertThat(daily(folder, text + "\n").read().warnings())
                        .as(text)
                        .isEmpty();
                assertThat(daily(folder, text + "\r\n\n \t").read().warnings())
                        .as(text)
                        .isEmpty();
            }
            assertThat(daily(folder, HEADER + GOOD + "2020-01-03,1")
                            .timeframe(Timeframe.DAY)
                            .repair(Repair.DROP_BAD_ROWS)
                            .read()
                            .unendedLine())
                    .contains("AIG.csv line 3");
        }

        @Test
        void ofOneLineHaveNoOthersToCompareItsEndWith() {
            CsvBars csv = daily(folder, GOOD.strip())
                    .timeframe(Timeframe.DAY)
                    .withoutHeader(CsvColumn.DATE, CsvColumn.OPEN, CsvColumn.HIGH, CsvColumn.LOW, CsvColumn.CLOSE);

            assertThat(csv.read().unendedLine()).isEmpty();
        }

        @Test
        void withALineOfTooManyColumnsAreRefusedByThatLine() {
            String row = ",".repeat(5_000) + "\n";

            assertRefused(bytes(row), "AIG.csv line 1: row must not have more than 4096 columns");
            assertRefused(bytes(HEADER + GOOD + row), "AIG.csv line 3: row must not have more than 4096 columns");
            assertRefused(
                    bytes(HEADER + GOOD.replace("12", "\"12\"") + row),
                    "AIG.csv line 3: row must not have more than 4096 columns");
        }

        @Test
        void thatAreNoneAreRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> CsvBars.file(folder, AIG).read())
                    .withMessageStartingWith("path must be a file and not a directory or device, was ");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(
                            () -> CsvBars.file(folder.resolve("none.csv"), AIG).read())
                    .withMessageStartingWith("file must exist, was ");
        }

        @Test
        void thatWereCutOffInTheirCompressionAreRefused() throws IOException {
            byte[] whole = gzip(HEADER + GOOD + NEXT);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, "AIG.csv.gz", Arrays.copyOf(whole, whole.length - 12))
                            .read())
                    .withMessageContaining("compressed file must be complete, but is cut off");
        }

        @Test
        void withAQuoteThatNeverEndsAreRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> daily(folder, HEADER + GOOD + "\"2020-01-03,1,1,1,1,1\n")
                            .read())
                    .withMessageStartingWith("AIG.csv line 3");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> daily(folder, HEADER + GOOD + "\"2020-01-03\"x,1,1,1,1,1\n")
                            .read())
                    .withMessageContaining("AIG.csv line 3");
        }

        @Test
        void withMoreBarsThanAllowedAreRefused() {
            CsvBars csv = daily(folder, HEADER + GOOD + NEXT);

            assertThat(csv.maxBars(2).read().bars().size()).isEqualTo(2);
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv.maxBars(1).read())
                    .withMessage("AIG.csv line 3: file must not hold more than 1 bars; split it, allow more, or give "
                            + "the JVM a larger heap");
        }

        private void assertRefused(byte[] content, String message) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> csv(folder, "AIG.csv", content)
                            .calendar(TradingCalendars.nyse())
                            .read())
                    .withMessageStartingWith(message);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
