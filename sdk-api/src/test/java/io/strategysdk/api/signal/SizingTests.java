package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.feature.Indicators;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SizingTests {
    private static final double NONE = Double.NaN;

    /** Equity, mark, strength, measured, and the quantity worked out by hand. */
    private static Stream<Arguments> table() {
        return Stream.of(
                arguments(Sizing.fixedQuantity(100), 100_000, 50, 0.3, NONE, 100),
                arguments(Sizing.fixedQuantity(0.25), 100, 50_000, 1, NONE, 0.25),
                arguments(Sizing.fixedNotional(5_000), 100_000, 50, 0.3, NONE, 100),
                arguments(Sizing.fixedNotional(1_000), 10, 30, 1, NONE, 33.333333333333336),
                arguments(Sizing.percentOfEquity(0.1), 100_000, 50, 0.3, NONE, 200),
                arguments(Sizing.percentOfEquity(2), 1_000, 8, 0.1, NONE, 250),
                arguments(Sizing.signalWeighted(0.1), 100_000, 50, 1, NONE, 200),
                arguments(Sizing.signalWeighted(0.1), 100_000, 50, 0.25, NONE, 50),
                // 2 % of 100,000 lost by a move of 2.5 × 4 = 10
                arguments(Sizing.atrRisk(0.02, 2.5, 14), 100_000, 50, 0.3, 4, 200),
                arguments(Sizing.atrRisk(0.01, 1, 20), 50_000, 20, 1, 0.5, 1_000),
                // W 0.6, R 1.5: 0.6 - 0.4/1.5 = 1/3; half of it 1/6; 600 over 50 is 12 times a sixth
                arguments(Sizing.kelly(0.6, 1.5, 0.5, 1), 600, 50, 0.3, NONE, 2),
                arguments(Sizing.kelly(0.6, 1.5, 1, 0.25), 600, 50, 0.3, NONE, 3),
                arguments(Sizing.kelly(0.4, 1.5, 1, 1), 600, 50, 0.3, NONE, 0),
                arguments(Sizing.kelly(0.3, 1, 1, 1), 600, 50, 0.3, NONE, 0),
                arguments(Sizing.kelly(1, 2, 1, 100), 600, 50, 0.3, NONE, 12));
    }

    @ParameterizedTest
    @MethodSource("table")
    void givesTheQuantityWorkedOutByHand(
            Sizing sizing, double equity, double mark, double strength, double measured, double quantity) {
        assertThat(sizing.quantity(new Sizing.Facts(equity, mark, strength, measured)))
                .isCloseTo(quantity, within(1e-12));
    }

    /**
     * Returns of +1 % and -1 % by turns, four of them: deviation 0.01 as a population, 0.01·√(4/3) as a sample, times √252
     * is 0.183303 a year. Half of that is aimed at.
     */
    @ParameterizedTest
    @CsvSource({"0.0916515138991168, 100, 0.5", "0.0916515138991168, 0.4, 0.4", "18.33030277982336, 100, 100"})
    void aVolatilityTargetIsTheTargetOverTheRealisedOne(double target, double cap, double weight) {
        Sizing sizing = Sizing.volatilityTarget(target, 4, 252, cap);

        assertThat(sizing.quantity(new Sizing.Facts(10_000, 10, 0.1, 0.01))).isCloseTo(weight * 1_000, within(1e-9));
    }

    @Test
    void nothingIsKnownOfAMarketThatDidNotMove() {
        Sizing.Facts still = new Sizing.Facts(10_000, 10, 1, 0);

        assertThat(Sizing.volatilityTarget(0.1, 20, 252, 1).quantity(still)).isNaN();
        assertThat(Sizing.atrRisk(0.01, 2, 14).quantity(still)).isInfinite();
    }

    @Test
    void whatIsMeasuredIsAFeatureOfTheCatalogue() {
        assertThat(Sizing.volatilityTarget(0.1, 20, 252, 1).feature())
                .contains(Indicators.stdev(20).of(Indicators.simpleReturn(1)));
        assertThat(Sizing.atrRisk(0.01, 2, 14).feature()).contains(Indicators.atr(14));
        assertThat(Sizing.atrRisk(0.01, 2, 14).timesStrength().feature()).contains(Indicators.atr(14));
        assertThat(Sizing.percentOfEquity(1).feature()).isEmpty();
    }

    @Test
    void anySizingCanBeMultipliedByStrength() {
        Sizing sizing = Sizing.atrRisk(0.02, 2.5, 14).timesStrength();

        assertThat(sizing.quantity(new Sizing.Facts(100_000, 50, 0.5, 4))).isEqualTo(100);
    }

    @Test
    void sizingsSayInWordsWhatTheyDo() {
        assertThat(Stream.of(
                                Sizing.fixedQuantity(0.1),
                                Sizing.fixedNotional(5_000),
                                Sizing.signalWeighted(0.07),
                                Sizing.volatilityTarget(0.1, 20, 252, 1),
                                Sizing.atrRisk(0.01, 2.5, 14),
                                Sizing.kelly(0.55, 1.2, 0.5, 0.25))
                        .map(Sizing::toString))
                .containsExactly(
                        "0.1 units",
                        "for 5000",
                        "7 % of equity times strength",
                        "volatility 10 % over 20 bars of 252 a year, at most 100 % of equity",
                        "1 % of equity at risk over 2.5 atr(14)",
                        "0.5 Kelly of 55 % wins and payoff 1.2, at most 25 % of equity");
    }

    private static Stream<Arguments> refused() {
        return Stream.of(
                refused(() -> Sizing.fixedQuantity(0), "fixed quantity must be positive and finite, was 0.0"),
                refused(
                        () -> Sizing.fixedQuantity(Double.POSITIVE_INFINITY),
                        "fixed quantity must be positive and finite, was Infinity"),
                refused(() -> Sizing.fixedNotional(Double.NaN), "fixed notional must be positive and finite, was NaN"),
                refused(() -> Sizing.percentOfEquity(-0.1), "weight must be above 0 and at most 100, was -0.1"),
                refused(() -> Sizing.signalWeighted(101), "weight must be above 0 and at most 100, was 101.0"),
                refused(
                        () -> Sizing.volatilityTarget(0, 20, 252, 1),
                        "annual volatility must be positive and finite, was 0.0"),
                refused(
                        () -> Sizing.volatilityTarget(0.1, 1, 252, 1),
                        "returns of a volatility must be at least 2, were 1"),
                refused(
                        () -> Sizing.volatilityTarget(0.1, 20, -1, 1),
                        "periods per year must be positive and finite, was -1.0"),
                refused(
                        () -> Sizing.volatilityTarget(0.1, 20, 252, 0),
                        "largest weight must be above 0 and at most 100, was 0.0"),
                refused(() -> Sizing.atrRisk(1.01, 2, 14), "share at risk must be above 0 and at most 1, was 1.01"),
                refused(
                        () -> Sizing.atrRisk(0.01, 0, 14),
                        "multiple of the average true range must be positive and finite, was 0.0"),
                refused(() -> Sizing.atrRisk(0.01, 2, 0), "length of atr must be between 1 and 1000000, was 0"),
                refused(() -> Sizing.kelly(1.1, 1, 1, 1), "win rate must be from 0 to 1, was 1.1"),
                refused(() -> Sizing.kelly(Double.NaN, 1, 1, 1), "win rate must be from 0 to 1, was NaN"),
                refused(() -> Sizing.kelly(0.5, 0, 1, 1), "payoff must be positive and finite, was 0.0"),
                refused(
                        () -> Sizing.kelly(0.5, 1, 1.5, 1),
                        "fraction of Kelly's share must be above 0 and at most 1, was 1.5"),
                refused(
                        () -> Sizing.kelly(0.5, 1, 1, Double.NaN),
                        "largest weight must be above 0 and at most 100, was NaN"));
    }

    private static Arguments refused(ThrowingCallable wrong, String message) {
        return arguments(wrong, message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBeRight(ThrowingCallable wrong, String message) {
        assertThatIllegalArgumentException().isThrownBy(wrong).withMessage(message);
    }
}
