package io.strategysdk.engine;

/**
 * How far the values of a feature are from those of a reference. What cannot be computed, for want of values, is NaN.
 * Probabilities and standard errors are those of independent values, which those of a feature hardly ever are: they rank,
 * and thresholds are found by looking at spans in which nothing was wrong.
 *
 * @param reference what it is compared with
 * @param recent what is compared
 * @param stabilityIndex population stability index in the reference's bins, Σ (q − p) · ln(q / p), each share (count +
 *     0.5) / (n + 0.5 · bins); by custom below 0.1 nothing, above 0.25 much
 * @param distance statistic of Kolmogorov and Smirnov, the largest distance of the two distribution functions, from 0 to
 *     1
 * @param probability asymptotic, of such a distance or a larger one, if both were samples of one continuous distribution
 * @param meanShift shift of the mean in standard errors by Welch, (m₂ − m₁) / √(s₁²/n₁ + s₂²/n₂); infinite without any
 *     scatter
 * @param varianceRatio s₂² / s₁²
 * @param undefinedIncrease share of undefined values less that of the reference
 */
public record FeatureDrift(
        FeatureSample reference,
        FeatureSample recent,
        double stabilityIndex,
        double distance,
        double probability,
        double meanShift,
        double varianceRatio,
        double undefinedIncrease) {
    /**
     * Compares two samples of a feature.
     *
     * @throws io.strategysdk.api.SdkException when name, version or definition of the feature differ
     */
    public static FeatureDrift between(FeatureSample reference, FeatureSample recent) {
        reference.requireOf(recent.feature(), recent.version(), recent.definition());
        double distance = DriftStatistics.distance(reference.sortedQuantiles(), recent.sortedQuantiles());
        return new FeatureDrift(
                reference,
                recent,
                DriftStatistics.stabilityIndex(
                        reference.countsIn(reference.edges()), recent.countsIn(reference.edges())),
                distance,
                DriftStatistics.probabilityOfDistance(distance, reference.count(), recent.count()),
                DriftStatistics.meanShift(reference.moments(), recent.moments()),
                DriftStatistics.varianceRatio(reference.moments(), recent.moments()),
                recent.undefinedShare() - reference.undefinedShare());
    }
}
