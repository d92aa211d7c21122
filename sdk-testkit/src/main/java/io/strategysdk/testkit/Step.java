package io.strategysdk.testkit;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a strategy saw in one step of a run, and what it answered. Immutable.
 *
 * @param epochNanos the step's time, UTC nanoseconds since 1970
 * @param actions what issuers did, as it was told
 * @param orders what happened to its orders, as it was told
 * @param positions what became of its positions, as it was told
 * @param timers schedules that came due
 * @param market bars, quotes and trades, in the order of the callbacks
 * @param features value of each feature that it had bound, by name, NaN where undefined; the instrument stands beside the
 *     name in a run of several, the timeframe where it is not the run's
 * @param decided whether it was asked for orders, as it is after warm-up
 * @param intents what it wanted, in its order
 * @param submitted what it wanted in answer to a change of an order, in its order
 */
public record Step(
        long epochNanos,
        List<CorporateAction> actions,
        List<OrderEvent> orders,
        List<PositionEvent> positions,
        List<TimerEvent> timers,
        List<MarketEvent> market,
        Map<String, Double> features,
        boolean decided,
        List<OrderIntent> intents,
        List<OrderIntent> submitted) {
    /** Copies. */
    public Step {
        actions = List.copyOf(actions);
        orders = List.copyOf(orders);
        positions = List.copyOf(positions);
        timers = List.copyOf(timers);
        market = List.copyOf(market);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        intents = List.copyOf(intents);
        submitted = List.copyOf(submitted);
    }

    /** The step's time. */
    public Instant time() {
        return Clock.instantOf(epochNanos);
    }
}
