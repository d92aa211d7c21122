/** Broker adapter and market data for Alpaca. */
module io.strategysdk.alpaca {
    requires transitive io.strategysdk.api;
}
