package io.strategysdk.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.instrument.TickRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NewOrderTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument PASSIVE = AAPL.withTickRule(TickRule.ROUND_PASSIVE);
    private static final Instant LATER = Instant.parse("2030-01-02T00:00:00Z");

    private static NewOrder buy() {
        return OrderIntent.buy(AAPL, 100);
    }

    private static NewOrder sell() {
        return OrderIntent.sell(AAPL, 100);
    }

    static Stream<Arguments> typesAndTimes() {
        List<OrderTerms> terms = List.of(
                OrderTerms.MARKET,
                new OrderTerms.Limit(Price.of(10)),
                new OrderTerms.Stop(Price.of(10)),
                new OrderTerms.StopLimit(Price.of(10), Price.of(11)),
                new OrderTerms.TrailingStop(Price.of(1)),
                new OrderTerms.TrailingStopPercent(BigDecimal.ONE));
        return terms.stream().flatMap(t -> Stream.of(TimeInForce.values()).map(time -> Arguments.of(t, time)));
    }

    @ParameterizedTest
    @MethodSource("typesAndTimes")
    void auctionsTakeMarketAndLimitOrdersOnly(OrderTerms terms, TimeInForce time) {
        boolean plain = terms.type() == OrderType.MARKET || terms.type() == OrderType.LIMIT;
        boolean legal = plain || (time != TimeInForce.OPG && time != TimeInForce.CLS);

        if (legal) {
            NewOrder order = build(terms, time);
            assertThat(order.terms()).isEqualTo(terms);
            assertThat(order.timeInForce()).isEqualTo(time);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> build(terms, time))
                    .withMessage(time + " must be a market or limit order, was " + terms.type() + " (AAPL)");
        }
    }

    private static NewOrder build(OrderTerms terms, TimeInForce time) {
        return new NewOrder(
                AAPL,
                Side.BUY,
                Quantity.of(1),
                null,
                terms,
                time,
                time == TimeInForce.GTD ? LATER : null,
                Exits.NONE,
                Handling.NORMAL,
                "");
    }

    @Test
    void ordersAreMarketOrdersOfTheDayUntilToldOtherwise() {
        NewOrder order = buy();

        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.orderQty()).isEqualTo(Quantity.of(100));
        assertThat(order.terms()).isEqualTo(OrderTerms.MARKET);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.DAY);
        assertThat(order.exits().isEmpty()).isTrue();
        assertThat(order.handling()).isEqualTo(Handling.NORMAL);
        assertThat(order.tag()).isEmpty();
        assertThat(order.expireTime()).isEmpty();
        assertThat(order.cashOrderQty()).isEmpty();
    }

    @Test
    void eachWishChangesItsOwnFieldOnly() {
        NewOrder order = buy().withTag("a")
                .withReduceOnly()
                .withExtendedHours()
                .withDoNotReduce()
                .withExpiry(LATER);

        assertThat(order.handling()).isEqualTo(new Handling(true, true, true));
        assertThat(order.tag()).isEqualTo("a");
        assertThat(order.expireTime()).contains(LATER);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.GTD);
        assertThat(order.atLimit(Price.of(5)).expireTime()).contains(LATER);
        assertThat(order.withTimeInForce(TimeInForce.GTC).expireTime()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TimeInForce.class)
    void auctionsAreOfRegularHours(TimeInForce time) {
        NewOrder extended = buy().withExpiry(LATER).withExtendedHours();

        if (time == TimeInForce.OPG || time == TimeInForce.CLS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> extended.withTimeInForce(time))
                    .withMessage(time + " must be for regular hours, was for extended hours (AAPL)");
        } else if (time != TimeInForce.GTD) {
            assertThat(extended.withTimeInForce(time).handling().extendedHours())
                    .isTrue();
        }
    }

    @Test
    void quantitiesArePositiveWholeLots() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.buy(AAPL, 0))
                .withMessage("order quantity must be positive, was 0 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.sell(AAPL, -3))
                .withMessage("order quantity must be positive, was -3 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderIntent.market(AAPL, Side.BUY, Quantity.of("0.5")))
                .withMessage("order quantity must be a multiple of the lot size 1, was 0.5 (AAPL)");
    }

    @Test
    void whatDoesNotFitTheInstrumentsScalesCannotBeOrdered() {
        Instrument fine = Instrument.crypto("BTC/USD", "0.01", "0.00000001");
        Quantity many = Quantity.of(100_000_000_000L);

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> OrderIntent.buy(fine, many))
                .withMessage("order quantity must fit 64 bits at 8 decimals, was 100000000000 (BTC/USD)");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> OrderIntent.targetQuantity(fine, many));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> buy().atLimit(Price.of(100_000_000_000L)))
                .withMessage("limit price must fit 64 bits at 8 decimals, was 100000000000 (AAPL)");
    }

    @Test
    void goodTillDateAndOnlyThatHasAnExpiry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().withTimeInForce(TimeInForce.GTD))
                .withMessage("GTD and only GTD needs an expiry, was GTD and null (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewOrder(
                        AAPL,
                        Side.BUY,
                        Quantity.of(1),
                        null,
                        OrderTerms.MARKET,
                        TimeInForce.DAY,
                        LATER,
                        Exits.NONE,
                        Handling.NORMAL,
                        ""))
                .withMessage("GTD and only GTD needs an expiry, was DAY and 2030-01-02T00:00:00Z (AAPL)");
    }

    @Test
    void expiriesMustFitTheClock() {
        assertThat(buy().withExpiry(Instant.parse("2261-12-31T23:59:59.999999999Z"))
                        .expireTime())
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().withExpiry(Instant.parse("2262-04-12T00:00:00Z")))
                .withMessage("expiry must lie between the years 1678 and 2261, was 2262-04-12T00:00:00Z (AAPL)");
        assertThatIllegalArgumentException().isThrownBy(() -> buy().withExpiry(Instant.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> buy().withExpiry(Instant.MIN));
    }

    @Test
    void tagsHaveAtMost32Characters() {
        assertThat(buy().withTag("x".repeat(32)).tag()).hasSize(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().withTag("x".repeat(33)))
                .withMessage("tag must be at most 32 characters, was '" + "x".repeat(33) + "' (AAPL)");
    }

    @Test
    void whatOnlyReducesOpensNothingForABracket() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().withReduceOnly().withStopLoss(Price.of("9")))
                .withMessage("a reduce-only order must have no bracket, it opens nothing to close (AAPL)");
    }

    /** UTF-8 has no bytes for it: it would come back from a file as another tag. */
    @Test
    void tagsAreWholeCharacters() {
        assertThat(buy().withTag("\ud83d\udcc8").tag()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().withTag("\ud83d"))
                .withMessage("tag must not hold half a surrogate pair (AAPL)");
    }

    @Test
    void pricesArePositiveAndOnTheTick() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().atLimit(Price.ZERO))
                .withMessage("limit price must be positive, was 0 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().atStop(Price.of(-1)))
                .withMessage("stop price must be positive, was -1 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().atLimit(Price.of("10.005")))
                .withMessage("limit price must be a multiple of the tick size 0.01, was 10.005 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buy().atStopLimit(Price.of("10.005"), Price.of(10)))
                .withMessage("stop price must be a multiple of the tick size 0.01, was 10.005 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sell().atTrailingStop(Price.ZERO))
                .withMessage("trailing distance must be positive, was 0 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sell().atTrailingStopPercent(BigDecimal.valueOf(100)))
                .withMessage("trailing percent must be above 0 and below 100, was 100 (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sell().atTrailingStopPercent(BigDecimal.ZERO))
                .withMessage("trailing percent must be above 0 and below 100, was 0 (AAPL)");
    }

    @Nested
    class PassiveRounding {
        private final NewOrder buy = OrderIntent.buy(PASSIVE, 1);
        private final NewOrder sell = OrderIntent.sell(PASSIVE, 1);
        private final Price between = Price.of("10.005");
        private final Price below = Price.of("10.00");
        private final Price above = Price.of("10.01");

        @Test
        void buyLimitsAndSellStopsGoDown() {
            assertThat(buy.atLimit(between).terms()).isEqualTo(new OrderTerms.Limit(below));
            assertThat(sell.atStop(between).terms()).isEqualTo(new OrderTerms.Stop(below));
        }

        @Test
        void sellLimitsAndBuyStopsGoUp() {
            assertThat(sell.atLimit(between).terms()).isEqualTo(new OrderTerms.Limit(above));
            assertThat(buy.atStop(between).terms()).isEqualTo(new OrderTerms.Stop(above));
        }

        @Test
        void stopLimitsRoundBothPricesTheirOwnWay() {
            assertThat(buy.atStopLimit(between, between).terms()).isEqualTo(new OrderTerms.StopLimit(above, below));
            assertThat(sell.atStopLimit(between, between).terms()).isEqualTo(new OrderTerms.StopLimit(below, above));
        }

        @Test
        void trailingDistancesGetWider() {
            assertThat(sell.atTrailingStop(Price.of("0.015")).terms())
                    .isEqualTo(new OrderTerms.TrailingStop(Price.of("0.02")));
        }

        @Test
        void aPriceThatRoundsToNothingIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy.atLimit(Price.of("0.004")))
                    .withMessage("limit price must be positive once rounded to the tick size 0.01, was 0.004 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell.atStop(Price.of("0.004")))
                    .withMessage("stop price must be positive once rounded to the tick size 0.01, was 0.004 (AAPL)");
            assertThatIllegalArgumentException().isThrownBy(() -> buy.withStopLoss(Price.of("0.004")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell.atStopLimit(Price.of("0.004"), Price.of("0.01")));
            assertThat(buy.atStop(Price.of("0.004")).terms()).isEqualTo(new OrderTerms.Stop(Price.of("0.01")));
        }

        @Test
        void bracketChildrenAreRoundedLikeOrdersOfTheirSide() {
            NewOrder bracket = buy.withStopLoss(Price.of("9.005")).withTakeProfit(Price.of("11.005"));

            assertThat(bracket.exits().terms())
                    .containsExactly(new OrderTerms.Limit(Price.of("11.01")), new OrderTerms.Stop(Price.of("9.00")));
            assertThat(sell.withStopLoss(Price.of("11.005"), Price.of("11.015"))
                            .exits()
                            .terms())
                    .containsExactly(new OrderTerms.StopLimit(Price.of("11.01"), Price.of("11.01")));
            assertThat(buy.withTrailingStopLoss(Price.of("0.501")).exits().terms())
                    .containsExactly(new OrderTerms.TrailingStop(Price.of("0.51")));
        }

        @Test
        void bracketChildrenAreComparedAsTheyAreRounded() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy.atLimit(Price.of("10.009")).withStopLoss(Price.of("10.005")))
                    .withMessage("stop loss must be below the entry limit 10.00, was 10.00 (AAPL)");
        }
    }

    @Nested
    class Notionals {
        @Test
        void theAmountReplacesTheQuantity() {
            NewOrder order = OrderIntent.buyNotional(AAPL, "1000.50");

            assertThat(order.orderQty()).isEqualTo(Quantity.ZERO);
            assertThat(order.cashOrderQty()).contains(new BigDecimal("1000.50"));
            assertThat(OrderIntent.sellNotional(AAPL, "1").side()).isEqualTo(Side.SELL);
        }

        @Test
        void amountsArePositive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.buyNotional(AAPL, "0"))
                    .withMessage("a notional order must have a positive amount and no quantity, was 0 and 0 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderIntent.sellNotional(AAPL, "much"))
                    .withMessage("value must be a decimal number such as 0.25, was 'much'");
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> OrderIntent.buyNotional(AAPL, "1e999999999"));
        }

        @Test
        void theyAreMarketOrdersOfTheDay() {
            NewOrder order = OrderIntent.buyNotional(AAPL, "1000");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> order.atLimit(Price.of(10)))
                    .withMessage("a notional order must be a market order of the day, was LIMIT DAY (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> order.withTimeInForce(TimeInForce.GTC))
                    .withMessage("a notional order must be a market order of the day, was MARKET GTC (AAPL)");
            assertThatIllegalArgumentException().isThrownBy(order::onClose);
        }

        @Test
        void theyHaveNoBracketForAQuantityThatNobodyKnows() {
            NewOrder order = OrderIntent.buyNotional(AAPL, "1000");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> order.withStopLoss(Price.of(9)))
                    .withMessage("an order with a bracket must name a quantity, was for an amount (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> order.withTakeProfit(Price.of(11)))
                    .withMessage("an order with a bracket must name a quantity, was for an amount (AAPL)");
        }
    }

    @Nested
    class Brackets {
        @Test
        void oneTargetAndOneStopAtMost() {
            NewOrder bracket = buy().withStopLoss(Price.of(9)).withTakeProfit(Price.of(11));

            assertThat(bracket.exits().terms())
                    .containsExactly(new OrderTerms.Limit(Price.of(11)), new OrderTerms.Stop(Price.of(9)));
            assertThat(bracket).isEqualTo(buy().withTakeProfit(Price.of(11)).withStopLoss(Price.of(9)));
            assertThat(sell().withTrailingStopLossPercent(BigDecimal.TEN)
                            .exits()
                            .terms())
                    .containsExactly(new OrderTerms.TrailingStopPercent(BigDecimal.TEN));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell().withTrailingStopLossPercent(BigDecimal.valueOf(100)))
                    .withMessage("trailing percent must be above 0 and below 100, was 100 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy().withStopLoss(Price.of(9)).withTrailingStopLoss(Price.of(1)))
                    .withMessageStartingWith("a bracket must have at most one target and one protecting stop, was ");
            assertThatIllegalArgumentException().isThrownBy(() -> new Exits(List.of(OrderTerms.MARKET)));
        }

        @Test
        void aThirdChildIsRefusedAndNotForgotten() {
            NewOrder bracket = buy().withStopLoss(Price.of(9)).withTakeProfit(Price.of(11));

            assertThatIllegalArgumentException().isThrownBy(() -> bracket.withStopLoss(Price.of(8)));
            assertThatIllegalArgumentException().isThrownBy(() -> bracket.withTakeProfit(Price.of(12)));
        }

        @Test
        void childrenLieBeyondTheEntryLimit() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy().atLimit(Price.of(10)).withStopLoss(Price.of(10)))
                    .withMessage("stop loss must be below the entry limit 10, was 10 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy().atLimit(Price.of(10)).withTakeProfit(Price.of(9)))
                    .withMessage("take profit must be above the entry limit 10, was 9 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell().atLimit(Price.of(10)).withStopLoss(Price.of(9), Price.of(8)))
                    .withMessage("stop loss must be above the entry limit 10, was 9 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell().withTakeProfit(Price.of(11)).atLimit(Price.of(10)))
                    .withMessage("take profit must be below the entry limit 10, was 11 (AAPL)");
        }

        @Test
        void childrenOfAMarketOrderMayLieAnywhere() {
            assertThat(buy().withStopLoss(Price.of(20)).exits().terms()).hasSize(1);
        }

        @Test
        void theTargetLiesBeyondTheStop() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy().withStopLoss(Price.of(11)).withTakeProfit(Price.of(9)))
                    .withMessage("take profit must be above the stop loss 11, was 9 (AAPL)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sell().withTakeProfit(Price.of(10)).withStopLoss(Price.of(10), Price.of(11)))
                    .withMessage("take profit must be below the stop loss 10, was 10 (AAPL)");
            assertThat(buy().withTrailingStopLoss(Price.of(11))
                            .withTakeProfit(Price.of(9))
                            .exits()
                            .terms())
                    .hasSize(2);
        }

        @Test
        void childrenObeyTheTick() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buy().withStopLoss(Price.of("9.001")))
                    .withMessage("stop price must be a multiple of the tick size 0.01, was 9.001 (AAPL)");
        }
    }
}
