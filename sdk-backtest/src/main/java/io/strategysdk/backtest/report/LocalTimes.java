package io.strategysdk.backtest.report;

import io.strategysdk.api.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times as the report shows them: in the market's zone, to the minute or, for daily and longer bars, to the day. Where
 * a day ends at midnight its close is still of that day.
 */
final class LocalTimes {
    private final ZoneId zone;
    private final boolean toTheMinute;

    LocalTimes(ZoneId zone, boolean toTheMinute) {
        this.zone = zone;
        this.toTheMinute = toTheMinute;
    }

    String text(long closeNanos) {
        LocalDateTime time = at(closeNanos);
        String date = time.toLocalDate().toString();
        return toTheMinute ? date + " " + two(time.getHour()) + ":" + two(time.getMinute()) : date;
    }

    LocalDate date(long closeNanos) {
        return at(closeNanos).toLocalDate();
    }

    /** Of a close, what the market's clock shows, in seconds as if it were UTC: charts know no zones. */
    long seconds(long closeNanos) {
        return at(closeNanos).toEpochSecond(ZoneOffset.UTC);
    }

    /** The same of the start, which belongs to what follows. */
    long startSeconds(long openNanos) {
        return local(openNanos).toEpochSecond(ZoneOffset.UTC);
    }

    boolean toTheMinute() {
        return toTheMinute;
    }

    ZoneId zone() {
        return zone;
    }

    private LocalDateTime at(long closeNanos) {
        return local(toTheMinute ? closeNanos : closeNanos - 1);
    }

    private LocalDateTime local(long epochNanos) {
        return LocalDateTime.ofInstant(Clock.instantOf(epochNanos), zone);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
