package io.strategysdk.testkit;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.order.OrderIntent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does what a test says: one decision after the other, then nothing more. */
@StrategyInfo(name = "scripted")
public final class ScriptedStrategy implements Strategy {
    private final Queue<Function<Context, List<OrderIntent>>> decisions = new ArrayDeque<>();
    private Consumer<Context> start = context -> {};
    private Consumer<Context> stop = context -> {};
    private BiConsumer<MarketEvent, Context> market = (event, context) -> {};
    private BiConsumer<OrderEvent, Context> order = (event, context) -> {};

    /** Wants nothing. */
    public ScriptedStrategy() {}

    /** Wants these, step by step. */
    @SafeVarargs
    public static ScriptedStrategy of(Function<Context, List<OrderIntent>>... decisions) {
        ScriptedStrategy strategy = new ScriptedStrategy();
        for (Function<Context, List<OrderIntent>> decision : decisions) {
            strategy.decisions.add(decision);
        }
        return strategy;
    }

    /** Wants these in its first step. */
    public static ScriptedStrategy wanting(OrderIntent... intents) {
        return of(context -> List.of(intents));
    }

    public ScriptedStrategy onStart(Consumer<Context> value) {
        start = value;
        return this;
    }

    public ScriptedStrategy onStop(Consumer<Context> value) {
        stop = value;
        return this;
    }

    public ScriptedStrategy onMarket(BiConsumer<MarketEvent, Context> value) {
        market = value;
        return this;
    }

    public ScriptedStrategy onOrder(BiConsumer<OrderEvent, Context> value) {
        order = value;
        return this;
    }

    @Override
    public void onStart(Context context) {
        start.accept(context);
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context context) {
        market.accept(event, context);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        Function<Context, List<OrderIntent>> next = decisions.poll();
        return next == null ? List.of() : next.apply(context);
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        order.accept(event, context);
    }

    @Override
    public void onTimer(TimerEvent event, Context context) {}

    @Override
    public void onStop(Context context) {
        stop.accept(context);
    }
}
