package io.strategysdk.testkit.contract;

import java.util.SplittableRandom;

/** No look-ahead: the feature and all that it reads, computed again on other futures. */
final class PrefixChecks {
    private static final int CUTS = 8;

    private PrefixChecks() {}

    static void check(Trial trial, SplittableRandom random) {
        double[] expected = trial.market().column(trial.feature());
        Market other = Market.walk(random.nextLong(), trial.market().series(), trial.size());
        for (int i = 0; i < CUTS; i++) {
            int bars = random.nextInt(1, trial.size() + 1);
            check(trial, expected, bars, "without later bars", trial.market().first(bars));
            check(trial, expected, bars, "with other bars later", trial.market().first(bars, other));
        }
    }

    private static void check(Trial trial, double[] expected, int bars, String future, Market market) {
        double[] actual = market.column(trial.feature());
        Invariant.PREFIX.checkSame(
                trial, future + " than " + bars, actual, "with the bars of the market", expected, bars);
    }
}
