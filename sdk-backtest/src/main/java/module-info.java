/** Historical data, the simulated broker, statistics and reports. */
module io.strategysdk.backtest {
    requires transitive io.strategysdk.engine;

    exports io.strategysdk.backtest.report;
    exports io.strategysdk.backtest.statistics;
}
