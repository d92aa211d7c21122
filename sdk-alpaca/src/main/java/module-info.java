/** Broker adapter and market data for Alpaca. */
module io.strategysdk.alpaca {
    requires transitive io.strategysdk.api;
    requires alpaca.java;
    requires com.google.gson;
    requires kotlin.stdlib;
    requires msgpack.core;
    requires okhttp3;
    requires okio;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.strategysdk.alpaca;

    provides io.strategysdk.api.spi.BrokerProvider with
            io.strategysdk.alpaca.internal.AlpacaBrokerProvider;
    provides io.strategysdk.api.spi.FeedProvider with
            io.strategysdk.alpaca.internal.AlpacaFeedProvider;
}
