/** What authors of strategies and adapters use in their own tests. */
module io.strategysdk.testkit {
    requires transitive io.strategysdk.backtest;

    exports io.strategysdk.testkit;
}
