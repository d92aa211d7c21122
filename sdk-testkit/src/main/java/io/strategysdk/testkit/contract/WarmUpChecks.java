package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;

/** Where values begin. */
final class WarmUpChecks {
    private WarmUpChecks() {}

    /** Some are defined now and then only: the first valid bar is the first that ever has a value. */
    static void firstValid(Feature feature, int markets, long seed) {
        int firstValid = Feature.firstValid(feature);
        int series = Market.seriesOf(feature);
        for (int i = 0; i < markets; i++) {
            Trial trial = Trial.of(feature, Market.moving(seed + i, series, firstValid + 1));
            int first = firstDefined(trial.incremental());
            if (first < firstValid) {
                throw Invariant.FIRST_VALID.brokenBy(
                        trial, "bar " + first + " is defined before the first valid one, " + firstValid);
            }
            if (first == firstValid) {
                return;
            }
        }
        throw Invariant.FIRST_VALID.brokenBy(
                feature,
                "bar " + firstValid + " is undefined on " + markets + " moving markets from seed " + seed + " on");
    }

    private static int firstDefined(double[] values) {
        int row = 0;
        while (row < values.length && Double.isNaN(values[row])) {
            row++;
        }
        return row;
    }

    static void shortInput(Feature feature, long seed) {
        int firstValid = Feature.firstValid(feature);
        Market market = Market.walk(seed, Market.seriesOf(feature), firstValid + 2);
        double[] expected = Trial.of(feature, market).incremental();
        for (int bars : new int[] {0, 1, firstValid - 1, firstValid, firstValid + 1}) {
            if (bars >= 0) {
                Trial trial = Trial.of(feature, market.first(bars));
                double[] column = new double[bars];
                trial.fill(trial.newKernel(), 0, bars, column);
                String many = "with " + (firstValid + 2) + " bars";
                Invariant.SHORT_INPUT.checkSame(trial, "in a column of " + bars, column, many, expected, bars);
            }
        }
    }
}
