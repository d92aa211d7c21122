package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import java.util.List;

/** Is shown the market of a realtime run, slice by slice, as its strategies are going to see it. */
@FunctionalInterface
public interface SliceListener {
    /**
     * A slice has come together; called on the run's thread before the run looks at it, so return at once. What it throws is
     * a warning of the run, once, and it is not called again.
     *
     * @param epochNanos time of the slice, UTC nanoseconds since 1970
     * @param events bars, or quotes and trades, each at the time of the slice, by instrument; immutable
     */
    void onSlice(long epochNanos, List<MarketEvent> events);
}
