package io.strategysdk.backtest.load;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** How long a service wants no further request, by the headers of an answer. What cannot be read says nothing. */
final class Pauses {
    private static final Duration MOST = Duration.ofDays(1);

    private Pauses() {}

    /**
     * What an answer wants.
     *
     * @param isRefused whether it was too much already
     */
    static Optional<Duration> of(HttpHeaders headers, boolean isRefused) {
        Optional<Instant> now = headers.firstValue("Date").flatMap(Pauses::date);
        Optional<Duration> after = headers.firstValue("Retry-After")
                .flatMap(text -> seconds(text).map(Duration::ofSeconds).or(() -> between(now, date(text))));
        boolean isUsedUp = isRefused
                || headers.firstValue("X-RateLimit-Remaining")
                        .filter(text -> text.strip().equals("0"))
                        .isPresent();
        Optional<Duration> reset = isUsedUp
                ? between(
                        now,
                        headers.firstValue("X-RateLimit-Reset")
                                .flatMap(Pauses::seconds)
                                .map(Instant::ofEpochSecond))
                : Optional.empty();
        return after.or(() -> reset)
                .filter(pause -> !pause.isNegative())
                .map(pause -> pause.compareTo(MOST) > 0 ? MOST : pause);
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)));
    }

    private static Optional<Instant> date(String text) {
        return read(
                text,
                date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
    }

    private static Optional<Long> seconds(String text) {
        return read(text, Long::valueOf).filter(value -> value >= 0 && value <= Integer.MAX_VALUE * 1000L);
    }

    private static <T> Optional<T> read(String text, Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(text.strip()));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
