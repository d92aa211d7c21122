package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Prices go straight from the open to one extreme, to the other and to the close, and meet orders on their way. Of bid and
 * ask, both turn at the same time.
 */
final class WalkedPath implements BarPath {
    private final IntrabarPath path;
    private final List<WorkingOrder> triggered = new ArrayList<>();
    private final BitSet walked = new BitSet();

    WalkedPath(IntrabarPath path) {
        this.path = path;
    }

    @Override
    public void inside(Matching matching) {
        triggered.clear();
        walked.clear();
        for (int i = 0; i < matching.size(); i++) {
            int instrument = matching.order(i).instrumentIndex();
            if (!walked.get(instrument) && matching.hasBar(instrument)) {
                walked.set(instrument);
                walk(matching, instrument);
            }
        }
    }

    private void walk(Matching matching, int instrument) {
        BarPrices bids = matching.barOf(instrument, -1);
        BarPrices asks = matching.barOf(instrument, 1);
        long up = bids.high() - bids.open() + (asks.high() - asks.open());
        long down = bids.open() - bids.low() + (asks.open() - asks.low());
        boolean upFirst = path.goesUpFirst(up, down);
        Leg first = Leg.ofOpen(bids, asks, upFirst);
        Leg between = Leg.betweenExtremes(bids, asks, upFirst);
        Leg last = Leg.toClose(bids, asks, !upFirst);
        follow(matching, instrument, first);
        go(matching, instrument, first);
        go(matching, instrument, between);
        go(matching, instrument, last);
    }

    private void go(Matching matching, int instrument, Leg leg) {
        Leg left = leg;
        int next = next(matching, instrument, left);
        while (next >= 0) {
            WorkingOrder order = matching.order(next);
            TriggerRule rule = matching.rule(next);
            int sign = order.sign();
            left = moved(matching, instrument, left, left.from(sign, meetingPoint(order, rule, left.from(sign))));
            meet(matching, order, rule, left);
            next = next(matching, instrument, left);
        }
        moved(matching, instrument, left, left.end());
    }

    /** From where the market is to where it is then: orders that were there before have met a price, trails come along. */
    private static Leg moved(Matching matching, int instrument, Leg before, Leg then) {
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (before.from(order.sign()) != then.from(order.sign())
                    && order.instrumentIndex() == instrument
                    && matching.staysForTheBar(order)) {
                matching.leavePrice(order, matching.rule(i));
            }
        }
        follow(matching, instrument, then);
        return then;
    }

    /** The order that is met first on the way; of several at one moment stops, then by acceptance. */
    private static int next(Matching matching, int instrument, Leg left) {
        int best = -1;
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (order.instrumentIndex() == instrument
                    && matching.staysForTheBar(order)
                    && isMet(order, matching.rule(i), left.from(order.sign()), left.to(order.sign()))
                    && (best < 0 || comesBefore(matching, i, best, left))) {
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

    private static boolean comesBefore(Matching matching, int one, int other, Leg left) {
        int byTime = left.compare(
                matching.order(one).sign(),
                meetingPoint(matching, one, left),
                matching.order(other).sign(),
                meetingPoint(matching, other, left));
        if (byTime != 0) {
            return byTime < 0;
        }
        return matching.rule(one).phaseInside(matching.order(one)) == MatchPhase.STOPS
                && matching.rule(other).phaseInside(matching.order(other)) != MatchPhase.STOPS;
    }

    private static long meetingPoint(Matching matching, int i, Leg left) {
        WorkingOrder order = matching.order(i);
        return meetingPoint(order, matching.rule(i), left.from(order.sign()));
    }

    private static long meetingPoint(WorkingOrder order, TriggerRule rule, long from) {
        if (rule.isPassedAt(order, from)) {
            return from;
        }
        return rule.approach(order) > 0 ? Math.max(from, rule.level(order)) : Math.min(from, rule.level(order));
    }

    private void meet(Matching matching, WorkingOrder order, TriggerRule rule, Leg left) {
        long price = rule.priceWhenMet(order, left.from(order.sign()));
        if (price == TriggerRule.NONE) {
            order.trigger();
            order.meetBar();
            triggered.add(order);
            return;
        }
        // whichever path is assumed: of what was triggered and came back, nobody knows the way
        int approach = triggered.contains(order) ? 0 : rule.approach(order);
        Reach reach = Reach.of(left.from(-order.sign()), approach, matching.exitSideOf(order));
        matching.fillInside(order, rule, price, reach);
        if (order.isWorking()) {
            matching.leavePrice(order, rule);
            matching.endForThisBar(order);
        }
    }

    private static void follow(Matching matching, int instrument, Leg left) {
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            if (order.instrumentIndex() == instrument
                    && matching.rule(i) instanceof TrailingStopRule trail
                    && !order.isTriggered()
                    && matching.staysForTheBar(order)) {
                trail.walk(order, left.from(order.sign()));
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
