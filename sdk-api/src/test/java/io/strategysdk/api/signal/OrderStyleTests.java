package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderStyleTests {
    @ParameterizedTest
    @EnumSource(OrderType.class)
    void ordersAreAtMarketOrAtALimit(OrderType type) {
        if (type == OrderType.MARKET || type == OrderType.LIMIT) {
            assertThat(new OrderStyle(type, 0, TimeInForce.DAY).type()).isEqualTo(type);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OrderStyle(type, 0, TimeInForce.DAY))
                    .withMessage("orders of signals must be MARKET or LIMIT, was %s", type);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.999, -0.001, 0, 0.001, 0.999})
    void limitsLieOnBothSidesOfTheMark(double offset) {
        assertThat(OrderStyle.limit(offset).limitOffset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1, Double.POSITIVE_INFINITY, Double.NaN})
    void aLimitIsLessThanAWholePriceAway(double offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderStyle.limit(offset))
                .withMessage("limit offset must be between -1 and 1, was %s", offset);
    }

    @Test
    void ordersAtMarketHaveNoLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderStyle(OrderType.MARKET, 0.001, TimeInForce.DAY))
                .withMessage("market orders have no limit, offset must be 0, was 0.001");
    }

    @ParameterizedTest
    @EnumSource(TimeInForce.class)
    void timeInForceIsAnyThatNeedsNoMoment(TimeInForce time) {
        if (time == TimeInForce.GTD) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderStyle.market().withTimeInForce(time))
                    .withMessage("orders of signals have no moment to expire at, time in force must not be GTD");
        } else {
            assertThat(OrderStyle.market().withTimeInForce(time).timeInForce()).isEqualTo(time);
        }
    }

    @Test
    void wordsSayTypeOffsetAndTimeInForce() {
        assertThat(OrderStyle.market()).hasToString("MARKET DAY");
        assertThat(OrderStyle.limit(0.0025).withTimeInForce(TimeInForce.GTC))
                .hasToString("LIMIT at the mark ± 0.25 % GTC");
    }
}
