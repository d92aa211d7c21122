package io.strategysdk.testkit.law;

/** How a law that does not hold is told. */
final class Violation {
    private Violation() {}

    static AssertionError of(String law, String fact, Market market, String table) {
        return new AssertionError(law + ": " + fact + "\non " + market + (table.isEmpty() ? "" : "\n" + table));
    }
}
