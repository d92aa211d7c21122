package io.strategysdk.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeframeTests {
    @ParameterizedTest
    @CsvSource({
        "30s, 30, SECOND, 30, true",
        "1m, 1, MINUTE, 60, true",
        "4H, 4, HOUR, 14400, true",
        "' 1d ', 1, DAY, 86400, false",
        "2w, 2, WEEK, 1209600, false",
        "1mo, 1, MONTH, 2592000, false",
        "3MO, 3, MONTH, 7776000, false",
        "1Mo, 1, MONTH, 2592000, false",
        "2W, 2, WEEK, 1209600, false",
        "999999m, 999999, MINUTE, 59999940, true"
    })
    void textIsReadAndWritten(String text, int amount, Timeframe.Unit unit, long seconds, boolean intraday) {
        Timeframe timeframe = Timeframe.parse(text);

        assertThat(timeframe).isEqualTo(new Timeframe(amount, unit));
        assertThat(timeframe.duration()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(timeframe.isIntraday()).isEqualTo(intraday);
        assertThat(Timeframe.parse(timeframe.toString())).isEqualTo(timeframe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "0", "1", "1x", "-1m", "1.5h", "1 m", "1000000m", "1min", "\u0661m"})
    void otherTextIsShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(text))
                .withMessage("timeframe must be a number and s, m, h, d, w or mo, was '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1M", "15M", " 3M ", "0M"})
    void aLargeMIsNeitherMinutesNorMonths(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(text))
                .withMessage(
                        "timeframe unit must be m for minutes or mo for months, M may mean either, was '" + text + "'");
    }

    @Test
    void amountsAreThoseThatTextCanSay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse("0m"))
                .withMessage("timeframe amount must be from 1 to 999999, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Timeframe.hours(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.seconds(1_000_000))
                .withMessage("timeframe amount must be from 1 to 999999, was 1000000");
    }

    @Test
    void theDefaultLocaleDecidesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(Timeframe.parse("15S")).isEqualTo(Timeframe.seconds(15)).hasToString("15s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Timeframe.Unit.class)
    void theLongestOfEachUnitIsReadBackAndFitsNanosecondsInsideOfSessions(Timeframe.Unit unit) {
        Timeframe longest = new Timeframe(999_999, unit);

        assertThat(Timeframe.parse(longest.toString())).isEqualTo(longest);
        assertThat(longest.duration()).isPositive();
        if (longest.isIntraday()) {
            assertThat(longest.duration().toNanos()).isPositive();
        }
    }
}
