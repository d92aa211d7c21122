package io.strategysdk.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How many shares companies had, each number from the date on which it was known: the day of the filing, not the end of
 * the quarter that it reports. A number is in the shares of its date: splits that are effective on or before that date
 * are in it, later ones are not. It counts from the open of its date's session on. Immutable.
 */
public final class SharesOutstanding {
    private final Map<String, List<Entry>> bySymbol;

    /**
     * A number of shares.
     *
     * @param symbol name at that date, without white space around it
     * @param knownFrom date on which it was known before the open, in the zone of the run's calendar
     * @param shares how many, positive
     */
    public record Entry(String symbol, LocalDate knownFrom, BigDecimal shares) {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when it is not positive, or the symbol empty or with white space around it
         */
        public Entry {
            Membership.requireSymbol(symbol);
            Objects.requireNonNull(knownFrom, "knownFrom");
            if (shares.signum() <= 0) {
                throw new IllegalArgumentException(
                        "shares outstanding must be positive, was " + shares.toPlainString() + " (" + symbol + ")");
            }
        }
    }

    private SharesOutstanding(Map<String, List<Entry>> bySymbol) {
        this.bySymbol = bySymbol;
    }

    /**
     * Each entry holds until the next one of its symbol; in any order.
     *
     * @throws IllegalArgumentException when a symbol has two of one date
     */
    public static SharesOutstanding of(List<Entry> entries) {
        return new SharesOutstanding(Dated.oneADay("shares outstanding", entries, Entry::symbol, Entry::knownFrom));
    }

    /** What was known of a symbol on a date; empty before its first entry. */
    public Optional<Entry> at(String symbol, LocalDate date) {
        return Dated.asOf(bySymbol.getOrDefault(symbol, List.of()), Entry::knownFrom, date);
    }

    /** All entries by symbol, those of a symbol in order of time. */
    public List<Entry> entries() {
        return bySymbol.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharesOutstanding shares && bySymbol.equals(shares.bySymbol);
    }

    @Override
    public int hashCode() {
        return bySymbol.hashCode();
    }

    /** How many symbols it knows. */
    @Override
    public String toString() {
        return "shares outstanding of " + bySymbol.size() + (bySymbol.size() == 1 ? " symbol" : " symbols");
    }
}
