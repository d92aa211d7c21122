package io.strategysdk.testkit.replay;

import io.strategysdk.api.event.MarketEvent;
import java.util.List;

/** What a run saw of the market at one moment. */
record Slice(long epochNanos, List<MarketEvent> events) {
    Slice {
        events = List.copyOf(events);
    }
}
