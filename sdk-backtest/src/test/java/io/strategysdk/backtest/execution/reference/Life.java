package io.strategysdk.backtest.execution.reference;

/** Which prices of a bar an order may meet. */
enum Life {
    NONE,
    OPEN_ONLY,
    CLOSE_ONLY,
    WHOLE;

    boolean hasOpen() {
        return this == OPEN_ONLY || this == WHOLE;
    }
}
