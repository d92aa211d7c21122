package io.strategysdk.engine.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.bars.Made.Row;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failure 13: the resampler loses the last bar of a session, or gives it a wrong label. */
final class Failure13LastBarOfTheSessionIsLostTests {
    @ParameterizedTest
    @CsvSource({
        "2024-07-02, 16:00, 1h, 7, 15:30",
        "2024-07-03, 13:00, 1h, 4, 12:30",
        "2024-07-02, 16:00, 4h, 2, 13:30",
        "2024-07-02, 16:00, 7m, 56, 15:55",
        "2024-07-03, 13:00, 1d, 1, 09:30",
        "2024-11-29, 13:00, 2h, 2, 11:30",
        "2024-03-08, 16:00, 30m, 13, 15:30",
        "2024-03-11, 16:00, 30m, 13, 15:30"
    })
    void theLastBarEndsWithTheSession(String date, String close, String length, int count, String lastOpen) {
        List<Row> minutes = new ArrayList<>();
        long end = Made.nanos(date + "T" + close);
        long minute = 60_000_000_000L;
        for (long time = Made.nanos(date + "T09:30"); time < end; time += minute) {
            double price = 100 + minutes.size();
            minutes.add(new Row(time, time + minute, price, price, price, price, 1));
        }

        List<Row> bars =
                Made.of(BarType.time(Timeframe.parse(length)), Timeframe.MINUTE, TradingCalendars.nyse(), minutes);

        assertThat(bars).hasSize(count);
        Row last = bars.get(count - 1);
        assertThat(last.opened()).isEqualTo(Made.nanos(date + "T" + lastOpen));
        assertThat(last.closed()).isEqualTo(end);
        assertThat(last.close()).isEqualTo(99 + minutes.size());
        assertThat(bars.stream().mapToDouble(Row::volume).sum()).isEqualTo(minutes.size());
    }
}
