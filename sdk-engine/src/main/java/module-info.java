/** The event engine: one loop for backtest, paper and live. */
@SuppressWarnings("requires-transitive-automatic") // micrometer has an automatic name, and its registry is in the API
module io.strategysdk.engine {
    requires transitive io.strategysdk.api;
    requires transitive micrometer.core;
    requires jakarta.validation;
    requires java.management;
    requires org.hibernate.validator;
    requires org.objectweb.asm;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    uses io.strategysdk.api.Strategy;
    uses io.strategysdk.api.spi.BrokerProvider;
    uses io.strategysdk.api.spi.FeedProvider;

    exports io.strategysdk.engine;
    exports io.strategysdk.engine.calendar;
    exports io.strategysdk.engine.config;
    exports io.strategysdk.engine.execution;
    exports io.strategysdk.engine.internal to
            io.strategysdk.backtest,
            io.strategysdk.testkit;
    exports io.strategysdk.engine.purity;
}
