package io.strategysdk.api.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class RiskLimitsTests {
    @Test
    void theStricterOfBothHoldsLimitByLimit() {
        RiskLimits one = new RiskLimits(10, 1000, 0.5, 1, 5);
        RiskLimits other = new RiskLimits(20, 500, 0.75, 2, 3);

        assertThat(one.and(other)).isEqualTo(new RiskLimits(20, 500, 0.5, 1, 3)).isEqualTo(other.and(one));
        assertThat(one.and(RiskLimits.NONE)).isEqualTo(one);
        assertThat(RiskLimits.NONE.and(one)).isEqualTo(one);
    }

    @Test
    void eachLimitIsSetAlone() {
        assertThat(RiskLimits.NONE
                        .withMinOrderNotional(1)
                        .withMaxOrderNotional(2)
                        .withMaxPositionWeight(3)
                        .withMaxLeverage(4)
                        .withMaxOrdersPerStep(5))
                .isEqualTo(new RiskLimits(1, 2, 3, 4, 5));
    }

    @Test
    void limitsThatAdmitNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskLimits.NONE.withMaxOrderNotional(0))
                .withMessage("maxOrderNotional must be positive, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLimits.NONE.withMaxPositionWeight(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLimits.NONE.withMaxLeverage(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskLimits.NONE.withMaxOrdersPerStep(0))
                .withMessageStartingWith("maxOrdersPerStep must be positive, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskLimits.NONE.withMaxOrderNotional(5).withMinOrderNotional(6))
                .withMessage("minOrderNotional must be from 0 to maxOrderNotional 5.0, was 6.0");
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLimits.NONE.withMinOrderNotional(Double.NaN));
    }
}
