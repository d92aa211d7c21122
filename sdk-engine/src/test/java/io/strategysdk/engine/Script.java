package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A strategy made of lambdas that writes down every call. */
class Script implements Strategy {
    final List<String> calls = new ArrayList<>();
    final List<OrderEvent> orderEvents = new ArrayList<>();
    final List<PositionEvent> positionEvents = new ArrayList<>();
    Consumer<Context> onStart = context -> {};
    Consumer<Context> onMarket = context -> {};
    Consumer<Context> onTimer = context -> {};
    Consumer<Context> onPosition = context -> {};
    Consumer<Context> onStop = context -> {};
    BiConsumer<OrderEvent, Context> onOrder = (event, context) -> {};
    Function<Context, List<OrderIntent>> decide = context -> List.of();
    RiskLimits riskLimits = RiskLimits.NONE;
    int decisions;

    /** Decides on these, one list after the other. */
    @SafeVarargs
    static Script of(Function<Context, List<OrderIntent>>... steps) {
        Script script = new Script();
        script.decide =
                context -> script.decisions <= steps.length ? steps[script.decisions - 1].apply(context) : List.of();
        return script;
    }

    private void called(String callback) {
        calls.add(callback);
    }

    @Override
    public RiskLimits riskLimits() {
        return riskLimits;
    }

    @Override
    public void onStart(Context context) {
        called("start");
        onStart.accept(context);
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context context) {
        called("market " + event.instrument());
        onMarket.accept(context);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        called("generate");
        decisions++;
        return decide.apply(context);
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        called(event.getClass().getSimpleName() + " " + event.order().id());
        orderEvents.add(event);
        onOrder.accept(event, context);
    }

    @Override
    public void onPositionUpdate(PositionEvent event, Context context) {
        called("position " + event.after());
        positionEvents.add(event);
        onPosition.accept(context);
    }

    @Override
    public void onTimer(TimerEvent event, Context context) {
        called("timer");
        onTimer.accept(context);
    }

    @Override
    public void onStop(Context context) {
        called("stop");
        onStop.accept(context);
    }

    /** Why orders of its own were refused. */
    List<RejectReason> refusals() {
        return orderEvents.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    /** The calls between two decisions, the first one at 1. */
    List<String> step(int number) {
        List<String> step = new ArrayList<>();
        int seen = 0;
        for (String call : calls) {
            if (call.equals("start")) {
                continue;
            }
            if (seen == number - 1) {
                step.add(call);
            }
            seen += call.equals("generate") ? 1 : 0;
        }
        return step;
    }
}
