package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalRulesTests {
    private static final SignalRules RULES = SignalRules.DEFAULT;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void thresholdsAreFromNoneToFullConviction(double threshold) {
        assertThat(RULES.withThreshold(threshold).threshold()).isEqualTo(threshold);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void otherThresholdsAreRefused(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.withThreshold(threshold))
                .withMessage("signal threshold must be from 0 to 1, was %s", threshold);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1, 100})
    void weightsArePositiveAndAtMostAHundredfold(double weight) {
        assertThat(RULES.withMaxPositionWeight(weight).maxPositionWeight()).isEqualTo(weight);
        assertThat(RULES.withMaxExposure(weight).maxExposure()).isEqualTo(weight);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 100.001, Double.POSITIVE_INFINITY, Double.NaN})
    void otherWeightsAreRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.withMaxPositionWeight(weight))
                .withMessage("largest weight of a position must be above 0 and at most 100, was %s", weight);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.withMaxExposure(weight))
                .withMessage("largest exposure must be above 0 and at most 100, was %s", weight);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, Double.MAX_VALUE})
    void theSmallestTradeIsNothingOrMore(double notional) {
        assertThat(RULES.withMinTradeNotional(notional).minTradeNotional()).isEqualTo(notional);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN})
    void otherSmallestTradesAreRefused(double notional) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.withMinTradeNotional(notional))
                .withMessage("smallest trade must not be negative and be finite, was %s", notional);
    }
}
