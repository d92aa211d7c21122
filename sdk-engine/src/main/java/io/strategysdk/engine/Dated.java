package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Facts by symbol, each from a date on. */
final class Dated {
    private Dated() {}

    /** Sorted by symbol, and of each symbol by date. */
    static <T> Map<String, List<T>> bySymbol(
            List<T> facts, Function<? super T, String> symbol, Function<? super T, LocalDate> date) {
        Map<String, List<T>> sorted = new TreeMap<>();
        for (T fact : facts) {
            sorted.computeIfAbsent(symbol.apply(fact), s -> new ArrayList<>()).add(fact);
        }
        sorted.replaceAll((s, ofSymbol) ->
                ofSymbol.stream().sorted(Comparator.comparing(date)).toList());
        return sorted;
    }

    /**
     * The same, of facts that each hold until the next.
     *
     * @throws IllegalArgumentException when two of a symbol are of one date
     */
    static <T> Map<String, List<T>> oneADay(
            String what, List<T> facts, Function<? super T, String> symbol, Function<? super T, LocalDate> date) {
        Map<String, List<T>> sorted = bySymbol(facts, symbol, date);
        for (List<T> ofSymbol : sorted.values()) {
            for (int i = 1; i < ofSymbol.size(); i++) {
                if (date.apply(ofSymbol.get(i - 1)).equals(date.apply(ofSymbol.get(i)))) {
                    throw new IllegalArgumentException(what + " of a symbol must be given once for a date, were "
                            + ofSymbol.get(i - 1) + " and " + ofSymbol.get(i));
                }
            }
        }
        return sorted;
    }

    /** The last that had come by a date, of facts in order of time. */
    static <T> Optional<T> asOf(List<T> facts, Function<? super T, LocalDate> from, LocalDate date) {
        Optional<T> last = Optional.empty();
        for (T fact : facts) {
            if (from.apply(fact).isAfter(date)) {
                break;
            }
            last = Optional.of(fact);
        }
        return last;
    }
}
