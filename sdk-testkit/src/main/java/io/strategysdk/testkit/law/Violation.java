package io.strategysdk.testkit.law;

import io.strategysdk.testkit.internal.Divergence;

/** How a law that does not hold is told. */
final class Violation {
    private Violation() {}

    /** With both accounts of a run around the place, beside what the market did. */
    static AssertionError of(String law, String fact, Market market, Divergence differs, String left, String right) {
        return of(law, fact, market, differs.table(left, right, market.zone(), market::words));
    }

    static AssertionError of(String law, String fact, Market market, String table) {
        return new AssertionError(law + ": " + fact + "\non " + market + (table.isEmpty() ? "" : "\n" + table));
    }
}
