package io.strategysdk.engine.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * From where on data count as unusual: section {@code data.quality.thresholds}. What is left out has its usual value,
 * which docs/data.md explains.
 *
 * @param window values on each side that tell what is usual
 * @param outlierScore robust deviations from which on a return is an outlier
 * @param smallestDailyMove return from session to session below which none is one: 0.03 is 3 %
 * @param smallestIntradayMove the same inside of a session
 * @param staleOdds so few runs of one close are expected of such a length, when it is stale
 * @param volumeFactor so many times the usual volume is a spike
 * @param spreadFactor so many times the usual spread is wide
 * @param origin where it stood
 */
public record QualityThresholdSettings(
        @Min(10) @Max(100_000) OptionalInt window,
        @Positive @DecimalMax("1000000") OptionalDouble outlierScore,
        @Positive @DecimalMax("10") OptionalDouble smallestDailyMove,
        @Positive @DecimalMax("10") OptionalDouble smallestIntradayMove,
        @Positive @DecimalMax("1") OptionalDouble staleOdds,
        @DecimalMin("2") @DecimalMax("1000000") OptionalDouble volumeFactor,
        @DecimalMin("2") @DecimalMax("1000000") OptionalDouble spreadFactor,
        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
