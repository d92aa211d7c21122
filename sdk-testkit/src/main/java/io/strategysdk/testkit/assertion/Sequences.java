package io.strategysdk.testkit.assertion;

import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.testkit.internal.Words;
import java.util.List;

/** What runs have several of, in their words. */
final class Sequences {
    private Sequences() {}

    static SequenceAssert<Fill, FillAssert> fills(List<Fill> fills, Story story) {
        return new SequenceAssert<>(
                fills, "fills", Words::traded, fill -> new FillAssert(fill, story.at(fill.epochNanos())), story);
    }

    static SequenceAssert<Order, OrderAssert> orders(List<Order> orders, Story story) {
        return new SequenceAssert<>(orders, "orders", Words::standing, order -> new OrderAssert(order, story), story);
    }

    static SequenceAssert<OrderIntent, OrderIntentAssert> intents(List<OrderIntent> intents, Story story) {
        return new SequenceAssert<>(
                intents, "intents", Words::of, intent -> new OrderIntentAssert(intent, story), story);
    }

    static SequenceAssert<RoundTrip, RoundTripAssert> roundTrips(List<RoundTrip> trades, Story story) {
        return new SequenceAssert<>(
                trades,
                "round trips",
                Words::of,
                trade -> new RoundTripAssert(trade, story.at(trade.exitEpochNanos())),
                story);
    }
}
