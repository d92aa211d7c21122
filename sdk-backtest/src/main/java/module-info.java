/** Historical data, the simulated market, statistics and reports. */
module io.strategysdk.backtest {
    requires transitive io.strategysdk.engine;
    requires de.siegmar.fastcsv;
    requires java.net.http;
    requires static hipparchus.core;
    requires static hipparchus.stat;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.strategysdk.backtest;
    exports io.strategysdk.backtest.analytics;
    exports io.strategysdk.backtest.data;
    exports io.strategysdk.backtest.execution;
    exports io.strategysdk.backtest.load;
    exports io.strategysdk.backtest.quality;
    exports io.strategysdk.backtest.report;
    exports io.strategysdk.backtest.research;
    exports io.strategysdk.backtest.statistics;
    exports io.strategysdk.backtest.store;
    exports io.strategysdk.backtest.internal to
            io.strategysdk.testkit;
}
