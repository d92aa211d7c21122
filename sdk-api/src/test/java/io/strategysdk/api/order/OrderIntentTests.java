package io.strategysdk.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderIntentTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");

    private static Order order(NewOrder request, OrderStatus status, long filled) {
        return new Order(new OrderId("trend", 7), request, status, request.orderQty(), Quantity.of(filled), Double.NaN);
    }

    private static Order resting() {
        return order(OrderIntent.buy(AAPL, 100).atLimit(Price.of(10)), OrderStatus.PARTIALLY_FILLED, 40);
    }

    private static Order trailing(OrderTerms terms) {
        NewOrder sell = OrderIntent.sell(AAPL, 100);
        return order(
                terms instanceof OrderTerms.TrailingStop trail
                        ? sell.atTrailingStop(trail.distance())
                        : sell.atTrailingStopPercent(((OrderTerms.TrailingStopPercent) terms).percent()),
                OrderStatus.SUBMITTED,
                0);
    }

    @Nested
    class Weights {
        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 100.1, -101})
        void mustBeFiniteAndWithinAHundred(double weight) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.targetWeight(AAPL, weight))
                    .withMessage("weight must be finite and within 100, was " + weight + " (AAPL)");
        }

        @Test
        void mustNameSomething() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.targetWeights(Map.of()))
                    .withMessage("target weights must name at least one instrument");
        }

        @Test
        void areCopied() {
            Map<Instrument, Double> mine = new HashMap<>(Map.of(AAPL, 0.5));
            OrderIntent.TargetWeights intent = OrderIntent.targetWeights(mine);
            mine.put(MSFT, 0.5);

            assertThat(intent.weights()).isEqualTo(Map.of(AAPL, 0.5));
        }

        @Test
        void cannotBeChanged() {
            OrderIntent.TargetWeights intent = OrderIntent.targetWeights(Map.of(AAPL, 0.5));

            assertThatThrownBy(() -> intent.weights().put(AAPL, 1.0)).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void areToldBySymbolWhateverTheMapsOrder() {
            Map<Instrument, Double> descending = new LinkedHashMap<>();
            for (String symbol : List.of("F", "E", "D", "C", "B", "A")) {
                descending.put(Instrument.equity(symbol), 0.1);
            }

            assertThat(OrderIntent.targetWeights(descending))
                    .hasToString("TargetWeights[weights={A=0.1, B=0.1, C=0.1, D=0.1, E=0.1, F=0.1}]");
        }
    }

    @Nested
    class Replacements {
        @Test
        void keepTheOrderType() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.replace(resting()).withStop(Price.of(9)))
                    .withMessage("a replacement must keep the order type LIMIT, was STOP (order trend-7)");
        }

        @Test
        void keepATrailsUnit() {
            Order trailing = order(OrderIntent.sell(AAPL, 100).atTrailingStop(Price.of(1)), OrderStatus.SUBMITTED, 0);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OrderIntent.Replace(
                            trailing, Quantity.of(100), new OrderTerms.TrailingStopPercent(BigDecimal.TEN)))
                    .withMessage("a replacement must keep a trail's unit, price or percent, was"
                            + " TrailingStopPercent[percent=10] for TrailingStop[distance=1] (order trend-7)");
        }

        @Test
        void keepTheChildrenBeyondTheEntry() {
            Order bracket = order(
                    OrderIntent.buy(AAPL, 100).atLimit(Price.of(10)).withStopLoss(Price.of(9)),
                    OrderStatus.SUBMITTED,
                    0);

            assertThat(OrderIntent.replace(bracket).withLimit(Price.of(11)).terms())
                    .isEqualTo(new OrderTerms.Limit(Price.of(11)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.replace(bracket).withLimit(Price.of(9)))
                    .withMessage("stop loss must be below the entry limit 9, was 9 (AAPL)");
        }

        @Test
        void mustAskForMoreThanIsFilled() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.replace(resting()).withQuantity(Quantity.of(40)))
                    .withMessage("new quantity must exceed the filled quantity 40, was 40 (order trend-7)");
        }

        @Test
        void keepToTheLotAndTheTick() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.replace(resting()).withQuantity(Quantity.of("50.5")))
                    .withMessage("new quantity must be a multiple of the lot size 1, was 50.5 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.replace(resting()).withLimit(Price.of("9.999")))
                    .withMessage("limit price must be a multiple of the tick size 0.01, was 9.999 (AAPL)");
        }

        @Test
        void changeWhatIsNamedAndKeepTheRest() {
            Order stopLimit =
                    order(OrderIntent.buy(AAPL, 100).atStopLimit(Price.of(10), Price.of(11)), OrderStatus.SUBMITTED, 0);

            assertThat(OrderIntent.replace(stopLimit).withStop(Price.of(9)).terms())
                    .isEqualTo(new OrderTerms.StopLimit(Price.of(9), Price.of(11)));
            assertThat(OrderIntent.replace(stopLimit).withLimit(Price.of(12)).terms())
                    .isEqualTo(new OrderTerms.StopLimit(Price.of(10), Price.of(12)));
            assertThat(OrderIntent.replace(stopLimit)
                            .withQuantity(Quantity.of(5))
                            .orderQty())
                    .isEqualTo(Quantity.of(5));
            assertThat(OrderIntent.replace(resting()).orderQty()).isEqualTo(Quantity.of(100));
            assertThat(OrderIntent.replace(trailing(new OrderTerms.TrailingStop(Price.of(1))))
                            .withTrailingStop(Price.of(2))
                            .terms())
                    .isEqualTo(new OrderTerms.TrailingStop(Price.of(2)));
            assertThat(OrderIntent.replace(trailing(new OrderTerms.TrailingStopPercent(BigDecimal.ONE)))
                            .withTrailingStopPercent(BigDecimal.TEN)
                            .terms())
                    .isEqualTo(new OrderTerms.TrailingStopPercent(BigDecimal.TEN));
        }
    }

    @Test
    void equalTrailsAreEqualWhateverTheirZeros() {
        assertThat(new OrderTerms.TrailingStopPercent(new BigDecimal("5.0")))
                .isEqualTo(new OrderTerms.TrailingStopPercent(new BigDecimal("5")))
                .hasSameHashCodeAs(new OrderTerms.TrailingStopPercent(new BigDecimal("5")));
        assertThat(new OrderTerms.TrailingStopPercent(new BigDecimal("20")).percent())
                .hasToString("20");
    }

    @Test
    void pairsThatCancelOneAnotherShareTheInstrument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.oneCancelsOther(OrderIntent.buy(AAPL, 1), OrderIntent.buy(MSFT, 1)))
                .withMessage("one-cancels-other needs one instrument, was AAPL and MSFT");
    }

    @Test
    void pairsThatCancelOneAnotherRest() {
        NewOrder target = OrderIntent.sell(AAPL, 1).atLimit(AAPL.price("110"));

        assertThatCode(() -> OrderIntent.oneCancelsOther(
                        target, OrderIntent.sell(AAPL, 1).onClose()))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.oneCancelsOther(target, OrderIntent.sell(AAPL, 1)))
                .withMessage("orders of one-cancels-other must rest, was a market order DAY (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.oneCancelsOther(OrderIntent.sellNotional(AAPL, "100"), target))
                .withMessage("orders of one-cancels-other must rest, was a market order DAY (AAPL)");
    }

    @Test
    void targetsAreSignedWholeLots() {
        assertThat(OrderIntent.targetQuantity(AAPL, -5).quantity()).isEqualTo(Quantity.of(-5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.targetQuantity(AAPL, Quantity.of("1.5")))
                .withMessage("target quantity must be a multiple of the lot size 1, was 1.5 (AAPL)");
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void whatNoLongerWorksLeavesNothing(OrderStatus status) {
        Order order = order(OrderIntent.buy(AAPL, 100), status, 40);

        assertThat(order.leavesQty()).isEqualTo(Quantity.of(status.isWorking() ? 60 : 0));
        assertThat(order.isWorking())
                .isEqualTo(
                        switch (status) {
                            case PENDING, SUBMITTED, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE -> true;
                            case FILLED, CANCELLED, REPLACED, EXPIRED, REJECTED -> false;
                        });
        assertThat(order.isFilled()).isEqualTo(status == OrderStatus.FILLED);
    }

    @Test
    void ordersShowThePricesOfTheirTerms() {
        Order stopLimit =
                order(OrderIntent.buy(AAPL, 1).atStopLimit(Price.of(10), Price.of(11)), OrderStatus.SUBMITTED, 0);

        assertThat(stopLimit.price()).contains(Price.of(11));
        assertThat(stopLimit.stopPrice()).contains(Price.of(10));
        assertThat(resting().price()).contains(Price.of(10));
        assertThat(resting().stopPrice()).isEmpty();
        assertThat(order(OrderIntent.buy(AAPL, 1), OrderStatus.SUBMITTED, 0).price())
                .isEmpty();
    }

    @Test
    void clientOrderIdsArePlainAndShort() {
        assertThat(new OrderId("a".repeat(28), Long.MAX_VALUE).toString()).hasSize(48);
        assertThat(new OrderId("a".repeat(37), 9_999_999_999L).toString()).hasSize(48);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderId("a".repeat(37), 10_000_000_000L))
                .withMessage("order id must have at most 48 characters, was '" + "a".repeat(37) + "-10000000000'");
        assertThat(new OrderId("trend.v2_a-b", 12)).hasToString("trend.v2_a-b-12");
        for (String wrong : new String[] {"", "a b", "a/b", "\u00e4", "a".repeat(38)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OrderId(wrong, 1))
                    .withMessage("order id origin must be 1 to 37 plain characters, was '" + wrong + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderId("a", 0))
                .withMessage("order id sequence must be at least 1, was 0");
    }

    @Test
    void fillsHaveAQuantityAndNoNegativePrice() {
        OrderId id = new OrderId("trend", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fill("x", id, AAPL, Side.BUY, Quantity.ZERO, Price.of(1), BigDecimal.ZERO, 0))
                .withMessage("fill quantity must be positive and its price not negative, were 0 and 1"
                        + " (AAPL, order trend-1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fill("x", id, AAPL, Side.BUY, Quantity.of(1), Price.of(-1), BigDecimal.ZERO, 0));
    }

    @Test
    void sidesMirrorEachOther() {
        assertThat(Side.BUY.opposite()).isEqualTo(Side.SELL);
        assertThat(Side.SELL.opposite()).isEqualTo(Side.BUY);
        assertThat(Side.BUY.sign()).isEqualTo(1);
        assertThat(Side.SELL.sign()).isEqualTo(-1);
    }
}
