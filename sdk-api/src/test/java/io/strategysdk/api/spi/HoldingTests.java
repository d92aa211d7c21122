package io.strategysdk.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter.Holding;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HoldingTests {
    private static Fill fill(long quantity, String price) {
        return new Fill(
                "x",
                new OrderId("test", 1),
                Instrument.equity("ABC"),
                quantity > 0 ? Side.BUY : Side.SELL,
                Quantity.of(Math.abs(quantity)),
                Price.of(price),
                BigDecimal.ZERO,
                0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 10, 5.00, 10, 5",
        "10, 5, 10, 6.00, 20, 5.5",
        "10, 5, 20, 8.00, 30, 7",
        "20, 5.5, -5, 9.00, 15, 5.5",
        "20, 5.5, -20, 9.00, 0, 0",
        "20, 5.5, -30, 9.00, -10, 9",
        "0, 0, -10, 5.00, -10, 5",
        "-10, 5, -10, 7.00, -20, 6",
        "-20, 6, 5, 1.00, -15, 6",
        "-20, 6, 30, 1.00, 10, 1",
        "1, 1, 2, 2.00, 3, 1.666666666667",
    })
    void anExecutionAveragesWhatItAddsToAndLeavesThePriceOfWhatItReduces(
            long held, String price, long executed, String at, long then, String average) {
        Holding before = new Holding(Quantity.of(held), new BigDecimal(price));

        Holding after = before.after(fill(executed, at));

        assertThat(after.quantity()).isEqualTo(Quantity.of(then));
        assertThat(after.averagePrice()).isEqualByComparingTo(average);
    }

    @Test
    void anAveragePriceIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Holding(Quantity.of(1), new BigDecimal("-0.01")))
                .withMessage("average price must not be negative, was -0.01");
    }
}
