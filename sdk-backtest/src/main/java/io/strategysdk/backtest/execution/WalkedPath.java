package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;

/** Prices go straight from the open to one extreme, to the other and to the close, and meet orders on their way. */
final class WalkedPath implements BarPath {
    private final IntrabarPath path;
    private final List<WorkingOrder> triggered = new ArrayList<>();

    WalkedPath(IntrabarPath path) {
        this.path = path;
    }

    @Override
    public void inside(Matching matching) {
        triggered.clear();
        for (int i = 0; i < matching.size(); i++) {
            int instrument = matching.order(i).instrumentIndex();
            if (matching.isFirstOf(instrument, i) && matching.hasBar(instrument)) {
                walk(matching, instrument);
            }
        }
    }

    private void walk(Matching matching, int instrument) {
        BarPrices bar = matching.barOf(instrument);
        long open = bar.open();
        long high = bar.high();
        long low = bar.low();
        boolean upFirst = path.goesUpFirst(open, high, low);
        follow(matching, instrument, open);
        go(matching, instrument, open, upFirst ? high : low);
        go(matching, instrument, upFirst ? high : low, upFirst ? low : high);
        go(
                matching,
                instrument,
                upFirst ? low : high,
                matching.barOf(instrument).close());
    }

    private void go(Matching matching, int instrument, long from, long to) {
        long at = from;
        int next = next(matching, instrument, at, to);
        while (next >= 0) {
            WorkingOrder order = matching.order(next);
            TriggerRule rule = matching.rule(next);
            at = moved(matching, instrument, at, meetingPoint(order, rule, at));
            meet(matching, order, rule, at);
            next = next(matching, instrument, at, to);
        }
        moved(matching, instrument, at, to);
    }

    /** From where the market is to where it is then: orders that were there before have met a price, trails come along. */
    private static long moved(Matching matching, int instrument, long from, long to) {
        for (int i = 0; from != to && i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (order.instrumentIndex() == instrument && matching.staysForTheBar(order)) {
                matching.leavePrice(order, matching.rule(i));
            }
        }
        follow(matching, instrument, to);
        return to;
    }

    /** The order that is met first on the way; of several at one price stops, then by acceptance. */
    private static int next(Matching matching, int instrument, long from, long to) {
        int best = -1;
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (order.instrumentIndex() == instrument
                    && matching.staysForTheBar(order)
                    && isMet(order, matching.rule(i), from, to)
                    && (best < 0 || comesBefore(matching, i, best, from))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean isMet(WorkingOrder order, TriggerRule rule, long from, long to) {
        int approach = rule.approach(order);
        if (approach == 0) {
            return false;
        }
        long level = rule.level(order);
        return rule.isPassedAt(order, from)
                || approach * (Math.max(approach * from, approach * to) * approach - level) >= 0;
    }

    private static boolean comesBefore(Matching matching, int one, int other, long from) {
        long distance = Math.abs(meetingPoint(matching.order(one), matching.rule(one), from) - from);
        long best = Math.abs(meetingPoint(matching.order(other), matching.rule(other), from) - from);
        if (distance != best) {
            return distance < best;
        }
        return matching.rule(one).phaseInside(matching.order(one)) == MatchPhase.STOPS
                && matching.rule(other).phaseInside(matching.order(other)) != MatchPhase.STOPS;
    }

    private static long meetingPoint(WorkingOrder order, TriggerRule rule, long from) {
        if (rule.isPassedAt(order, from)) {
            return from;
        }
        return rule.approach(order) > 0 ? Math.max(from, rule.level(order)) : Math.min(from, rule.level(order));
    }

    private void meet(Matching matching, WorkingOrder order, TriggerRule rule, long at) {
        long price = rule.priceWhenMet(order, at);
        if (price == TriggerRule.NONE) {
            order.trigger();
            order.meetBar();
            triggered.add(order);
            return;
        }
        // whichever path is assumed: of what was triggered and came back, nobody knows the way
        int approach = triggered.contains(order) ? 0 : rule.approach(order);
        matching.fillInside(order, rule, price, Reach.of(at, approach, matching.barOf(order)));
        if (order.isWorking()) {
            matching.leavePrice(order, rule);
            matching.endForThisBar(order);
        }
    }

    private static void follow(Matching matching, int instrument, long to) {
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (order.instrumentIndex() == instrument
                    && matching.rule(i) instanceof TrailingStopRule trail
                    && !order.isTriggered()
                    && matching.staysForTheBar(order)) {
                trail.walk(order, to);
            }
        }
    }

    @Override
    public boolean goesOnAfterActivation() {
        return true;
    }

    @Override
    public void activated(Matching matching, WorkingOrder order, TriggerRule rule, Reach reach, boolean isFresh) {
        throw new IllegalStateException("an order on a walked path goes on by itself, was " + order);
    }
}
