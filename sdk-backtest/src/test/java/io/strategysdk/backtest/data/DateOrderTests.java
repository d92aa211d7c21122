package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.NEW_YORK;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.daily;
import static io.strategysdk.backtest.data.CsvFixture.opens;
import static io.strategysdk.backtest.data.DateOrder.DAY_MONTH_YEAR;
import static io.strategysdk.backtest.data.DateOrder.MONTH_DAY_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates whose year comes last, in the order that was declared. */
class DateOrderTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "31/12/2024, DAY_MONTH_YEAR, DATE, 2024-12-31T00:00:00Z",
        "12/31/2024, MONTH_DAY_YEAR, DATE, 2024-12-31T00:00:00Z",
        "03/04/2024, DAY_MONTH_YEAR, DATE, 2024-04-03T00:00:00Z",
        "03/04/2024, MONTH_DAY_YEAR, DATE, 2024-03-04T00:00:00Z",
        "3/4/2024, MONTH_DAY_YEAR, DATE, 2024-03-04T00:00:00Z",
        "3.4.2024, DAY_MONTH_YEAR, DATE, 2024-04-03T00:00:00Z",
        "29-02-2024, DAY_MONTH_YEAR, DATE, 2024-02-29T00:00:00Z",
        "31/12/2024 15:30, DAY_MONTH_YEAR, LOCAL_DATE_TIME, 2024-12-31T15:30:00Z",
        "1/2/2024 153001, MONTH_DAY_YEAR, LOCAL_DATE_TIME, 2024-01-02T15:30:01Z",
        "31.12.2024T15:30:01.5+01:00, DAY_MONTH_YEAR, OFFSET_DATE_TIME, 2024-12-31T14:30:01.500Z",
    })
    void aTextIsReadInItsOrder(String text, DateOrder order, TimeFormat format, String instant) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(TimeText.formatOf(bytes, 0, bytes.length, order)).isEqualTo(format);
        assertThat(Clock.instantOf(new TimeText(format, order).parse(bytes, 0, bytes.length)))
                .hasToString(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-12-31",
                "20241231",
                "31122024",
                "31/12/24",
                "31/12.2024",
                "31/13/2024",
                "30/02/2024",
                "0/1/2024",
                "1/0/2024",
                "001/1/2024",
                "/1/2024",
                "1//2024",
                "1/1",
                "1/1/",
                "1/1/202",
                "1/1/20245",
                "1/2/2024093000",
                "31/12/20240930",
                "1577975400",
                "31/12/1899",
                "31/12/2200"
            })
    void whatIsNoneIsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(TimeText.formatOf(bytes, 0, bytes.length, DAY_MONTH_YEAR)).isNull();
    }

    @Property
    void everySecondIsReadAsThePlatformWroteIt(
            @ForAll @LongRange(min = -2_208_988_800L, max = 7_258_118_399L) long second,
            @ForAll boolean isDayFirst,
            @ForAll boolean isShort) {
        String date = isDayFirst ? (isShort ? "d.M.uuuu" : "dd/MM/uuuu") : (isShort ? "M-d-uuuu" : "MM/dd/uuuu");
        String text = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern(date + " HH:mm:ss", Locale.ROOT));
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        TimeText times = new TimeText(TimeFormat.LOCAL_DATE_TIME, isDayFirst ? DAY_MONTH_YEAR : MONTH_DAY_YEAR);

        assertThat(times.parse(bytes, 0, bytes.length)).isEqualTo(second * 1_000_000_000L);
    }

    @Test
    void aFileIsReadInItsDeclaredOrderAndNotInAnyOther() {
        String text = "Date,Open,High,Low,Close\n03/12/2020,10,12,9.5,11\n04/12/2020,11,11.5,10.25,10.5\n";

        LoadedBars european = daily(folder, text)
                .dateOrder(DAY_MONTH_YEAR)
                .timeframe(Timeframe.DAY)
                .read();

        assertThat(opens(european)).containsExactly("2020-12-03T14:30:00Z", "2020-12-04T14:30:00Z");
        assertThat(european.format().toString()).contains("'Date' as a date such as 31/12/2020 labels the session");
        assertThatThrownBy(() -> daily(folder, text).timeframe(Timeframe.DAY).read())
                .isInstanceOf(SdkException.class)
                .hasMessage("AIG.csv line 2 column 'Date': must be a date, a date and time or a number since 1970,"
                        + " in the years 1900 to 2199, was '03/12/2020'");
        assertThatThrownBy(() -> daily(folder, text.replace("04/12", "31/12"))
                        .dateOrder(MONTH_DAY_YEAR)
                        .timeframe(Timeframe.DAY)
                        .read())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("AIG.csv line 3 column 'Date': must be a date such as 12/31/2020 of the years"
                        + " 1900 to 2199, was '31/12/2020'");
        assertThatThrownBy(() -> daily(folder, CsvFixture.TWO_DAYS)
                        .dateOrder(MONTH_DAY_YEAR)
                        .read())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("must be a date such as 12/31/2020, alone or with a time, in the years 1900");
    }

    @Test
    void dateAndTimeMayStandApart() {
        String text =
                "Date;Time;Open;High;Low;Close\n31/12/2020;09:30;10;12;9.5;11\n31/12/2020;09:31;11;11.5;10.25;10.5\n";

        LoadedBars result =
                csv(folder, text).dateOrder(DAY_MONTH_YEAR).zone(NEW_YORK).read();

        assertThat(opens(result)).containsExactly("2020-12-31T14:30:00Z", "2020-12-31T14:31:00Z");
    }
}
