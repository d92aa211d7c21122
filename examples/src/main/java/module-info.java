/** Strategies as users write them; opened, not exported: the engine creates them by name. */
module io.strategysdk.examples {
    requires io.strategysdk.backtest;
}
