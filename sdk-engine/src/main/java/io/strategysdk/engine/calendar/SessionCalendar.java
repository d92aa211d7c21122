package io.strategysdk.engine.calendar;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in blocks of dates, each built when it is first asked for. Indexed by date, so that a look-up steps over the
 * closed days between two sessions and needs no search.
 */
final class SessionCalendar implements TradingCalendar {
    private static final int BLOCK_BITS = 7;
    private static final int BLOCK_DAYS = 1 << BLOCK_BITS;

    private final String name;
    private final ZoneId zone;
    private final LocalDate firstDate;
    private final LocalDate lastDate;
    private final TradingHours hours;
    private final long firstDay;
    private final long lastDay;
    private final long startNanos;

    /** Unguarded: two threads may build the same block, the sessions are equal, and either may stay. */
    private final @Nullable SessionBlock[] blocks;

    SessionCalendar(String name, ZoneId zone, LocalDate firstDate, LocalDate lastDate, TradingHours hours) {
        this.name = name;
        this.zone = zone;
        this.firstDate = firstDate;
        this.lastDate = lastDate;
        this.hours = hours;
        firstDay = firstDate.toEpochDay();
        lastDay = lastDate.toEpochDay();
        blocks = new @Nullable SessionBlock[(int) ((lastDay - firstDay) >> BLOCK_BITS) + 1];
        startNanos = startOfRange();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public LocalDate firstDate() {
        return firstDate;
    }

    @Override
    public LocalDate lastDate() {
        return lastDate;
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        requireCovered(date);
        return Optional.ofNullable(sessionOn(date.toEpochDay()));
    }

    @Override
    public Session sessionAtOrAfter(long epochNanos) {
        if (epochNanos >= startNanos) {
            // A close is on its session's date or at the end of it, and no zone is a day behind UTC: sessions dated
            // two days before the UTC date are over.
            long day = Math.max(firstDay, Math.floorDiv(epochNanos, SessionBlock.NANOS_PER_DAY) - 1);
            for (; day <= lastDay; day++) {
                Session session = sessionOn(day);
                if (session != null && epochNanos < session.closeNanos()) {
                    return session;
                }
            }
        }
        throw notCovered(epochNanos);
    }

    @Override
    public Session sessionBefore(LocalDate date) {
        requireCovered(date);
        for (long day = date.toEpochDay() - 1; day >= firstDay; day--) {
            Session session = sessionOn(day);
            if (session != null) {
                return session;
            }
        }
        throw new IllegalArgumentException(
                "no session is dated before %s: calendar %s starts on %s".formatted(date, name, firstDate));
    }

    @Override
    public boolean isUnforeseenClosure(LocalDate date) {
        requireCovered(date);
        return hours.isUnforeseenClosure(date);
    }

    @Override
    public String toString() {
        return name;
    }

    private @Nullable Session sessionOn(long day) {
        int offset = (int) (day - firstDay);
        int index = offset >> BLOCK_BITS;
        SessionBlock block = blocks[index];
        if (block == null) {
            block = build(index << BLOCK_BITS);
            blocks[index] = block;
        }
        return block.session(offset & (BLOCK_DAYS - 1));
    }

    private SessionBlock build(int offset) {
        int days = (int) Math.min(BLOCK_DAYS, lastDay - firstDay + 1 - offset);
        return new SessionBlock(firstDate.plusDays(offset), days, hours, new WallClock(zone.getRules()));
    }

    private long startOfRange() {
        long midnight = new WallClock(zone.getRules()).epochNanos(firstDay * SessionBlock.NANOS_PER_DAY);
        Session first = sessionOn(firstDay);
        return first == null ? midnight : Math.min(midnight, first.openNanos());
    }

    private void requireCovered(LocalDate date) {
        if (date.isBefore(firstDate) || date.isAfter(lastDate)) {
            throw new IllegalArgumentException("date must be from %s to %s, the range of calendar %s, was %s"
                    .formatted(firstDate, lastDate, name, date));
        }
    }

    private IllegalArgumentException notCovered(long epochNanos) {
        return new IllegalArgumentException(
                "moment must be from %s to before the last close of %s, the range of calendar %s, was %s"
                        .formatted(
                                firstDate,
                                lastDate,
                                name,
                                Clock.instantOf(epochNanos).atZone(zone)));
    }
}
