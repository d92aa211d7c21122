package io.strategysdk.engine.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.bars.Made.Row;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failure 12: the aggregator makes empty bars, or the same bar twice. */
final class Failure12EmptyOrDuplicateBarsTests {
    private static final List<Row> TWO_MINUTES_HOURS_APART = List.of(
            Row.of("2024-07-02T09:30", "2024-07-02T09:31", 10, 11, 9, 10, 5),
            Row.of("2024-07-02T14:59", "2024-07-02T15:00", 12, 12, 12, 12, 7),
            Row.of("2024-07-05T15:59", "2024-07-05T16:00", 13, 13, 13, 13, 1));

    @Test
    void aGapMakesNoBars() {
        assertThat(Made.of(
                        BarType.time(Timeframe.minutes(5)),
                        Timeframe.MINUTE,
                        TradingCalendars.nyse(),
                        TWO_MINUTES_HOURS_APART))
                .containsExactly(
                        Row.of("2024-07-02T09:30", "2024-07-02T09:35", 10, 11, 9, 10, 5),
                        Row.of("2024-07-02T14:55", "2024-07-02T15:00", 12, 12, 12, 12, 7),
                        Row.of("2024-07-05T15:55", "2024-07-05T16:00", 13, 13, 13, 13, 1));
    }

    /** The clock may come to the same moment again and again, and at the very close. */
    @Test
    void aBarIsMadeOnceHoweverOftenTheClockComes() {
        Made made = new Made();
        BarMaker maker =
                BarMaker.of(BarType.time(Timeframe.minutes(5)), Timeframe.MINUTE, TradingCalendars.nyse(), made);
        for (Row row : TWO_MINUTES_HOURS_APART) {
            row.into(maker);
            for (int i = 0; i < 3; i++) {
                maker.passTo(row.closed());
                maker.passTo(row.closed() + 300_000_000_000L);
            }
        }

        assertThat(made.rows).hasSize(3).doesNotHaveDuplicates();
    }
}
