package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.internal.SessionGaps.Gap;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is missing against the calendar, and what lies outside of it. */
final class SessionChecks {
    private final Series series;
    private final TradingCalendar calendar;

    private SessionChecks(Series series) {
        this.series = series;
        calendar = series.calendar();
    }

    static List<Detected> of(Series series) {
        SessionChecks checks = new SessionChecks(series);
        List<Detected> all = new ArrayList<>();
        checks.missing(FindingKind.MISSING_MONTH, checks::holdsMonth).ifPresent(all::add);
        checks.missing(FindingKind.MISSING_SESSIONS, gap -> !checks.holdsMonth(gap))
                .ifPresent(all::add);
        if (series.isIntraday()) {
            if (!series.bars().areTicks()) {
                MissingBars.of(series).ifPresent(all::add);
            }
            checks.outside().ifPresent(all::add);
        }
        return all;
    }

    /** Whether all sessions of some calendar month are among the missing ones. */
    private boolean holdsMonth(Gap gap) {
        YearMonth last = YearMonth.from(gap.last());
        for (YearMonth month = YearMonth.from(gap.first()); !month.isAfter(last); month = month.plusMonths(1)) {
            LocalDate first = later(month.atDay(1), calendar.firstDate());
            LocalDate end =
                    month.atEndOfMonth().isAfter(calendar.lastDate()) ? calendar.lastDate() : month.atEndOfMonth();
            List<Session> sessions = calendar.sessions(first, end);
            if (!sessions.isEmpty()
                    && !sessions.get(0).date().isBefore(gap.first())
                    && !sessions.get(sessions.size() - 1).date().isAfter(gap.last())) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    private Optional<Detected> missing(FindingKind kind, Predicate<Gap> which) {
        List<Gap> gaps = series.gaps().stream().filter(which).toList();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        List<Session> sessions =
                gaps.stream().flatMap(gap -> gap.sessions().stream()).toList();
        Gap longest = gaps.stream()
                .reduce((most, gap) -> gap.sessions().size() > most.sessions().size() ? gap : most)
                .orElseThrow();
        long halfDays = sessions.stream().filter(this::isShort).count();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sessions", Integer.toString(sessions.size()));
        values.put("gaps", Integer.toString(gaps.size()));
        values.put("longest", words(longest));
        values.put("halfDays", Long.toString(halfDays));
        String text = Words.count(sessions.size(), "session", "sessions") + " of " + calendar.name() + " without "
                + (series.bars().areTicks() ? "a quote or trade" : "a bar") + ", first "
                + sessions.get(0).date()
                + (longest.sessions().size() > 1 ? ", most in a row " + words(longest) : "")
                + (halfDays == 0 ? "" : ", " + halfDays + " of them shorter than usual");
        List<Finding.Example> examples = gaps.stream()
                .limit(series.settings().examples())
                .map(gap ->
                        new Finding.Example(Optional.of(gap.sessions().get(0).open()), words(gap)))
                .toList();
        Finding finding = new Finding(
                kind,
                kind.severity(),
                series.bars().instrument(),
                Optional.of(sessions.get(0).open()),
                Optional.of(sessions.get(sessions.size() - 1).open()),
                sessions.size(),
                values,
                kind == FindingKind.MISSING_MONTH
                        ? "no session between the first and the last bar is without a bar; here a whole month is"
                        : "no session between the first and the last bar is without a bar",
                text,
                examples);
        BitSet after = new BitSet();
        gaps.forEach(gap -> after.set(gap.row()));
        return Optional.of(new Detected(finding, after));
    }

    private static String words(Gap gap) {
        int sessions = gap.sessions().size();
        return sessions == 1 ? "1 on " + gap.first() : sessions + " from " + gap.first() + " to " + gap.last();
    }

    /** Shorter than the session before or the one after it: two short ones may follow one another. */
    private boolean isShort(Session session) {
        long before = calendar.previous(session).lengthNanos();
        long after = calendar.next(session).lengthNanos();
        return session.lengthNanos() < Math.max(before, after);
    }

    private Optional<Detected> outside() {
        BitSet rows = new BitSet();
        for (int row = 0; row < series.size(); row++) {
            rows.set(row, series.isOutside(row));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int count = rows.cardinality();
        String text = count + " of " + series.size() + " " + series.noun(series.size())
                + (count == 1 ? " opens" : " open") + " while " + calendar.name() + " is closed, first "
                + series.when(rows.nextSetBit(0)) + ": they fill only orders for extended hours";
        Map<String, String> values = Map.of("part", Words.percent((double) count / series.size()));
        return Optional.of(Detected.of(
                series,
                FindingKind.OUTSIDE_SESSIONS,
                rows,
                Detected.Told.of(
                        FindingKind.OUTSIDE_SESSIONS, values, "bars open in sessions of " + calendar.name(), text),
                row -> "opens " + series.when(row)));
    }
}
