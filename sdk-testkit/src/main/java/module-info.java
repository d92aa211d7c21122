/** What authors of strategies and adapters use in their own tests. */
@SuppressWarnings("requires-transitive-automatic") // ArchUnit has an automatic name, and its rules are in the API
module io.strategysdk.testkit {
    requires transitive com.tngtech.archunit;
    requires transitive io.strategysdk.backtest;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires msgpack.core;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.websocket.core.server;
    requires static transitive net.jqwik.api;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.strategysdk.testkit;
    exports io.strategysdk.testkit.alpaca;
    exports io.strategysdk.testkit.arbitrary;
    exports io.strategysdk.testkit.assertion;
    exports io.strategysdk.testkit.contract;
    exports io.strategysdk.testkit.law;
    exports io.strategysdk.testkit.market;
    exports io.strategysdk.testkit.purity;
    exports io.strategysdk.testkit.reference;
    exports io.strategysdk.testkit.replay;
    exports io.strategysdk.testkit.validation;

    opens io.strategysdk.testkit.contract to
            org.junit.platform.commons;
}
