package io.strategysdk.backtest.quality;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times and series as reports say them. */
final class Shown {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;
    private final boolean isIntraday;

    Shown(CheckedSeries series) {
        zone = series.zone();
        isIntraday = series.bars().map(bars -> bars.timeframe().isIntraday()).orElse(false);
    }

    /** Local date, of intraday bars with the time. */
    String time(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        return isIntraday && !local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? MINUTE.format(local)
                : local.toLocalDate().toString();
    }

    String time(Optional<Instant> time) {
        return time.map(this::time).orElse("");
    }

    /** Date of a bar's last moment. */
    private String end(Instant close) {
        return LocalDateTime.ofInstant(close.minusNanos(1), zone).toLocalDate().toString();
    }

    /** Such as {@code 100 bars of 1d, 2020-01-02 to 2020-05-26}. */
    String span(SeriesQuality series) {
        if (series.first().isEmpty()) {
            return "nothing that can be read";
        }
        String what = series.timeframe()
                .map(length -> Words.count(series.bars(), "bar", "bars") + " of " + length)
                .orElseGet(() -> Words.count(series.bars(), "instant", "instants") + " of quotes and trades");
        return what + ", " + LocalDateTime.ofInstant(series.first().get(), zone).toLocalDate() + " to "
                + end(series.last().orElseThrow());
    }

    static String treatment(QualityReport report, Finding finding) {
        return report.treatmentOf(finding)
                .map(done -> done.treatment() == Treatment.MARK
                        ? "marked"
                        : done.treatment() + ", " + done.changed() + " changed")
                .orElse("");
    }
}
