package io.strategysdk.testkit.assertion;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancel;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.replace;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.testkit.assertion.Runs.ACME;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatExceptionOfType;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class OrderAndFillAssertTests {
    private static final OrderId ID = new OrderId("trend", 7);

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessage(message);
    }

    private static Order order(NewOrder request, OrderStatus status, long filled, double avgPx) {
        return new Order(ID, request, status, request.orderQty(), Quantity.of(filled), avgPx);
    }

    @Nested
    class AnOrder {
        private final Order working = order(
                buy(ACME, 100)
                        .atStopLimit(Price.of("10"), Price.of("10.05"))
                        .withTimeInForce(TimeInForce.GTC)
                        .withStopLoss(Price.of("9"))
                        .withTakeProfit(Price.of("12.50"))
                        .withTag("entry"),
                OrderStatus.PARTIALLY_FILLED,
                40,
                10.049999999999999);

        @Test
        void passesForWhatItIs() {
            assertThat(working)
                    .isBuy()
                    .isBuyOf(100)
                    .isBuyOf(Quantity.of("100"))
                    .hasSymbol("ACME")
                    .hasType(OrderType.STOP_LIMIT)
                    .hasLimit("10.050")
                    .hasStop("10")
                    .hasStopLoss("9.00")
                    .hasTakeProfit("12.5")
                    .hasTimeInForce(TimeInForce.GTC)
                    .hasTag("entry")
                    .isWorking()
                    .hasStatus(OrderStatus.PARTIALLY_FILLED)
                    .hasFilled(40)
                    .hasFilled(Quantity.of(40))
                    .hasLeft(60)
                    .hasLeft(Quantity.of(60))
                    .hasAveragePrice("10.05");
            assertThat(order(sell(ACME, 3), OrderStatus.FILLED, 3, 1))
                    .isSell()
                    .isSellOf(3)
                    .isSellOf(Quantity.of(3))
                    .isFilled()
                    .hasLeft(0);
            assertThat(order(sell(ACME, 3), OrderStatus.CANCELLED, 0, 1)).isCancelled();
            assertThat(order(sell(ACME, 3), OrderStatus.REJECTED, 0, 1)).isRejected();
            assertThat(order(sell(ACME, 3), OrderStatus.EXPIRED, 0, 1)).isExpired();
        }

        @Test
        void failsForWhatItIsNot() {
            fails(() -> assertThat(working).isSell(), "side of order trend-7 must be SELL, was BUY");
            fails(() -> assertThat(working).isSellOf(100), "side of order trend-7 must be SELL, was BUY");
            fails(() -> assertThat(working).isBuyOf(99), "quantity of order trend-7 must be 99, was 100");
            fails(() -> assertThat(working).hasSymbol("BOND"), "symbol of order trend-7 must be BOND, was ACME");
            fails(
                    () -> assertThat(working).hasType(OrderType.LIMIT),
                    "type of order trend-7 must be LIMIT, was STOP_LIMIT");
            fails(() -> assertThat(working).hasLimit("10.06"), "limit of order trend-7 must be 10.06, was 10.05");
            fails(() -> assertThat(working).hasStop("9.99"), "stop of order trend-7 must be 9.99, was 10");
            fails(() -> assertThat(working).hasStopLoss("8"), "stop-loss of order trend-7 must be 8, was 9");
            fails(() -> assertThat(working).hasTakeProfit("13"), "take-profit of order trend-7 must be 13, was 12.5");
            fails(
                    () -> assertThat(working).hasTimeInForce(TimeInForce.DAY),
                    "time in force of order trend-7 must be DAY, was GTC");
            fails(() -> assertThat(working).hasTag("exit"), "tag of order trend-7 must be 'exit', was 'entry'");
            fails(() -> assertThat(working).isFilled(), "status of order trend-7 must be FILLED, was PARTIALLY_FILLED");
            fails(
                    () -> assertThat(working).isCancelled(),
                    "status of order trend-7 must be CANCELLED, was PARTIALLY_FILLED");
            fails(
                    () -> assertThat(working).isRejected(),
                    "status of order trend-7 must be REJECTED, was PARTIALLY_FILLED");
            fails(
                    () -> assertThat(working).isExpired(),
                    "status of order trend-7 must be EXPIRED, was PARTIALLY_FILLED");
            fails(() -> assertThat(working).hasFilled(41), "filled quantity of order trend-7 must be 41, was 40");
            fails(() -> assertThat(working).hasLeft(59), "quantity left of order trend-7 must be 59, was 60");
            fails(
                    () -> assertThat(working).hasAveragePrice("10.06"),
                    "average price of order trend-7 must be 10.06, was 10.05");
        }

        @Test
        void withoutAPriceHasNone() {
            Order market = order(buy(ACME, 1), OrderStatus.FILLED, 1, Double.NaN);

            fails(() -> assertThat(market).hasLimit("1"), "limit of order trend-7 must be 1, was none");
            fails(() -> assertThat(market).hasStop("1"), "stop of order trend-7 must be 1, was none");
            fails(() -> assertThat(market).hasStopLoss("1"), "stop-loss of order trend-7 must be 1, was none");
            fails(() -> assertThat(market).hasTakeProfit("1"), "take-profit of order trend-7 must be 1, was none");
            fails(() -> assertThat(market).hasAveragePrice("1"), "average price of order trend-7 must be 1, was NaN");
            fails(() -> assertThat(market).isWorking(), "order trend-7 must be working, was FILLED");
        }
    }

    @Nested
    class AnIntent {
        private final OrderIntent entry =
                buy(ACME, 100).atLimit(Price.of("10.05")).withTag("entry");
        private final Order seen = order(buy(ACME, 100).atLimit(Price.of("10.05")), OrderStatus.SUBMITTED, 0, 0);

        @Test
        void passesForWhatItIs() {
            assertThat(entry).isBuyOf(100).hasLimit("10.05").hasTag("entry").isEqualTo(entry);
            assertThat(buy(ACME, 1)).as("a new order is an intent").isBuy().hasType(OrderType.MARKET);
            assertThat(cancel(seen)).isCancelOf(seen);
            assertThat(replace(seen).withQuantity(Quantity.of(5))).isReplacementOf(seen);
        }

        @Test
        void failsForWhatItIsNot() {
            Order other = new Order(
                    new OrderId("trend", 8), buy(ACME, 1), OrderStatus.SUBMITTED, Quantity.of(1), Quantity.ZERO, 0);

            fails(
                    () -> assertThat(entry).isSell(),
                    "side of 'buy 100 ACME at limit 10.05 'entry'' must be SELL, was BUY");
            fails(() -> assertThat(close(ACME)).isSell(), "intent must be a new order, was 'close ACME'");
            fails(() -> assertThat(close(ACME)).hasLimit("1"), "intent must be a new order, was 'close ACME'");
            fails(
                    () -> assertThat(cancel(seen)).isCancelOf(other),
                    "intent must be 'cancel trend-8', was 'cancel trend-7'");
            fails(() -> assertThat(close(ACME)).isCancelOf(seen), "intent must be 'cancel trend-7', was 'close ACME'");
            fails(
                    () -> assertThat(replace(seen)).isReplacementOf(other),
                    "intent must replace trend-8, was 'replace trend-7 by 100 at limit 10.05'");
        }
    }

    @Nested
    class AFill {
        private final Fill fill =
                new Fill("x1", ID, ACME, Side.BUY, Quantity.of(40), Price.of("10.05"), new BigDecimal("0.20"), 0);

        @Test
        void passesForWhatItIs() {
            assertThat(fill)
                    .isBuy()
                    .isBuyOf(40)
                    .hasSymbol("ACME")
                    .hasPrice("10.050")
                    .hasFee("0.2");
        }

        @Test
        void failsForWhatItIsNot() {
            fails(() -> assertThat(fill).isSell(), "side of fill x1 must be SELL, was BUY");
            fails(() -> assertThat(fill).isBuyOf(41), "quantity of fill x1 must be 41, was 40");
            fails(() -> assertThat(fill).hasPrice("10.06"), "price of fill x1 must be 10.06, was 10.05");
            fails(() -> assertThat(fill).hasFee("0"), "fee of fill x1 must be 0, was 0.2");
            fails(
                    () -> assertThat(fill).as("late").hasSymbol("BOND"),
                    "[late] symbol of fill x1 must be BOND, was ACME");
        }
    }
}
