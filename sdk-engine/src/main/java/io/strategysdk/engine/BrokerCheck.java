package io.strategysdk.engine;

import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** One thing that the account's broker demands of an order; asked before it leaves, exits included. */
interface BrokerCheck {
    /**
     * Why so many units of an order must not leave, or null.
     *
     * @param units what is left of it; of an order by amount what it buys at the mark
     */
    @Nullable
    Refusal check(WorkingOrder order, long units);
}
