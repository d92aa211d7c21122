package io.strategysdk.backtest.data;

import io.strategysdk.api.time.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Round the clock, in UTC days. */
record UtcDays() implements TradingCalendar {
    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        Instant open = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        return Optional.of(new Session(
                date, open, date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    @Override
    public Session sessionAtOrAfter(Instant instant) {
        return session(instant.atZone(ZoneOffset.UTC).toLocalDate()).orElseThrow();
    }
}
