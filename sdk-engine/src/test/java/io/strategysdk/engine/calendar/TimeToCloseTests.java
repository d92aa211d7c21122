package io.strategysdk.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.time.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeToCloseTests {
    @ParameterizedTest
    @CsvSource({
        // at the open, inside, and a nanosecond before the end of a whole day
        "2024-11-27T14:30:00Z, PT6H30M",
        "2024-11-27T20:45:00Z, PT15M",
        "2024-11-27T20:59:59.999999999Z, PT0.000000001S",
        // at a close it is that of the next session: Thanksgiving, then a half day
        "2024-11-27T21:00:00Z, PT45H",
        "2024-11-28T18:00:00Z, PT24H",
        "2024-11-29T17:30:00Z, PT30M",
        // over the weekend on which the clocks go forward, and that on which they go back
        "2024-03-08T21:00:00Z, PT71H",
        "2024-11-01T20:00:00Z, PT73H"
    })
    void isCountedToTheCloseOfTheExchange(Instant now, Duration left) {
        assertThat(TradingCalendars.nyse().timeToClose(now)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        // Friday's close in winter, and the first session of summer time, which opens on Sunday
        "2024-03-08T21:30:00Z, PT30M",
        "2024-03-08T22:00:00Z, PT71H",
        "2024-03-10T21:00:00Z, PT24H"
    })
    void ofCurrenciesIsCountedToSeventeenInNewYork(Instant now, Duration left) {
        assertThat(TradingCalendars.forex().timeToClose(now)).isEqualTo(left);
    }

    @Test
    void aroundTheClockIsCountedToMidnight() {
        TradingCalendar always = TradingCalendars.alwaysOpen();

        assertThat(always.timeToClose(Instant.parse("2024-03-10T23:59:00Z"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(always.timeToClose(Instant.parse("2024-03-10T00:00:00Z"))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void isRefusedAfterTheLastCloseThatIsKnown() {
        TradingCalendar nyse = TradingCalendars.nyse();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> nyse.timeToClose(nyse.lastSession().closeNanos()))
                .withMessageContaining("before the last close of 2035-12-31");
    }
}
