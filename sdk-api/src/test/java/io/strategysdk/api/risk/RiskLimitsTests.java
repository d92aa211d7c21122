package io.strategysdk.api.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RiskLimitsTests {
    private static final RiskLimits NONE = RiskLimits.NONE;

    private static RiskLimits limits(double min, double max, double weight, double leverage, int perStep) {
        return NONE.withMaxOrderNotional(max)
                .withMinOrderNotional(min)
                .withMaxPositionWeight(weight)
                .withMaxLeverage(leverage)
                .withMaxOrdersPerStep(perStep);
    }

    @Test
    void theStricterOfBothHoldsLimitByLimit() {
        RiskLimits one = limits(10, 1000, 0.5, 1, 5).withMaxCorrelatedExposure(0.2, 0.4, 0.8);
        RiskLimits other = limits(20, 500, 0.75, 2, 3).withMaxCorrelatedExposure(0.3, 0.3, 0.6);

        assertThat(one.and(other))
                .isEqualTo(limits(20, 500, 0.5, 1, 3).withMaxCorrelatedExposure(0.2, 0.3, 0.6))
                .isEqualTo(other.and(one));
        assertThat(one.and(NONE)).isEqualTo(one);
        assertThat(NONE.and(one)).isEqualTo(one);
    }

    @Test
    void equalLimitsAreOneKeyInWhateverOrderTheyWereAskedFor() {
        RiskLimits one = NONE.withMaxLeverage(2)
                .withMaxOrderQty(100)
                .withDeniedSymbols(Set.of("A"))
                .withSectors(Map.of("A", "energy", "B", "banks"));
        RiskLimits same = NONE.withSectors(Map.of("B", "banks", "A", "energy"))
                .withDeniedSymbols(Set.of("A"))
                .withMaxOrderQty(100)
                .withMaxLeverage(2);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(Map.of(one, "held")).containsKey(same).doesNotContainKey(same.withMaxLeverage(3));
    }

    @Test
    void symbolsMustBeAllowedByBothAndDeniedByNeither() {
        RiskLimits one = NONE.withAllowedSymbols(Set.of("A", "B")).withDeniedSymbols(Set.of("C"));
        RiskLimits other = NONE.withAllowedSymbols(Set.of("B", "C")).withDeniedSymbols(Set.of("D"));

        assertThat(one.and(other).allowedSymbols()).contains(Set.of("B"));
        assertThat(one.and(other).deniedSymbols()).containsExactly("C", "D");
        assertThat(one.withoutShorts()
                        .and(NONE.withShortableSymbols(Set.of("A")))
                        .shortableSymbols())
                .contains(Set.of());
        assertThat(NONE.and(one).allowedSymbols()).contains(Set.of("A", "B"));
    }

    @Test
    void sectorsOfBothAreKnownUnlessTheyDiffer() {
        RiskLimits one = NONE.withSectors(Map.of("A", "energy"));

        assertThat(one.and(NONE.withSectors(Map.of("B", "banks"))).sectors())
                .isEqualTo(Map.of("A", "energy", "B", "banks"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.and(NONE.withSectors(Map.of("A", "banks"))))
                .withMessage("sector of a symbol must be one, was energy and banks (A)");
    }

    @Test
    void lossesAreTakenTheStricterToo() {
        LossLimits one = LossLimits.NONE.withMaxDailyLoss(0.02).withMaxDrawdown(0.3);
        LossLimits other =
                LossLimits.NONE.withMaxDailyLoss(0.03).withStopLoss(0.4).withPositionStopLoss(0.1);

        assertThat(NONE.withLosses(one).and(NONE.withLosses(other)).losses())
                .isEqualTo(new LossLimits(0.02, 0.3, 0.4, 0.1));
    }

    @Test
    void whatWasNotAskedForIsInfinite() {
        assertThat(NONE.maxOrderQty()).isInfinite();
        assertThat(NONE.maxConcentration()).isInfinite();
        assertThat(NONE.maxSectorExposure()).isInfinite();
        assertThat(NONE.maxCorrelatedNet()).isInfinite();
        assertThat(NONE.maxCorrelatedGross()).isInfinite();
        assertThat(NONE.maxPriceDeviation()).isInfinite();
        assertThat(NONE.maxOrdersPerStep()).isEqualTo(Integer.MAX_VALUE);
        assertThat(NONE.maxOrdersPerMinute()).isEqualTo(Integer.MAX_VALUE);
        assertThat(NONE.withMaxLeverage(2).withMaxLeverage(Double.POSITIVE_INFINITY))
                .isEqualTo(NONE);
    }

    @Test
    void theHardMaximaAdmitAWholeAccountAndFiveTimesItsEquity() {
        assertThat(RiskLimits.HARD.maxPositionWeight()).isEqualTo(1);
        assertThat(RiskLimits.HARD.maxLeverage()).isEqualTo(5);
        assertThat(RiskLimits.HARD.and(NONE)).isEqualTo(RiskLimits.HARD);
    }

    /** At the hard maximum a limit can be asked for, just beyond it cannot. */
    @ParameterizedTest
    @EnumSource(Limit.class)
    void noLimitCanBeAskedForBeyondItsHardMaximum(Limit limit) {
        DoubleFunction<Object> ask = asking(limit);

        assertThat(ask.apply(limit.hard())).isNotNull();
        double beyond = limit.toString().startsWith("maxOrdersPer") ? limit.hard() + 1 : Math.nextUp(limit.hard());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask.apply(beyond))
                .withMessageStartingWith(limit + " must not exceed the hard maximum " + Limit.text(limit.hard()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask.apply(0))
                .withMessage(limit + " must be positive, was 0");
    }

    private static DoubleFunction<Object> asking(Limit limit) {
        return switch (limit) {
            case MAX_ORDER_QTY -> NONE::withMaxOrderQty;
            case MAX_ORDER_NOTIONAL -> NONE::withMaxOrderNotional;
            case MAX_POSITION_WEIGHT -> NONE::withMaxPositionWeight;
            case MAX_LEVERAGE -> NONE::withMaxLeverage;
            case MAX_CONCENTRATION -> NONE::withMaxConcentration;
            case MAX_SECTOR_EXPOSURE -> NONE::withMaxSectorExposure;
            case MAX_CORRELATED_NET -> value -> NONE.withMaxCorrelatedExposure(value, 1, 0.5);
            case MAX_CORRELATED_GROSS -> value -> NONE.withMaxCorrelatedExposure(1, value, 0.5);
            case MAX_ORDERS_PER_STEP -> value -> NONE.withMaxOrdersPerStep((int) value);
            case MAX_ORDERS_PER_MINUTE -> value -> NONE.withMaxOrdersPerMinute((int) value);
            case MAX_PRICE_DEVIATION -> NONE::withMaxPriceDeviation;
            case MAX_DAILY_LOSS -> LossLimits.NONE::withMaxDailyLoss;
            case MAX_DRAWDOWN -> LossLimits.NONE::withMaxDrawdown;
            case STOP_LOSS -> LossLimits.NONE::withStopLoss;
            case POSITION_STOP_LOSS -> LossLimits.NONE::withPositionStopLoss;
        };
    }

    @Test
    void limitsThatAdmitNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.withMaxPositionWeight(Double.NaN))
                .withMessage("maxPositionWeight must be positive, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.withMaxLeverage(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.withMaxOrderNotional(5).withMinOrderNotional(6))
                .withMessage("minOrderNotional must be from 0 to maxOrderNotional 5, was 6");
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.withMinOrderNotional(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.withMaxCorrelatedExposure(1, 1, 1.5))
                .withMessage("correlation threshold must be from 0 to 1, was 1.5");
    }

    @Test
    void wordsSayWhatIsLimitedOnly() {
        assertThat(NONE).hasToString("no limits");
        assertThat(limits(10, 1000, 0.1, 1, 5)
                        .withSectors(Map.of("B", "banks", "A", "energy"))
                        .withAllowedSymbols(Set.of("C", "A", "B"))
                        .withDeniedSymbols(Set.of("E", "D"))
                        .withoutShorts()
                        .withLosses(LossLimits.NONE.withMaxDailyLoss(0.02)))
                .hasToString("minOrderNotional 10, maxOrderNotional 1000, maxPositionWeight 0.1, maxLeverage 1,"
                        + " maxOrdersPerStep 5, sectors {A=energy, B=banks}, only [A, B, C], not [D, E],"
                        + " short only [], maxDailyLoss 0.02");
    }
}
