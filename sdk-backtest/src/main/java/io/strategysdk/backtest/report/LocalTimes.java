package io.strategysdk.backtest.report;

import io.strategysdk.api.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Times as the report shows them: in the market's zone, to the minute or, for daily and longer bars, to the day. */
final class LocalTimes {
    private final ZoneId zone;
    private final boolean toTheMinute;

    LocalTimes(ZoneId zone, boolean toTheMinute) {
        this.zone = zone;
        this.toTheMinute = toTheMinute;
    }

    String text(long epochNanos) {
        LocalDateTime time = LocalDateTime.ofInstant(Clock.instantOf(epochNanos), zone);
        String date = time.toLocalDate().toString();
        return toTheMinute ? date + " " + two(time.getHour()) + ":" + two(time.getMinute()) : date;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
