package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.internal.SessionBounds;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Times that lie off the sessions by a whole number of half hours, in winter and in summer, and dates that lie off them by
 * a day.
 */
final class ShiftChecks {
    private static final long STEP = 1800 * Clock.NANOS_PER_SECOND;

    /** No zone is further from another one. */
    private static final int MOST_STEPS = 28;

    /** Sessions that a stretch without a break is followed over at most. */
    private static final int LONGEST = 10;

    /** Part of the time without a session that must be as full as a shift would make it. */
    private static final double HALF = 0.5;

    /** Part of the dates that are sessions, below which something is wrong, and from which on it is right. */
    private static final double WRONG = 0.9;

    private static final double RIGHT = 0.99;

    private static final int FEWEST_DATES = 20;

    private final Series series;
    private final BarColumns bars;
    private final TradingCalendar calendar;

    /** Half of the year, by the offset of the calendar's zone. */
    private enum Season {
        WINTER,
        SUMMER
    }

    /** A season whose bars lie in the sessions when so many half hours are added to their times. */
    private record Shift(Season season, int steps, BitSet rows, double outside) {
        String words() {
            double hours = steps / 2.0;
            return steps == 0
                    ? "0 h"
                    : Words.plain(Math.abs(hours))
                            + (Math.abs(hours) == 1 ? " hour " : " hours ")
                            + (hours < 0 ? "late" : "early");
        }
    }

    private ShiftChecks(Series series) {
        this.series = series;
        bars = series.bars();
        calendar = series.calendar();
    }

    static Optional<Detected> intraday(Series series) {
        ShiftChecks checks = new ShiftChecks(series);
        List<Shift> seasons = new ArrayList<>();
        for (Season season : Season.values()) {
            checks.shift(season).ifPresent(seasons::add);
        }
        return seasons.stream().allMatch(shift -> shift.steps == 0)
                ? Optional.empty()
                : Optional.of(checks.detected(seasons));
    }

    private Season season(int row) {
        Instant open = Clock.instantOf(bars.openEpochNanos(row));
        return calendar.zone().getRules().isDaylightSavings(open) ? Season.SUMMER : Season.WINTER;
    }

    private Optional<Shift> shift(Season season) {
        BitSet rows = new BitSet();
        Set<Long> sessions = new HashSet<>();
        boolean hasVolume = false;
        for (int row = 0; row < bars.size(); row++) {
            if (season(row) == season) {
                rows.set(row);
                sessions.add(series.sessionOpen(row));
                hasVolume |= bars.volume(row) > 0;
            }
        }
        if (sessions.size() < series.settings().fewestSessions()) {
            return Optional.empty();
        }
        boolean byVolume = hasVolume;
        double total = rows.stream().mapToDouble(row -> weight(row, byVolume)).sum();
        double now = outside(rows, 0, byVolume);
        int best = 0;
        double least = now;
        for (int distance = 1; distance <= MOST_STEPS && now > 0; distance++) {
            for (int steps : new int[] {-distance, distance}) {
                double outside = outside(rows, steps, byVolume);
                if (outside < least) {
                    best = steps;
                    least = outside;
                }
            }
        }
        double expected = total * Math.min(1, Math.abs(best) * (double) STEP / stretch(rows.nextSetBit(0)));
        boolean isShifted = now - least >= HALF * expected && least <= HALF * now;
        return Optional.of(new Shift(season, isShifted ? best : 0, rows, now / total));
    }

    private double weight(int row, boolean byVolume) {
        return byVolume ? bars.volume(row) : 1;
    }

