package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sector and industry of symbols, each from a date on: a company that changes its sector was in the old one before. A
 * change of a date counts from the open of that date's session on. Immutable.
 */
public final class Classification {
    private final Map<String, List<Entry>> bySymbol;

    /**
     * What a symbol belongs to from a date on.
     *
     * @param symbol name at that date, without white space around it
     * @param from first date, in the zone of the run's calendar
     * @param sector its sector; empty: in none
     * @param industry its industry; empty: in none
     */
    public record Entry(String symbol, LocalDate from, String sector, String industry) {
        /**
         * Checks the symbol.
         *
         * @throws IllegalArgumentException when it is empty or has white space around it
         */
        public Entry {
            Membership.requireSymbol(symbol);
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(sector, "sector");
            Objects.requireNonNull(industry, "industry");
        }
    }

    private Classification(Map<String, List<Entry>> bySymbol) {
        this.bySymbol = bySymbol;
    }

    /**
     * Each entry holds until the next one of its symbol; in any order.
     *
     * @throws IllegalArgumentException when a symbol has two of one date
     */
    public static Classification of(List<Entry> entries) {
        return new Classification(Dated.oneADay("classification", entries, Entry::symbol, Entry::from));
    }

    /** What a symbol belonged to on a date; empty before its first entry. */
    public Optional<Entry> at(String symbol, LocalDate date) {
        return Dated.asOf(bySymbol.getOrDefault(symbol, List.of()), Entry::from, date);
    }

    /** All entries by symbol, those of a symbol in order of time. */
    public List<Entry> entries() {
        return bySymbol.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Classification classification && bySymbol.equals(classification.bySymbol);
    }

    @Override
    public int hashCode() {
        return bySymbol.hashCode();
    }

    /** How many symbols it knows. */
    @Override
    public String toString() {
        return "classification of " + bySymbol.size() + (bySymbol.size() == 1 ? " symbol" : " symbols");
    }
}
