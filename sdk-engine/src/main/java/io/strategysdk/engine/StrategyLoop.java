package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
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
        String callback = "onOrderUpdate";
        try {
            Strategy strategy = desk.strategy;
            Context context = desk.context();
            if (desk.hasNews) {
                deliver(desk, strategy, context);
            }
            callback = "onMarketEvent";
            Tape tape = run.tape;
            for (int row = from; row < to; row++) {
                strategy.onMarketEvent(tape.bar(row), context);
            }
            if (desk.ready || run.becomesReady(desk)) {
                callback = "generateOrders";
                List<OrderIntent> intents = strategy.generateOrders(context);
                if (!intents.isEmpty()) {
                    run.entry.enterAll(desk, intents);
                }
            }
        } catch (Throwable error) {
            run.stop(desk, callback, error);
        }
    }

    @Override
    public void timers(Run run, Desk desk) {
        if (desk.stopped) {
            return;
        }
        String callback = "onTimer";
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
            run.stop(desk, callback, error);
        }
    }

    /** Order events before everything else of the step; what they answer is taken at once. */
    private void deliver(Desk desk, Strategy strategy, Context context) {
        for (Object news = desk.news.poll(); news != null; news = desk.news.poll()) {
            if (news instanceof OrderEvent event) {
                desk.maySubmit = true;
                strategy.onOrderUpdate(event, context);
                desk.maySubmit = false;
            } else if (news instanceof PositionEvent event) {
                strategy.onPositionUpdate(event, context);
            } else if (news instanceof TimerEvent event) {
                strategy.onTimer(event, context);
            } else if (news instanceof CorporateAction action) {
                strategy.onCorporateAction(action, context);
            }
        }
        desk.hasNews = false;
    }
}
