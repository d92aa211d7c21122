package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.TimeFormat.DATE;
import static io.strategysdk.backtest.data.TimeFormat.EPOCH_MICROS;
import static io.strategysdk.backtest.data.TimeFormat.EPOCH_MILLIS;
import static io.strategysdk.backtest.data.TimeFormat.EPOCH_NANOS;
import static io.strategysdk.backtest.data.TimeFormat.EPOCH_SECONDS;
import static io.strategysdk.backtest.data.TimeFormat.LOCAL_DATE_TIME;
import static io.strategysdk.backtest.data.TimeFormat.OFFSET_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTests {
    private static final long FIRST = LocalDateTime.of(1900, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST = LocalDateTime.of(2199, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2020-01-02, DATE, 2020-01-02T00:00:00Z",
        "2020/01/02, DATE, 2020-01-02T00:00:00Z",
        "2020.01.02, DATE, 2020-01-02T00:00:00Z",
        "20200102, DATE, 2020-01-02T00:00:00Z",
        "2020-02-29, DATE, 2020-02-29T00:00:00Z",
        "2020-01-02T09:30, LOCAL_DATE_TIME, 2020-01-02T09:30:00Z",
        "2020-01-02T09:30:01, LOCAL_DATE_TIME, 2020-01-02T09:30:01Z",
        "2020-01-02 09:30:01.25, LOCAL_DATE_TIME, 2020-01-02T09:30:01.250Z",
        "20200102 09:30:01, LOCAL_DATE_TIME, 2020-01-02T09:30:01Z",
        "20200102 093001, LOCAL_DATE_TIME, 2020-01-02T09:30:01Z",
        "20200102T0930, LOCAL_DATE_TIME, 2020-01-02T09:30:00Z",
        "20200102093001, LOCAL_DATE_TIME, 2020-01-02T09:30:01Z",
        "2020-01-02T09:30:00Z, OFFSET_DATE_TIME, 2020-01-02T09:30:00Z",
        "2020-01-02 09:30:00 UTC, OFFSET_DATE_TIME, 2020-01-02T09:30:00Z",
        "2020-01-02T09:30:00-05:00, OFFSET_DATE_TIME, 2020-01-02T14:30:00Z",
        "2020-01-02 09:30:00+0530, OFFSET_DATE_TIME, 2020-01-02T04:00:00Z",
        "2020-01-02T09:30:00.123456789-05, OFFSET_DATE_TIME, 2020-01-02T14:30:00.123456789Z",
        "1577975400, EPOCH_SECONDS, 2020-01-02T14:30:00Z",
        "-157766400, EPOCH_SECONDS, 1965-01-01T00:00:00Z",
        "1577975400000, EPOCH_MILLIS, 2020-01-02T14:30:00Z",
        "1577975400000000, EPOCH_MICROS, 2020-01-02T14:30:00Z",
        "1577975400000000001, EPOCH_NANOS, 2020-01-02T14:30:00.000000001Z",
    })
    void aTextTellsItsFormat(String text, TimeFormat format, String instant) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(TimeText.formatOf(bytes, 0, bytes.length)).isEqualTo(format);
        assertThat(Clock.instantOf(parse(format, text))).hasToString(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "01/02/2020",
                "2020-13-01",
                "2020-02-30",
                "2021-02-29",
                "2020-00-01",
                "2020-01-00",
                "2020-01/02",
                "20200132",
                "2020-01-02T",
                "2020-01-02T24:00:00",
                "2020-01-02T09:60:00",
                "2020-01-02T09:30:60",
                "2020-01-02T09:3a:00",
                "2020-01-02T09-30-00",
                "2020-01-02T09:30:00.",
                "2020-01-02T09:30:00.1234567890",
                "2020-01-02T09:30:00+19:00",
                "2020-01-02T09:30:00+5",
                "2020-01-02T09:30:00 EST",
                "2020-01-02x09:30:00",
                "1577975400.5",
                "1e9",
                "99999999999999999999",
                "9999999999999999999",
                "-",
                "1899-12-31",
                "2200-01-01",
                "99999999999"
            })
    void whatIsNoTimeHasNoFormat(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(TimeText.formatOf(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void aFileKeepsItsFormat() {
        assertThat(parse(DATE, "2020-01-02T09:30:00")).isEqualTo(TimeText.FAILED);
        assertThat(parse(LOCAL_DATE_TIME, "2020-01-02")).isEqualTo(TimeText.FAILED);
        assertThat(parse(LOCAL_DATE_TIME, "2020-01-02T09:30:00Z")).isEqualTo(TimeText.FAILED);
        assertThat(parse(OFFSET_DATE_TIME, "2020-01-02T09:30:00")).isEqualTo(TimeText.FAILED);
        assertThat(parse(EPOCH_MICROS, "2020-01-02")).isEqualTo(TimeText.FAILED);
        assertThat(parse(EPOCH_SECONDS, "20200132")).isEqualTo(20_200_132 * Clock.NANOS_PER_SECOND);
        assertThat(parse(EPOCH_NANOS, "1577975400")).isEqualTo(1_577_975_400L);
    }

    /** One parser for all, because the date of the row before is remembered. */
    private final TimeText remembering = new TimeText(LOCAL_DATE_TIME);

    @Property(tries = 5_000)
    void dateTimesAreWhatThePlatformSays(
            @ForAll @LongRange(min = -2_208_988_800L, max = 7_258_118_399L) long seconds,
            @ForAll @IntRange(min = 0, max = 3) int pattern) {
        assertThat(seconds).isBetween(FIRST, LAST);
        LocalDateTime expected = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        String[] patterns = {"uuuu-MM-dd'T'HH:mm:ss", "uuuu/MM/dd HH:mm:ss", "uuuuMMdd HHmmss", "uuuuMMdd HH:mm:ss"};
        String text = expected.format(DateTimeFormatter.ofPattern(patterns[pattern], Locale.ROOT));
        byte[] bytes = ("x" + text + ",").getBytes(StandardCharsets.US_ASCII);

        assertThat(remembering.parse(bytes, 1, bytes.length - 1)).isEqualTo(seconds * Clock.NANOS_PER_SECOND);
        assertThat(remembering.parse(bytes, 1, bytes.length - 1)).isEqualTo(seconds * Clock.NANOS_PER_SECOND);
    }

    @Property
    void numbersSince1970AreWhatTheySay(@ForAll @LongRange(min = FIRST_MILLIS, max = LAST_MILLIS) long millis) {
        assertThat(parse(EPOCH_MILLIS, Long.toString(millis))).isEqualTo(millis * 1_000_000);
        assertThat(parse(EPOCH_SECONDS, Long.toString(millis / 1000))).isEqualTo(millis / 1000 * 1_000_000_000);
    }

    private static final long FIRST_MILLIS = -2_208_988_800_000L;
    private static final long LAST_MILLIS = 7_258_118_399_000L;

    private static long parse(TimeFormat format, String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
        return new TimeText(format).parse(bytes, 1, bytes.length - 1);
    }
}
