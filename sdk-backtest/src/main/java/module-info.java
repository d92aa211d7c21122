/** Historical data, the simulated broker, statistics and reports. */
module io.strategysdk.backtest {
    requires transitive io.strategysdk.engine;
    requires de.siegmar.fastcsv;

    exports io.strategysdk.backtest.data;
}
