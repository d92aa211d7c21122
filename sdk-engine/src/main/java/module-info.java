/** The event engine: one loop for backtest, paper and live. */
module io.strategysdk.engine {
    requires transitive io.strategysdk.api;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.strategysdk.engine;
    exports io.strategysdk.engine.calendar;
    exports io.strategysdk.engine.execution;
}
