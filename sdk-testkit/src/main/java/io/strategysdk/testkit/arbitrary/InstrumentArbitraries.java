package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What is traded. */
final class InstrumentArbitraries {
    private static final int LONGEST_SYMBOL = 6;
    /** Lots of the largest order, 0 for no limit. */
    private static final int MOST_LOTS = 10_000;

    private InstrumentArbitraries() {}

    static Arbitrary<Instrument> instruments() {
        return Combinators.combine(symbols(), currencies()).flatAs(InstrumentArbitraries::of);
    }

    /** In US dollars. */
    static Arbitrary<Instrument> inDollars(String symbol) {
        return of(symbol, "USD");
    }

    private static Arbitrary<Instrument> of(String symbol, String currency) {
        return Combinators.combine(Arbitraries.of(AssetClass.class), ticks(), rules(), lots(), largest())
                .as((kind, tick, rule, lot, largest) -> limited(
                        Instrument.of(symbol, kind, currency)
                                .withTickSize(tick)
                                .withTickRule(rule)
                                .withLotSize(lot),
                        largest));
    }

    private static Instrument limited(Instrument instrument, int lots) {
        return lots == 0
                ? instrument
                : instrument.withMaxOrderQty(instrument.lotSize().times(lots).toString());
    }

    private static Arbitrary<String> symbols() {
        return Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(LONGEST_SYMBOL);
    }

    private static Arbitrary<String> currencies() {
        return Arbitraries.of("USD", "EUR", "JPY");
    }

    private static Arbitrary<String> ticks() {
        return Arbitraries.of("0.01", "0.05", "0.25", "1", "0.0001", "0.00001");
    }

    private static Arbitrary<TickRule> rules() {
        return Arbitraries.of(TickRule.REJECT, TickRule.ROUND_PASSIVE, TickRule.NONE);
    }

    private static Arbitrary<String> lots() {
        return Arbitraries.of("1", "100", "0.1", "0.0001", "0.00000001");
    }

    private static Arbitrary<Integer> largest() {
        return Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers().between(1, MOST_LOTS));
    }
}
