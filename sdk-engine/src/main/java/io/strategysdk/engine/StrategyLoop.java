package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/**
 * Every call into a strategy while a run goes on, for all modes. Copied as a hidden class for each strategy class that
 * has earned it, so that the JIT sees one type at each call site and bars never reach the heap. Holds no lambdas and no
 * nest mates: both would tie the copy to the original.
 */
final class StrategyLoop implements Loop {
    @Override
    public void run(Run run, Desk desk, int from, int to) {
        Tape tape = run.tape;
        int row = from;
        while (row < to) {
            int end = tape.sliceEnd(row, to);
            run.beginSlice(row, end);
            step(run, desk, row, end);
            row = end;
        }
    }

    @Override
    public void step(Run run, Desk desk, int from, int to) {
        if (desk.stopped) {
            return;
        }
        RunMeters meters = run.meters;
        if (meters != null && RunMeters.samples(run.steps.number)) {
            long began = meters.now();
            callAll(run, desk, from, to);
            meters.strategy(desk.number, began);
        } else {
            callAll(run, desk, from, to);
        }
    }

    private void callAll(Run run, Desk desk, int from, int to) {
        String callback = "";
        try {
            Strategy strategy = desk.strategy;
            Context context = desk.context();
            if (desk.hasNews) {
                deliver(desk, strategy, context);
            }
            callback = "onMarketEvent";
            if (desk.observesMarket) {
                Tape tape = run.tape;
                for (int row = from; row < to; row++) {
                    strategy.onMarketEvent(tape.bar(row), context);
                }
            }
            if (desk.ready || run.becomesReady(desk)) {
                callback = "generateOrders";
                List<OrderIntent> intents = strategy.generateOrders(context);
                if (!intents.isEmpty()) {
                    run.entry.enterAll(desk, intents);
                }
            }
        } catch (Throwable error) {
            run.stop(desk, callback.isEmpty() ? desk.callback : callback, error);
        }
    }

    @Override
    public void timers(Run run, Desk desk) {
        if (desk.stopped) {
            return;
        }
        String callback = "";
        try {
            deliver(desk, desk.strategy, desk.context());
            if (desk.ready || run.becomesReady(desk)) {
                callback = "generateOrders";
                List<OrderIntent> intents = desk.strategy.generateOrders(desk.context());
                if (!intents.isEmpty()) {
                    run.entry.enterAll(desk, intents);
                }
            }
        } catch (Throwable error) {
            run.stop(desk, callback.isEmpty() ? desk.callback : callback, error);
        }
    }

    /**
     * Order events before timers before everything else of the step. What they answer is taken at once, and told of in
     * the next step: told at once, an order that is refused and sent again would never end.
     */
    private void deliver(Desk desk, Strategy strategy, Context context) {
        for (int waiting = desk.news.size(); waiting > 0; waiting--) {
            Object news = desk.news.remove();
            if (news instanceof OrderEvent event) {
                desk.callback = "onOrderUpdate";
                desk.maySubmit = true;
                strategy.onOrderUpdate(event, context);
                desk.maySubmit = false;
            } else if (news instanceof PositionEvent event) {
                desk.callback = "onPositionUpdate";
                strategy.onPositionUpdate(event, context);
            } else if (news instanceof CorporateAction action) {
                desk.callback = "onCorporateAction";
                strategy.onCorporateAction(action, context);
            }
        }
        desk.callback = "onTimer";
        for (int waiting = desk.due.size(); waiting > 0; waiting--) {
            strategy.onTimer(desk.due.remove(), context);
        }
        desk.hasNews = !desk.news.isEmpty();
    }
}
