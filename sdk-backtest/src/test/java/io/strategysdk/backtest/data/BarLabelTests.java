package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours of New York on 27 November 2024, where its clock is five hours behind UTC, and on the half day after it. */
class BarLabelTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final String WHOLE_DAY = "2024-11-27T";
    private static final String HALF_DAY = "2024-11-29T";

    @TempDir
    private Path folder;

    private CsvBars hours(TradingCalendar calendar, BarLabel label, String... times) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String time : times) {
            text.append(time).append(":00,1,1,1,1,1\n");
        }
        return csv(folder, text.toString())
                .zone(CsvFixture.NEW_YORK)
                .calendar(calendar)
                .timeframe(Timeframe.hours(1))
                .label(label);
    }

    private static String[] on(String day, String... times) {
        String[] all = times.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = day + times[i];
        }
        return all;
    }

    private static List<String> spans(CsvBars csv) {
        BarColumns bars = csv.read().bars();
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            spans.add(local(bars.openEpochNanos(i)) + " to " + local(bars.epochNanos(i)));
        }
        return spans;
    }

    private static String local(long epochNanos) {
        Instant instant = Clock.instantOf(epochNanos);
        return instant.atZone(CsvFixture.NEW_YORK).toLocalTime().toString();
    }

    @Test
    void theLastBarOfASessionBeginsWhereTheOneBeforeItEnds() {
        assertThat(spans(hours(NYSE, BarLabel.END, on(WHOLE_DAY, "10:30", "14:30", "15:30", "16:00"))))
                .containsExactly("09:30 to 10:30", "13:30 to 14:30", "14:30 to 15:30", "15:30 to 16:00");
        assertThat(spans(hours(NYSE, BarLabel.END, on(HALF_DAY, "11:30", "12:30", "13:00"))))
                .containsExactly("10:30 to 11:30", "11:30 to 12:30", "12:30 to 13:00");
    }

    @Test
    void soItDoesWhereRowsAreSorted() {
        CsvBars csv = hours(NYSE, BarLabel.END, on(WHOLE_DAY, "16:00", "15:30", "15:30", "14:30"));

        assertThat(spans(csv.repair(Repair.SORT, Repair.KEEP_FIRST_DUPLICATE)))
                .containsExactly("13:30 to 14:30", "14:30 to 15:30", "15:30 to 16:00");
    }

    @Test
    void theFirstBarOfASessionBeginsWithIt() {
        assertThat(spans(hours(NYSE, BarLabel.END, on(WHOLE_DAY, "10:00", "11:00", "15:00", "16:00"))))
                .containsExactly("09:30 to 10:00", "10:00 to 11:00", "14:00 to 15:00", "15:00 to 16:00");
    }

    @Test
    void aLastBarBehindAHoleOrAnotherSessionIsOfFullLength() {
        assertThat(spans(hours(NYSE, BarLabel.END, on(WHOLE_DAY, "14:30", "16:00"))))
                .containsExactly("13:30 to 14:30", "15:00 to 16:00");
        assertThat(spans(hours(NYSE, BarLabel.END, WHOLE_DAY + "16:00", HALF_DAY + "13:00")))
                .containsExactly("15:00 to 16:00", "12:00 to 13:00");
    }

    @Test
    void barsOutsideOfTheSessionAreOfFullLength() {
        CsvBars csv = hours(NYSE, BarLabel.END, on(WHOLE_DAY, "08:30", "09:30", "10:30", "16:00", "17:00"));

        assertThat(spans(csv))
                .containsExactly(
                        "07:30 to 08:30", "08:30 to 09:30", "09:30 to 10:30", "15:00 to 16:00", "16:00 to 17:00");
        assertThat(csv.read().outsideSessions())
                .hasValueSatisfying(outside -> assertThat(outside.bars()).isEqualTo(3));
    }

    @Test
    void noBarIsShortWhereTheNextSessionFollowsAtOnce() {
        String[] overMidnight = {"2024-11-27T18:30", "2024-11-27T19:30"};

        assertThat(spans(hours(TradingCalendars.alwaysOpen(), BarLabel.END, overMidnight)))
                .as("midnight in UTC is seven in the evening")
                .containsExactly("17:30 to 18:30", "18:30 to 19:30");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> hours(TradingCalendars.alwaysOpen(), BarLabel.END, on(WHOLE_DAY, "18:30", "19:00"))
                        .read())
                .withMessageContaining("line 3: bar of 1h must not begin before that of line 2 ends");
    }

    @Test
    void barsThatCrowdInsideOfASessionAreRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> hours(NYSE, BarLabel.END, on(WHOLE_DAY, "10:30", "11:00", "16:00"))
                        .read())
                .withMessage("AIG.csv line 3: bar of 1h must not begin before that of line 2 ends, which began"
                        + " 2024-11-27T14:30:00Z, was 2024-11-27T15:00:00Z");
        assertThatExceptionOfType(SdkException.class)
                .as("the session's close comes twice")
                .isThrownBy(() -> hours(NYSE, BarLabel.END, on(WHOLE_DAY, "15:30", "16:00", "16:00"))
                        .read())
                .withMessageStartingWith("AIG.csv line 4: time must not be that of line 3");
    }

    @Test
    void anEveningFollowsTheShortLastBarWhicheverEndIsNamed() {
        String[] spans = {"14:30 to 15:30", "15:30 to 16:00", "16:00 to 17:00"};

        assertThat(spans(hours(NYSE, BarLabel.START, on(WHOLE_DAY, "14:30", "15:30", "16:00"))))
                .containsExactly(spans);
        assertThat(spans(hours(NYSE, BarLabel.END, on(WHOLE_DAY, "15:30", "16:00", "17:00"))))
                .containsExactly(spans);
    }
}
