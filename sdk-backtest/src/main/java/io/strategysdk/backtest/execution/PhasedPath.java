package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;

/**
 * Nothing is known of the path: stops come first, then limits, each by acceptance. What comes to life inside of a bar fills
 * in it only where that is certain.
 *
 * @param assumesWorst whether protecting stops that come to life inside of a bar fill where it is possible
 */
record PhasedPath(boolean assumesWorst) implements BarPath {
    @Override
    public void inside(Matching matching) {
        inside(matching, MatchPhase.STOPS);
        matching.fillHeldBack();
        inside(matching, MatchPhase.STOPS);
        inside(matching, MatchPhase.LIMITS);
    }

    private static void inside(Matching matching, MatchPhase phase) {
        for (int i = 0; i < matching.size(); i++) {
            WorkingOrder order = matching.order(i);
            TriggerRule rule = matching.rule(i);
            if (rule.phaseInside(order) == phase && matching.staysForTheBar(order)) {
                BarPrices bar = matching.barOf(order);
                long price = rule.inside(order, bar);
                if (price != TriggerRule.NONE) {
                    int approach = approach(order, rule, price, bar);
                    matching.fillInside(order, rule, price, matching.reachOfExits(order, price, approach));
                }
            }
        }
    }

    /** How the market came to the price; of a stop-limit that was filled on its way back that is not known. */
    private static int approach(WorkingOrder order, TriggerRule rule, long price, BarPrices bar) {
        if (rule.isPassedAt(order, bar.open()) || rule.level(order) == price || rule.priceAtLevel(order) == price) {
            return rule.approach(order);
        }
        return 0;
    }

    @Override
    public boolean goesOnAfterActivation() {
        return false;
    }

    @Override
    public void activated(Matching matching, WorkingOrder order, TriggerRule rule, Reach reach, boolean isFresh) {
        boolean isStop = rule.phaseInside(order) == MatchPhase.STOPS;
        Reach possible = assumesWorst && isStop ? reach.orWorse(matching.barOf(order)) : reach;
        long price = rule.isPassedAt(order, reach.at()) ? reach.at() : rule.certain(order, possible);
        if (price != TriggerRule.NONE && !isFresh) {
            price = rule.inside(order, matching.barOf(order));
        }
        if (price != TriggerRule.NONE) {
            matching.fillInside(order, rule, price, reach);
        } else if (rule instanceof TrailingStopRule trail) {
            trail.begin(order, reach);
        } else if (rule instanceof StopLimitRule stopLimit) {
            stopLimit.begin(order, possible);
        }
    }
}
