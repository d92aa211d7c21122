package io.strategysdk.backtest.analytics;

import io.strategysdk.api.order.Side;

/**
 * One thing in which two executions differ. Immutable.
 *
 * @param kind what differs
 * @param order ClOrdID(11) of the expected order, or of the actual one where nothing was expected; empty when unknown
 * @param symbol Symbol(55)
 * @param side Side(54)
 * @param expected exact number, time in ISO 8601, or words; empty where nothing was expected
 * @param actual likewise; empty where there is nothing
 */
public record Difference(Kind kind, String order, String symbol, Side side, String expected, String actual) {
    /** What differs. */
    public enum Kind {
        /** An expected order is not there. */
        MISSING_ORDER("missing order"),
        /** There is an order that was not expected. */
        EXTRA_ORDER("extra order"),
        /** Price rule of the order. */
        TERMS("terms"),
        /** Quantity of the order. */
        QUANTITY("quantity"),
        /** Time of the decision. */
        DECISION_TIME("time of decision"),
        /** What became of the order. */
        STATUS("status"),
        /** An expected fill is not there. */
        MISSING_FILL("missing fill"),
        /** There is a fill that was not expected. */
        EXTRA_FILL("extra fill"),
        /** Quantity of a fill. */
        FILL_QUANTITY("quantity of fill"),
        /** Price of a fill. */
        FILL_PRICE("price of fill"),
        /** Time of a fill. */
        FILL_TIME("time of fill");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** One line for people. */
    @Override
    public String toString() {
        String where = (order.isEmpty() ? "" : order + " ") + side + " " + symbol;
        return where + ": " + kind.words()
                + (expected.isEmpty() ? "" : ", expected " + expected)
                + (actual.isEmpty() ? "" : ", was " + actual);
    }
}
