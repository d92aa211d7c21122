package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who belonged to a set of instruments when: intervals of dates by symbol. A change of a date counts from the open of
 * that date's session, or of the next session where the date has none, because it was known before. Immutable.
 */
public final class Membership {
    private final Map<String, List<Interval>> bySymbol;

    /**
     * Membership of a symbol.
     *
     * @param symbol name at its first date, without white space around it
     * @param from first date as a member, in the zone of the run's calendar
     * @param to first date as a member no more; empty: to this day
     */
    public record Interval(String symbol, LocalDate from, Optional<LocalDate> to) {
        /**
         * Checks that it ends after it begins.
         *
         * @throws IllegalArgumentException when it does not, or the symbol is blank or has white space around it
         */
        public Interval {
            requireSymbol(symbol);
            Objects.requireNonNull(from, "from");
            if (to.isPresent() && !to.get().isAfter(from)) {
                throw new IllegalArgumentException("membership must end after it begins, was from " + from + " to "
                        + to.get() + " (" + symbol + ")");
            }
        }

        boolean contains(LocalDate date) {
            return !date.isBefore(from) && (to.isEmpty() || date.isBefore(to.get()));
        }

        @Override
        public String toString() {
            return symbol + " from " + from + to.map(end -> " to " + end).orElse("");
        }
    }

    private Membership(Map<String, List<Interval>> bySymbol) {
        this.bySymbol = bySymbol;
    }

    /**
     * Members by their intervals, in any order.
     *
     * @throws IllegalArgumentException when there are none, or two of a symbol overlap
     */
    public static Membership of(List<Interval> intervals) {
        Map<String, List<Interval>> bySymbol = Dated.bySymbol(intervals, Interval::symbol, Interval::from);
        if (bySymbol.isEmpty()) {
            throw new IllegalArgumentException("a membership must have at least one interval, there is none");
        }
        bySymbol.values().forEach(Membership::requireApart);
        return new Membership(bySymbol);
    }

    /** The same members at all times: what is known today of the past, which a backtest should not go by. */
    public static Membership always(String... symbols) {
        List<Interval> intervals = new ArrayList<>();
        for (String symbol : symbols) {
            intervals.add(new Interval(symbol, LocalDate.MIN, Optional.empty()));
        }
        return of(intervals);
    }

    private static void requireApart(List<Interval> ofSymbol) {
        for (int i = 1; i < ofSymbol.size(); i++) {
            Interval before = ofSymbol.get(i - 1);
            LocalDate next = ofSymbol.get(i).from();
            if (before.to().isEmpty() || before.to().get().isAfter(next)) {
                throw new IllegalArgumentException(
                        "memberships of a symbol must not overlap, were " + before + " and " + ofSymbol.get(i));
            }
        }
    }

    static String requireSymbol(String symbol) {
        if (symbol.isEmpty() || !symbol.equals(symbol.strip())) {
            throw new IllegalArgumentException(
                    "symbol must not be empty or have white space around it, was '" + symbol + "'");
        }
        return symbol;
    }

    /** All intervals by symbol, those of a symbol in order of time. */
    public List<Interval> intervals() {
        List<Interval> all = new ArrayList<>();
        bySymbol.values().forEach(all::addAll);
        return Collections.unmodifiableList(all);
    }

    /** Whether a symbol is a member on a date. */
    public boolean contains(String symbol, LocalDate date) {
        return bySymbol.getOrDefault(symbol, List.of()).stream().anyMatch(interval -> interval.contains(date));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Membership membership && bySymbol.equals(membership.bySymbol);
    }

    @Override
    public int hashCode() {
        return bySymbol.hashCode();
    }

    /** How many symbols it has seen. */
    @Override
    public String toString() {
        return "membership of " + bySymbol.size() + (bySymbol.size() == 1 ? " symbol" : " symbols");
    }
}
