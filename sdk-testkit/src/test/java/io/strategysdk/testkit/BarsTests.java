package io.strategysdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Instrument ACME = Instrument.equity("ACME");

    private static BarColumns only(String text, Instrument... instruments) {
        List<BarColumns> series = Bars.parse(NYSE, text, instruments);
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    private static List<String> prices(BarColumns bars) {
        return IntStream.range(0, bars.size())
                .mapToObj(row -> bars.open(row) + " " + bars.high(row) + " " + bars.low(row) + " " + bars.close(row)
                        + " " + bars.volume(row))
                .toList();
    }

    private static List<String> times(BarColumns bars) {
        return IntStream.range(0, bars.size())
                .mapToObj(row ->
                        Clock.instantOf(bars.openEpochNanos(row)) + " to " + Clock.instantOf(bars.epochNanos(row)))
                .toList();
    }

    @Nested
    class InText {
        @Test
        void aRowIsOpenHighLowCloseAndPerhapsVolume() {
            BarColumns bars = only("""
                    ACME 1d 2024-01-02
                    10.00 10.50 9.90 10.20 5000
                    10.20 10.60 10.10 10.40
                    """);

            assertThat(bars.instrument()).isEqualTo(ACME);
            assertThat(bars.timeframe()).isEqualTo(Timeframe.DAY);
            assertThat(prices(bars)).containsExactly("10.0 10.5 9.9 10.2 5000.0", "10.2 10.6 10.1 10.4 1000000.0");
        }

        @Test
        void aCloseOpensWhereTheBarBeforeClosedAndGoesStraightThere() {
            BarColumns bars = only("""
                    ACME 1d 2024-01-02
                    10
                    12
                    11
                    """);

            assertThat(prices(bars))
                    .containsExactly(
                            "10.0 10.0 10.0 10.0 1000000.0",
                            "10.0 12.0 10.0 12.0 1000000.0",
                            "12.0 12.0 11.0 11.0 1000000.0");
        }

        @Test
        void aCloseAfterARowGoesOnFromTheRow() {
            assertThat(prices(only("ACME 1d 2024-01-02\n10 11 9 10.5 7\n10")).get(1))
                    .isEqualTo("10.5 10.5 10.0 10.0 1000000.0");
        }

        @Test
        void closesStandInTheLineOfTheHeaderToo() {
            assertThat(prices(only("ACME 1d 2024-01-02: 10 12\n11")))
                    .isEqualTo(prices(only("ACME 1d 2024-01-02\n10\n12\n11")));
        }

        @Test
        void commentsAndEmptyLinesAreNotRead() {
            assertThat(prices(only("\n# nothing\nACME 1d 2024-01-02: 10 # ten\r\n\r\n11 # and eleven\n")))
                    .isEqualTo(prices(only("ACME 1d 2024-01-02: 10 11")));
        }

        @Test
        void daysAreTheSessionsOfTheCalendarHalfDaysAndHolidaysIncluded() {
            assertThat(times(only("ACME 1d 2024-07-02: 1 2 3")))
                    .containsExactly(
                            "2024-07-02T13:30:00Z to 2024-07-02T20:00:00Z",
                            "2024-07-03T13:30:00Z to 2024-07-03T17:00:00Z",
                            "2024-07-05T13:30:00Z to 2024-07-05T20:00:00Z");
        }

        @Test
        void sessionsStayWhereTheyAreWhenClocksChange() {
            assertThat(times(only("ACME 1d 2024-03-08: 1 2")))
                    .containsExactly(
                            "2024-03-08T14:30:00Z to 2024-03-08T21:00:00Z",
                            "2024-03-11T13:30:00Z to 2024-03-11T20:00:00Z");
            assertThat(times(only("ACME 30m 2024-11-01 15:30: 1 2")))
                    .containsExactly(
                            "2024-11-01T19:30:00Z to 2024-11-01T20:00:00Z",
                            "2024-11-04T14:30:00Z to 2024-11-04T15:00:00Z");
        }

        @Test
        void aMarkIsABarThatIsMissing() {
            BarColumns bars = only("ACME 1d 2024-01-02: 10 - 11\n-\n12");

            assertThat(times(bars))
                    .containsExactly(
                            "2024-01-02T14:30:00Z to 2024-01-02T21:00:00Z",
                            "2024-01-04T14:30:00Z to 2024-01-04T21:00:00Z",
                            "2024-01-08T14:30:00Z to 2024-01-08T21:00:00Z");
            assertThat(bars.open(1)).as("goes on from the last close").isEqualTo(10);
        }

        @Test
        void whatATimeframeLeavesOfASessionIsAShorterBar() {
            assertThat(times(only("ACME 4h 2024-01-02: 1 2 3")))
                    .containsExactly(
                            "2024-01-02T14:30:00Z to 2024-01-02T18:30:00Z",
                            "2024-01-02T18:30:00Z to 2024-01-02T21:00:00Z",
                            "2024-01-03T14:30:00Z to 2024-01-03T18:30:00Z");
        }

        @Test
        void theFirstBarMayOpenWithinASession() {
            assertThat(times(only("ACME 1m 2024-01-02 15:58: 5 6 7")))
                    .containsExactly(
                            "2024-01-02T20:58:00Z to 2024-01-02T20:59:00Z",
                            "2024-01-02T20:59:00Z to 2024-01-02T21:00:00Z",
                            "2024-01-03T14:30:00Z to 2024-01-03T14:31:00Z");
            assertThat(times(only("ACME 1s 2024-01-02 10:00:30: 5")))
                    .containsExactly("2024-01-02T15:00:30Z to 2024-01-02T15:00:31Z");
        }

        @Test
        void eachHeaderBeginsTheBarsOfItsInstrument() {
            List<BarColumns> series = Bars.parse(NYSE, """
                    ACME 1d 2024-01-02: 10 11
                    BOND 1d 2024-01-03
                    99 100 98 99.5
                    ACME 1d 2024-01-05: 12
                    """);

            assertThat(series)
                    .extracting(BarColumns::toString)
                    .containsExactly(
                            "ACME 1d: 3 bars, 2024-01-02T21:00:00Z to 2024-01-05T21:00:00Z",
                            "BOND 1d: 1 bars, 2024-01-03T21:00:00Z to 2024-01-03T21:00:00Z");
            assertThat(series.get(0).open(2)).as("a header begins anew").isEqualTo(12);
        }

        @Test
        void aSymbolAloneGoesOnWhereItsBarsEnd() {
            List<BarColumns> series = Bars.parse(NYSE, """
                    ACME 1d 2024-01-02: 10 11
                    BOND 1d 2024-01-02: 99 -
                    ACME: 12
                    BOND:
                    98 99 97 98
                    """);

            assertThat(series)
                    .extracting(BarColumns::toString)
                    .containsExactly(
                            "ACME 1d: 3 bars, 2024-01-02T21:00:00Z to 2024-01-04T21:00:00Z",
                            "BOND 1d: 2 bars, 2024-01-02T21:00:00Z to 2024-01-04T21:00:00Z");
            assertThat(series.get(0).open(2)).as("from the close before").isEqualTo(11);
        }

        @Test
        void aSymbolIsAShareUnlessItIsKnownAsSomethingElse() {
            Instrument coin = Instrument.crypto("COIN/USD", "0.01", "0.0001");

            assertThat(only("COIN/USD 1d 2024-01-02: 1", ACME, coin).instrument())
                    .isSameAs(coin);
            assertThat(only("COIN/USD 1d 2024-01-02: 1", ACME).instrument()).isEqualTo(Instrument.equity("COIN/USD"));
        }

        @Test
        void aTextWithoutBarsIsNoSeries() {
            assertThat(Bars.parse(NYSE, "# nothing\n")).isEmpty();
            assertThat(Bars.parse(NYSE, "ACME 1d 2024-01-02\n-\n")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                10 11                        | 1 | bars must begin with symbol, timeframe and first date, such as 'ACME 1d 2024-01-02'
                ACME 1d 2024-01-02;BOND: 10  | 2 | bars of BOND must begin with its timeframe and first date, such as 'BOND 1d 2024-01-02'
                ACME 1d 2024-01-02;10 11     | 2 | a row must be a close, or open, high, low, close and perhaps volume, or - for no bar, was of 2 values
                ACME 1d 2024-01-02;1 2 3     | 2 | a row must be a close, or open, high, low, close and perhaps volume, or - for no bar, was of 3 values
                ACME 1d 2024-01-02;1 2 3 4 5 6 | 2 | a row must be a close, or open, high, low, close and perhaps volume, or - for no bar, was of 6 values
                ACME 1d 2024-01-02;;ten      | 3 | a price or volume must be a number, was 'ten'
                ACME 1d 2024-01-02: 10 x     | 1 | a price or volume must be a number, was 'x'
                ACME 1d 2024-01-06: 10       | 1 | first date must have a session (calendar XNYS), was 2024-01-06
                ACME 1m 2024-01-02 09:29: 10 | 1 | first bar must open in the session from 2024-01-02T14:30:00Z to 2024-01-02T21:00:00Z, was 2024-01-02T14:29:00Z
                ACME 1m 2024-01-02 16:00: 10 | 1 | first bar must open in the session from 2024-01-02T14:30:00Z to 2024-01-02T21:00:00Z, was 2024-01-02T21:00:00Z
                ACME 1d 2024-01-02 10:00: 10 | 1 | bars of a day open with their session, a time must not be given, was 10:00
                ACME 1D2 2024-01-02: 10      | 1 | timeframe must be a number and s, m, h, d, w or mo, was '1D2'
                ACME day 2024-01-02          | 1 | timeframe must be a number and s, m, h, d, w or mo, was 'day'
                ACME 1w 2024-01-02: 10       | 1 | bars written by hand must be of a day or shorter, were of 1w
                """)
        void anErrorNamesItsLine(String text, int line, String message) {
            String lines = text.replace(';', '\n');

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.parse(NYSE, lines))
                    .withMessage("%s (line %d of the bars: '%s')", message, line, lines.split("\n", -1)[line - 1]);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                10 9 8 9       | open and close must lie between low and high, were 10.0, 9.0, 8.0, 9.0
                -5             | prices must be positive and finite, were low -5.0 and high 10.0
                NaN            | prices must be positive and finite
                10 11 9 10 -1  | volume must not be negative and must be finite, was -1.0
                """)
        void numbersThatCannotBeRightAreErrorsOfTheirLine(String row, String rule) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.parse(NYSE, "ACME 1d 2024-01-02: 10\n" + row))
                    .withMessageContaining(rule)
                    .withMessageEndingWith("(line 2 of the bars: '%s')", row);
        }

        @Test
        void timeThatDoesNotGoForwardIsAnErrorOfItsLine() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.parse(NYSE, "ACME 1d 2024-01-02: 10 11\nACME 1d 2024-01-03: 12"))
                    .withMessageContaining("bar must close after the bar before it, 2024-01-03T21:00:00Z")
                    .withMessageEndingWith("(line 2 of the bars: 'ACME 1d 2024-01-03: 12')");
        }

        @Test
        void aTimeframeMayBeWrittenInCapitals() {
            assertThat(only("ACME 1D 2024-01-02: 10").timeframe()).isEqualTo(Timeframe.DAY);
        }

        @Test
        void twoTimeframesOfAnInstrumentAreTwoSeries() {
            assertThat(Bars.parse(NYSE, "ACME 1m 2024-01-02: 10 11\nACME 5m 2024-01-02: 12"))
                    .extracting(BarColumns::timeframe, BarColumns::size)
                    .containsExactly(tuple(Timeframe.MINUTE, 2), tuple(Timeframe.minutes(5), 1));
        }

        @Test
        void dateAndTimeframeThatCannotBeReadAreErrorsOfTheirLine() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.parse(NYSE, "\nACME 1d 2024-02-30: 10"))
                    .withMessageContaining("2024-02-30")
                    .withMessageEndingWith("(line 2 of the bars: 'ACME 1d 2024-02-30: 10')");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.parse(NYSE, "ACME 1parsec 2024-01-02: 10"))
                    .withMessageEndingWith("(line 1 of the bars: 'ACME 1parsec 2024-01-02: 10')");
        }
    }

    @Nested
    class InNumbers {
        private final Bars bars = Bars.of(ACME, Timeframe.DAY, NYSE, LocalDate.of(2024, 1, 2));

        @Test
        void areTheSameAsInText() {
            BarColumns built = bars.bar(10, 10.5, 9.9, 10.2, 5000)
                    .bar(10.2, 10.6, 10.1, 10.4)
                    .closes(10.7, 11)
                    .skip(2)
                    .closes(12)
                    .build();

            BarColumns parsed =
                    only("ACME 1d 2024-01-02\n10 10.5 9.9 10.2 5000\n10.2 10.6 10.1 10.4\n10.7\n11\n-\n-\n12");
            assertThat(prices(built)).isEqualTo(prices(parsed));
            assertThat(times(built)).isEqualTo(times(parsed));
        }

        @Test
        void mayBeginWithinASession() {
            BarColumns built = Bars.of(ACME, Timeframe.minutes(5), NYSE, LocalDate.of(2024, 1, 2), LocalTime.of(15, 55))
                    .closes(1, 2)
                    .build();

            assertThat(Clock.instantOf(built.openEpochNanos(0))).isEqualTo(Instant.parse("2024-01-02T20:55:00Z"));
            assertThat(Clock.instantOf(built.openEpochNanos(1))).isEqualTo(Instant.parse("2024-01-03T14:30:00Z"));
        }

        @Test
        void onesThatCannotBeRightAreRefusedAndAnotherMayTakeTheirPlace() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bars.bar(10, 9, 8, 9))
                    .withMessageContaining("open and close must lie between low and high");

            assertThat(times(bars.closes(10).build())).containsExactly("2024-01-02T14:30:00Z to 2024-01-02T21:00:00Z");
        }

        @Test
        void noneIsAnError() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bars.skip(1).build())
                    .withMessage("bars must be written before they are built, there is none");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bars.skip(-1))
                    .withMessage("number of bars left out must not be negative, was -1");
        }

        @Test
        void areOfADayOrShorter() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bars.of(ACME, Timeframe.WEEK, NYSE, LocalDate.of(2024, 1, 2)))
                    .withMessage("bars written by hand must be of a day or shorter, were of 1w");
        }
    }
}
