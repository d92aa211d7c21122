package io.strategysdk.backtest.execution.reference;

/** What happened to an order. */
public sealed interface RefEvent {
    /** Whose order id. */
    long order();

    /**
     * A fill.
     *
     * @param order which
     * @param quantity how much
     * @param priceBeforeSlippage where the rules put it
     * @param price what is paid
     * @param ambiguous whether it depended on the path inside the bar
     */
    record Fill(long order, long quantity, long priceBeforeSlippage, long price, boolean ambiguous)
            implements RefEvent {}

    /**
     * The rest is cancelled: asked for, the other one filled, IOC and FOK, or nothing left to reduce.
     *
     * @param order which
     * @param quantity what was left
     */
    record Cancelled(long order, long quantity) implements RefEvent {}

    /**
     * The rest ran out of time.
     *
     * @param order which
     * @param quantity what was left
     */
    record Expired(long order, long quantity) implements RefEvent {}

    /**
     * A stop was touched.
     *
     * @param order which
     */
    record Triggered(long order) implements RefEvent {}

    /**
     * A child or a second order begins to work.
     *
     * @param order which
     * @param quantity how much of it
     */
    record Activated(long order, long quantity) implements RefEvent {}

    /**
     * A replacement took effect.
     *
     * @param order which
     */
    record Replaced(long order) implements RefEvent {}

    /**
     * A cancel or replace came too late.
     *
     * @param order which
     */
    record TooLate(long order) implements RefEvent {}
}
