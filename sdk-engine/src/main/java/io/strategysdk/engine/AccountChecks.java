package io.strategysdk.engine;

import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** What an account carries: asked before an order leaves, before it is changed, and at its fill. */
interface AccountChecks {
    /**
     * Why so many units of an order must not leave, or null.
     *
     * @param price what a unit is expected to cost at most, in price units
     * @param need what they set aside, {@link #needs}
     */
    @Nullable
    Refusal check(Desk desk, WorkingOrder order, long quantity, long price, long need);

    /** The same for an order by amount, in cash units. */
    @Nullable
    Refusal checkAmount(Desk desk, WorkingOrder order, long amount);

    /** Most units of an order, in whole lots and up to a bound, that may leave now. */
    long fitting(Desk desk, WorkingOrder order, long bound, long price);

    /** What so many units of an order set aside, in cash units. */
    long needs(Desk desk, WorkingOrder order, long quantity, long price);

    /** What an order by amount sets aside, in cash units. */
    long needsAmount(Desk desk, WorkingOrder order, long amount);

    /** An order leaves: later ones of the same step may count on what it brings in. */
    default void leaves(Desk desk, WorkingOrder order, long price) {}

    /** Why a fill must not be booked, or null. */
    @Nullable
    Refusal checkFill(Desk desk, WorkingOrder order, long quantity, long price, long fee);

    /** Most units of a fill, in whole lots and up to a bound, that can be booked. */
    long fittingFill(Desk desk, WorkingOrder order, long bound, long price);

    /** What is free for new positions, in the run's currency. */
    double buyingPower(Book book);

    /** Value of positions and of what open orders may add to them, in the run's currency. */
    double exposure(Desk desk);

    /** The checks for these rules. */
    static AccountChecks of(AccountRules rules, Steps steps, OrderCosts costs, ExitRule exits) {
        return rules.isMargin() ? new MarginChecks(rules, costs) : new CashChecks(rules, steps, costs, exits);
    }
}
