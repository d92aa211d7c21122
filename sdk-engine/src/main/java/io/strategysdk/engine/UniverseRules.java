package io.strategysdk.engine;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Whether universes go with the data of a run: without bars of who failed and left, a backtest sees survivors only. */
final class UniverseRules {
    private static final int MOST_SHOWN = 10;
    private final Tape tape;
    private final InstrumentFacts facts;
    private final TradingCalendar calendar;
    private final Span run;
    private final IntFunction<Optional<Span>> bars;
    private final List<String> warnings = new ArrayList<>();

    /** Days, both inclusive. */
    private record Span(LocalDate first, LocalDate last) {
        boolean isEmpty() {
            return last.isBefore(first);
        }
    }

    private UniverseRules(
            Tape tape, InstrumentFacts facts, TradingCalendar calendar, Span run, IntFunction<Optional<Span>> bars) {
        this.tape = tape;
        this.facts = facts;
        this.calendar = calendar;
        this.run = run;
        this.bars = bars;
    }

    /**
     * What users should know of universes over stored data.
     *
     * @throws IllegalArgumentException when they do not go together
     */
    static List<String> check(List<UniverseDefinition> definitions, MarketData data) {
        requireRaw(definitions, data.mode());
        Tape tape = data.tape;
        TradingCalendar calendar = data.calendar();
        Span run = new Span(dateOf(tape.openTimes[0], calendar), dateOf(tape.times[tape.rows - 1] - 1, calendar));
        InstrumentFacts facts = new InstrumentFacts(data.instruments, data.actions, data.given());
        return new UniverseRules(tape, facts, calendar, run, i -> {
                    BarColumns bars = data.executionSeries(facts.get(i));
                    return bars.size == 0
                            ? Optional.empty()
                            : Optional.of(new Span(
                                    dateOf(bars.openTimes[0], calendar),
                                    dateOf(bars.times[bars.size - 1] - 1, calendar)));
                })
                .check(definitions);
    }

    /**
     * What users should know of universes over what is still to come.
     *
     * @throws IllegalArgumentException when they do not go together
     */
    static List<String> check(
            List<UniverseDefinition> definitions, LiveMarket market, RealtimeSettings settings, long now) {
        requireRaw(definitions, settings.prices);
        InstrumentFacts facts = new InstrumentFacts(market.instruments(), market.actions(), settings.actions);
        facts.startAt(now);
        Span run = new Span(dateOf(now, settings.calendar), settings.calendar.lastDate());
        return new UniverseRules(market.tape(), facts, settings.calendar, run, i -> Optional.of(run))
                .check(definitions);
    }

    private static LocalDate dateOf(long epochNanos, TradingCalendar calendar) {
        return Clock.instantOf(epochNanos).atZone(calendar.zone()).toLocalDate();
    }

    private static void requireRaw(List<UniverseDefinition> definitions, PriceMode mode) {
        for (UniverseDefinition definition : definitions) {
            boolean measures = definition.filters().stream()
                    .map(Gauges::measure)
                    .anyMatch(measure -> measure != null && !(measure instanceof Measure.Age));
            if (measures && mode != PriceMode.RAW) {
                throw new IllegalArgumentException("prices must be raw where a universe measures them, since adjusted"
                        + " ones know the future, were " + mode + " (universe " + definition.name() + ")");
            }
        }
    }

    private List<String> check(List<UniverseDefinition> definitions) {
        Set<String> names = new HashSet<>();
        for (UniverseDefinition definition : definitions) {
            if (!names.add(definition.name())) {
                throw new IllegalArgumentException(
                        "each universe must have a name of its own, was twice '" + definition.name() + "'");
            }
            for (UniverseFilter filter : definition.filters()) {
                if (Gauges.measure(filter) != null) {
                    requireMeasurable(definition, filter);
                }
            }
            definition.membership().ifPresent(membership -> checkMembers(definition, membership));
        }
        return warnings;
    }

    private void requireMeasurable(UniverseDefinition definition, UniverseFilter filter) {
        for (int s = 0; s < tape.series.length; s++) {
            BarColumns bars = tape.series[s];
            if (tape.executes[s] && bars.timeframe.duration().compareTo(Timeframe.DAY.duration()) > 0) {
                throw new IllegalArgumentException("filters of a universe must have bars of a day or less, were "
                        + bars.timeframe + " of " + bars.instrument + " (universe " + definition.name() + ")");
            }
        }
        if (Gauges.sessions(filter) > 0 && tape.bids != null && tape.trades == null) {
            throw new IllegalArgumentException(
                    "dollar volume must be of bars with a volume, which bid/ask bars have not" + " (universe "
                            + definition.name() + ")");
        }
    }

    private void checkMembers(UniverseDefinition definition, Membership membership) {
        List<String> missing = new ArrayList<>();
        List<String> partly = new ArrayList<>();
        for (Membership.Interval interval : membership.intervals()) {
            Span asked = asked(interval);
            int number = facts.numberOf(interval.symbol(), interval.from());
            if (number >= 0) {
                asked = new Span(asked.first(), earlier(asked.last(), facts.end(number)));
            }
            if (asked.isEmpty()) {
                continue;
            }
            Optional<Span> there = number < 0 ? Optional.empty() : bars.apply(number);
            if (there.isEmpty()) {
                missing.add(interval.toString());
            } else if (lacks(asked, there.get())) {
                partly.add(interval + ", bars from " + there.get().first() + " to "
                        + there.get().last());
            }
        }
        if (!missing.isEmpty()) {
            tellOfMissing(definition, missing);
        }
        if (!partly.isEmpty()) {
            warnings.add("Universe " + definition.name() + " has " + partly.size()
                    + " members with bars for a part of their membership only: " + shown(partly) + ".");
        }
    }

    private Span asked(Membership.Interval interval) {
        LocalDate first = interval.from().isAfter(run.first()) ? interval.from() : run.first();
        return new Span(first, earlier(run.last(), interval.to()));
    }

    private static LocalDate earlier(LocalDate last, Optional<LocalDate> end) {
        return end.map(date -> date.minusDays(1)).filter(last::isAfter).orElse(last);
    }

    /** Whether sessions at the edges have no bars. */
    private boolean lacks(Span asked, Span there) {
        return hasSession(asked.first(), there.first().minusDays(1))
                || hasSession(there.last().plusDays(1), asked.last());
    }

    private boolean hasSession(LocalDate first, LocalDate last) {
        LocalDate date = first.isBefore(calendar.firstDate()) ? calendar.firstDate() : first;
        while (!date.isAfter(last) && !date.isAfter(calendar.lastDate())) {
            if (calendar.session(date).isPresent()) {
                return true;
            }
            date = date.plusDays(1);
        }
        return false;
    }

    private void tellOfMissing(UniverseDefinition definition, List<String> missing) {
        if (!definition.allowsMissingData()) {
            throw new IllegalArgumentException("members of a universe must have data, else a backtest sees survivors"
                    + " only; add them, or allow it with allowingMissingData(), missing are " + missing.size() + ": "
                    + shown(missing) + " (universe " + definition.name() + ")");
        }
        warnings.add("Universe " + definition.name() + " has " + missing.size()
                + " members without data, which was allowed: results are those of survivors. Missing are "
                + shown(missing) + ".");
    }

    private static String shown(List<String> texts) {
        String first = texts.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
        return texts.size() <= MOST_SHOWN ? first : first + "; and " + (texts.size() - MOST_SHOWN) + " more";
    }
}
