package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;
import java.util.Objects;

/**
 * Every call into a strategy while a run goes on, for all modes. Copied as a hidden class for each strategy class that
 * has earned it, so that the JIT sees one type at each call site and bars never reach the heap. Holds no lambdas and no
 * nest mates: both would tie the copy to the original.
 */
final class StrategyLoop implements Loop {
    private static final String NO_CALLBACK = "";
    private static final String NEWS = "news";
    private static final String DECIDE = "generateOrders";
    private static final String NO_LIST = "generateOrders must return a list, was null";
    private static final List<OrderIntent> NOTHING = List.of();

    @Override
    public void run(Run run, Desk desk, int from, int to) {
        int row = from;
        while (row < to) {
            int plain = run.plainUntil(desk, row, to);
            if (plain == row) {
                row = slice(run, desk, row, to);
            }
            while (row < plain && !desk.stopped) {
                row = isQuiet(run, desk) ? quietBars(run, desk, row, plain) : busyBars(run, desk, row, plain);
            }
        }
    }

    private int slice(Run run, Desk desk, int from, int to) {
        int end = run.tape.sliceEnd(from, to);
        run.beginSlice(from, end);
        step(run, desk, from, end);
        return end;
    }

    /** Whether the strategy only decides. */
    private boolean isQuiet(Run run, Desk desk) {
        return run.resting == 0 && !desk.hasNews && !desk.observesMarket;
    }

    private int quietBars(Run run, Desk desk, int from, int to) {
        Cursor cursor = run.onlyCursor;
        int before = cursor.row;
        try {
            List<OrderIntent> intents = decisions(run, desk, from, to);
            if (!intents.isEmpty()) {
                run.isAt(from + cursor.row - before - 1);
                run.entry.enterAll(desk, intents);
            }
        } catch (Throwable error) {
            run.stop(desk, DECIDE, error);
        }
        int bars = cursor.row - before;
        run.equityLog.took(bars);
        return from + bars;
    }

    /**
     * What a slice and a step do, where there is nothing but a bar on which a strategy decides, up to the first on which
     * it wants something (ADR 0017). Compared with the list that most strategies give for nothing, the JIT sees that
     * orders leave the loop, and keeps at hand what bars do not change. Bars that pass so have one number of a step:
     * handles ask only whether their cursor has moved in it.
     */
    @SuppressWarnings("ReferenceEquality") // another empty list is found out by asking
    private List<OrderIntent> decisions(Run run, Desk desk, int from, int to) {
        long[] times = run.tape.times;
        double[] close = run.tape.close;
        double[] marks = run.marks;
        double[] equity = run.equityLog.only();
        int sampled = run.equityLog.at() - from;
        Steps steps = run.steps;
        Cursor cursor = run.onlyCursor;
        Book book = desk.book;
        Strategy strategy = desk.strategy;
        Context context = desk.context();
        int cursorRow = cursor.row - from + 1;
        int row = from;
        cursor.step = ++steps.number;
        do {
            steps.epochNanos = times[row];
            cursor.row = cursorRow + row;
            double mark = close[row];
            marks[0] = mark;
            equity[row + sampled] = book.valueAt(mark);
            List<OrderIntent> intents = strategy.generateOrders(context);
            if (intents != NOTHING && !Objects.requireNonNull(intents, NO_LIST).isEmpty()) {
                return intents;
            }
            row++;
        } while (row < to && isQuiet(run, desk));
        return NOTHING;
    }

    /** The same where orders rest, or the strategy is told of something. */
    private int busyBars(Run run, Desk desk, int from, int to) {
        Tape tape = run.tape;
        long[] times = tape.times;
        double[] close = tape.close;
        double[] marks = run.marks;
        double[] equity = run.equityLog.only();
        int sampled = run.equityLog.at() - from;
        Steps steps = run.steps;
        Cursor cursor = run.onlyCursor;
        Book book = desk.book;
        Strategy strategy = desk.strategy;
        Context context = desk.context();
        boolean observesMarket = desk.observesMarket;
        long step = steps.number;
        int row = from;
        String callback = NO_CALLBACK;
        try {
            do {
                callback = NO_CALLBACK;
                int bar = row++;
                long now = times[bar];
                steps.number = ++step;
                steps.epochNanos = now;
                cursor.advance(step);
                if (run.resting > 0) {
                    run.match(bar, row, now);
                }
                double mark = close[bar];
                marks[0] = mark;
                equity[bar + sampled] = book.valueAt(mark);
                if (desk.hasNews) {
                    callback = NEWS;
                    run.isAt(bar);
                    deliver(desk, strategy, context);
                }
                if (observesMarket) {
                    callback = "onMarketEvent";
                    strategy.onMarketEvent(tape.bar(bar), context);
                }
                callback = DECIDE;
                List<OrderIntent> intents = Objects.requireNonNull(strategy.generateOrders(context), NO_LIST);
                if (!intents.isEmpty()) {
                    run.isAt(bar);
                    run.entry.enterAll(desk, intents);
                }
            } while (row < to && (observesMarket || run.resting > 0 || desk.hasNews));
        } catch (Throwable error) {
            if (callback.equals(NO_CALLBACK)) {
                throw error;
            }
            run.stop(desk, callback.equals(NEWS) ? desk.callback : callback, error);
        }
        run.equityLog.took(row - from);
        return row;
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
        String callback = NEWS;
        try {
            Strategy strategy = desk.strategy;
            Context context = desk.context();
            if (desk.hasNews) {
                deliver(desk, strategy, context);
            }
            callback = "onMarketEvent";
            if (desk.observesMarket) {
                Tape tape = run.tape;
                if (tape.bids == null) {
                    for (int row = from; row < to; row++) {
                        strategy.onMarketEvent(tape.bar(row), context);
                    }
                } else {
                    for (int row = from; row < to; row++) {
                        for (MarketEvent event : run.events(row)) {
                            strategy.onMarketEvent(event, context);
                        }
                    }
                }
            }
            if (desk.ready || run.becomesReady(desk)) {
                callback = DECIDE;
                List<OrderIntent> intents = Objects.requireNonNull(strategy.generateOrders(context), NO_LIST);
                if (!intents.isEmpty()) {
                    run.entry.enterAll(desk, intents);
                }
            }
        } catch (Throwable error) {
            run.stop(desk, callback.equals(NEWS) ? desk.callback : callback, error);
        }
    }

    /**
     * Order events before timers before everything else of the step. What they answer is taken at once, and told of in
     * the next step: told at once, an order that is refused and sent again would never end.
     */
    private void deliver(Desk desk, Strategy strategy, Context context) {
        for (int waiting = desk.news.size(); waiting > 0; waiting--) {
            Object news = desk.nextNews();
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
            } else if (news instanceof ConnectionEvent event) {
                desk.callback = "onConnection";
                strategy.onConnection(event, context);
            }
        }
        desk.callback = "onTimer";
        for (int waiting = desk.due.size(); waiting > 0; waiting--) {
            strategy.onTimer(desk.due.remove(), context);
        }
        desk.hasNews = !desk.news.isEmpty();
    }
}
