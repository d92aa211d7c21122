package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;

/**
 * What a feature does where definitions differ: when it begins, and what it says of markets that stand still or trade
 * nothing. To be printed, or asserted where a feature's documentation promises it.
 *
 * @param name the feature's name
 * @param firstValid index of the first bar at which it is defined on bars without gaps
 * @param onFlatMarket newest value after many bars whose prices are all 100, with volume; NaN where undefined
 * @param onZeroVolume newest value after many bars of a random walk without volume; NaN where undefined
 * @param isReadingVolume whether that value would be another one with volume
 */
public record FeatureFindings(
        String name, int firstValid, double onFlatMarket, double onZeroVolume, boolean isReadingVolume) {
    private static final double PRICE = 100;

    static FeatureFindings of(Feature feature, long seed, int size) {
        int series = Market.seriesOf(feature);
        Market moving = Market.moving(seed, series, size);
        double withVolume = newest(feature, moving);
        double withoutVolume = newest(feature, moving.withoutVolume());
        return new FeatureFindings(
                feature.name(),
                Feature.firstValid(feature),
                newest(feature, Market.flat(PRICE, series, size)),
                withoutVolume,
                Double.compare(withVolume, withoutVolume) != 0);
    }

    private static double newest(Feature feature, Market market) {
        return market.column(feature)[market.size() - 1];
    }
}
