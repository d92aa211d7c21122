/** Strategies as users write them, and a command that tries them; opened, not exported: both are created by name. */
module io.strategysdk.examples {
    requires info.picocli;
    requires io.strategysdk.alpaca;
    requires io.strategysdk.backtest;
    requires io.strategysdk.testkit;

    opens io.strategysdk.examples.strategies to
            io.strategysdk.engine;
    opens io.strategysdk.examples.paper to
            info.picocli;
}
