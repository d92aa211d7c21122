package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/** What fills between a bar's open and its close, and in which order. */
interface BarPath {
    /** Fills what the bars of a slice reach after their opens. */
    void inside(Matching matching);

    /** Whether an order that comes to life inside of a bar goes on with the rest of its path. */
    boolean goesOnAfterActivation();

    /**
     * An order has come to life inside of a bar, or was there before (not fresh) and has more to fill; asked for where paths
     * do not go on.
     */
    void activated(Matching matching, WorkingOrder order, TriggerRule rule, Reach reach, boolean isFresh);
}
