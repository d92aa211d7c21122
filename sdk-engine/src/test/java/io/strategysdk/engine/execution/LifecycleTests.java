package io.strategysdk.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LifecycleTests {
    private static Set<String> reached(OrderStatus from) {
        return Arrays.stream(OrderStatus.values())
                .filter(to -> Lifecycle.allows(from, to))
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, 'SUBMITTED PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED PENDING_CANCEL PENDING_REPLACE'",
        "SUBMITTED, 'PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED REPLACED PENDING_CANCEL PENDING_REPLACE'",
        "PARTIALLY_FILLED, 'FILLED REJECTED CANCELLED EXPIRED REPLACED PENDING_CANCEL PENDING_REPLACE'",
        "PENDING_CANCEL, 'SUBMITTED PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED'",
        "PENDING_REPLACE, 'SUBMITTED PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED REPLACED PENDING_CANCEL'",
        "FILLED, ''",
        "CANCELLED, ''",
        "REPLACED, ''",
        "EXPIRED, ''",
        "REJECTED, ''"
    })
    void everyPairIsDecided(OrderStatus from, String allowed) {
        Set<String> expected = allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" "));

        assertThat(reached(from)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void endedOrdersStayEndedAndWorkingOnesCanEnd(OrderStatus status) {
        assertThat(reached(status).isEmpty()).isEqualTo(!status.isWorking());
        assertThat(Lifecycle.allows(status, status)).isFalse();
        assertThat(Lifecycle.allows(status, OrderStatus.FILLED)).isEqualTo(status.isWorking());
        assertThat(Lifecycle.allows(status, OrderStatus.CANCELLED)).isEqualTo(status.isWorking());
    }

    @Test
    void nothingReturnsToPendingAndFilledPartsAreNotForgotten() {
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(Lifecycle.allows(status, OrderStatus.PENDING)).isFalse();
        }
        assertThat(Lifecycle.allows(OrderStatus.PARTIALLY_FILLED, OrderStatus.SUBMITTED))
                .isFalse();
    }
}
