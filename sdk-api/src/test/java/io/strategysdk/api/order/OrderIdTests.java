package io.strategysdk.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderIdTests {
    @ParameterizedTest
    @CsvSource({
        "trend-7, trend, 7",
        "trend.mu3k5a1c-12, trend.mu3k5a1c, 12",
        "a-b-1, a-b, 1",
        "x-9223372036854775807, x, 9223372036854775807",
    })
    void whatIsWrittenIsReadAgain(String text, String origin, long sequence) {
        OrderId id = new OrderId(origin, sequence);

        assertThat(id).hasToString(text);
        assertThat(OrderId.parse(text)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "trend",
                "-7",
                "trend-",
                "trend-0",
                "trend-07",
                "trend-+7",
                "trend--7 ",
                "trend-7.r1",
                "trend-99999999999999999999",
                "trend-9223372036854775808",
                "by hand-7",
                "5c2fbb44-0f34-4d6e-8f7f-1b0e2f2ab8a1",
                "twenty-eight-letters-and-some-more.label123-1",
            })
    void whatNoRunHasWrittenIsNoneOfOurs(String text) {
        assertThat(OrderId.parse(text)).isEmpty();
    }
}
