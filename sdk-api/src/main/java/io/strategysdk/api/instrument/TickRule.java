package io.strategysdk.api.instrument;

/** What happens to an order whose price is not a multiple of the instrument's tick size. */
public enum TickRule {
    /** There is no tick: every price of the instrument's price scale is good. For data without metadata. */
    NONE,
    /** The order cannot be built: the error names price and tick. */
    REJECT,
    /**
     * The price is rounded so that the order becomes harder to fill: buy limits and sell stops down, sell limits and
     * buy stops up, trailing distances up. Children of a bracket are orders of the other side. A price that would become
     * zero is refused.
     */
    ROUND_PASSIVE
}