    /** What opens without a session when its times are moved. */
    private double outside(BitSet rows, int steps, boolean byVolume) {
        SessionBounds sessions = new SessionBounds(calendar);
        double outside = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (sessions.isOutside(bars.openEpochNanos(row) + steps * STEP)) {
                outside += weight(row, byVolume);
            }
        }
        return outside;
    }

    /** Length of the sessions that follow one another without a break. */
    private long stretch(int row) {
        Session first = calendar.next(calendar.sessionAtOrAfter(bars.openEpochNanos(row)));
        long longest = 0;
        long from = first.openNanos();
        Session session = first;
        for (int i = 0; i < LONGEST; i++) {
            longest = Math.max(longest, session.closeNanos() - from);
            Session next = calendar.next(session);
            from = next.openNanos() == session.closeNanos() ? from : next.openNanos();
            session = next;
        }
        return longest;
    }

    private Detected detected(List<Shift> seasons) {
        Map<String, String> values = new LinkedHashMap<>();
        BitSet rows = new BitSet();
        for (Shift shift : seasons) {
            values.put(shift.season.name().toLowerCase(Locale.ROOT), shift.words());
            if (shift.steps != 0) {
                rows.or(shift.rows);
            }
        }
        Detected all = Detected.of(
                series,
                FindingKind.TIME_SHIFT,
                rows,
                new BitSet(),
                Detected.Told.of(
                        FindingKind.TIME_SHIFT,
                        values,
                        "no shift by half hours moves what is traded, in winter or in summer, from outside of the"
                                + " sessions of " + calendar.name() + " into them",
                        text(seasons)),
                row -> "");
        return new Detected(all.finding(), new BitSet());
    }

    private String text(List<Shift> seasons) {
        Shift first = seasons.get(0);
        Shift last = seasons.get(seasons.size() - 1);
        if (first.steps == last.steps) {
            return "times lie " + first.words() + " against the sessions of " + calendar.name()
                    + (seasons.size() > 1 ? ", in winter and in summer" : "") + utc(seasons)
                    + ": declare their zone, or the end of the bar that they label";
        }
        if (first.steps == 0 || last.steps == 0) {
            Shift wrong = first.steps == 0 ? last : first;
            return "times of " + (wrong.season == Season.SUMMER ? "summer" : "winter") + " lie " + wrong.words()
                    + " against the sessions of " + calendar.name()
                    + ", those of the other half of the year do not: daylight saving time is missed, declare the zone";
        }
        return "times lie " + first.words() + " in winter and " + last.words() + " in summer against the sessions of "
                + calendar.name() + utc(seasons) + ": declare their zone";
    }

    private String utc(List<Shift> seasons) {
        boolean isUtc = seasons.stream().allMatch(shift -> {
            Instant open = Clock.instantOf(bars.openEpochNanos(shift.rows.nextSetBit(0)));
            long offset = calendar.zone().getRules().getOffset(open).getTotalSeconds() * Clock.NANOS_PER_SECOND;
            return shift.steps != 0 && shift.steps * STEP == offset;
        });
        return isUtc ? ", which is the offset of " + calendar.zone() + ": they are UTC" : "";
    }

    /**
     * Dates that are no sessions, but would be if they were moved by a day.
     *
     * @param dates of daily bars, as their source has them
     */
    static Optional<Detected> daily(Instrument instrument, List<LocalDate> dates, TradingCalendar calendar) {
        double now = part(dates, 0, calendar);
        if (dates.size() < FEWEST_DATES || now >= WRONG) {
            return Optional.empty();
        }
        for (int days : new int[] {-1, 1}) {
            if (part(dates, days, calendar) >= RIGHT) {
                return Optional.of(shifted(instrument, dates, days, now, calendar));
            }
        }
        return Optional.empty();
    }

    private static double part(List<LocalDate> dates, int days, TradingCalendar calendar) {
        long sessions = dates.stream()
                .map(date -> date.plusDays(days))
                .filter(date -> !date.isBefore(calendar.firstDate()) && !date.isAfter(calendar.lastDate()))
                .filter(date -> calendar.session(date).isPresent())
                .count();
        return (double) sessions / Math.max(1, dates.size());
    }

    private static Detected shifted(
            Instrument instrument, List<LocalDate> dates, int days, double now, TradingCalendar calendar) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("days", Integer.toString(-days));
        values.put("sessionsAsDated", Words.percent(now));
        values.put("sessionsWhenMoved", Words.percent(part(dates, days, calendar)));
        String text = "dates lie one day " + (days < 0 ? "late" : "early") + ": " + Words.percent(now)
                + " of them are sessions of " + calendar.name() + ", and "
                + Words.percent(part(dates, days, calendar)) + " would be if they were moved by a day";
        Finding finding = new Finding(
                FindingKind.TIME_SHIFT,
                FindingKind.TIME_SHIFT.severity(),
                instrument,
                Optional.of(dates.get(0).atStartOfDay(ZoneOffset.UTC).toInstant()),
                Optional.of(
                        dates.get(dates.size() - 1).atStartOfDay(ZoneOffset.UTC).toInstant()),
                dates.size(),
                values,
                "at least " + Words.percent(WRONG) + " of all dates are sessions, or no shift by a day makes "
                        + Words.percent(RIGHT) + " of them sessions",
                text,
                List.of());
        return new Detected(finding, new BitSet());
    }
}
