package io.strategysdk.backtest.execution;

/** What fills before what after the open of a bar. */
enum MatchPhase {
    /** Stops inside of the bar: the pessimistic order. */
    STOPS,
    /** Limits inside of the bar. */
    LIMITS,
    /** Fills at the close. */
    CLOSES
}
