package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.buyNotional;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.api.order.OrderIntent.sellNotional;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit just inside, at and just beyond its value: 10,000 dollars of equity, and every bar costs 100. */
final class RiskChecksTests {
    private static final RiskLimits NONE = RiskLimits.NONE;
    private static final AccountRules MARGIN = AccountRules.margin();

    /** Refusals of a run in which a strategy sends these, one list a minute. */
    @SafeVarargs
    private static List<OrderEvent.Rejected> refusals(
            AccountRules account, RiskLimits limits, List<OrderIntent>... steps) {
        Script script = new Script();
        script.decide = context -> script.decisions <= steps.length ? steps[script.decisions - 1] : List.of();
        RunResult result = Engine.over(Runs.data(minutes(AAPL, HUNDREDS), minutes(MSFT, HUNDREDS)))
                .execution(new Venue())
                .account(account)
                .strategy("s", script, CAPITAL, limits)
                .build()
                .run();
        assertThat(result.strategies().get(0).failure()).isEmpty();
        return script.orderEvents.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .toList();
    }

    static Stream<Arguments> atTheLimit() {
        return rows().map(row -> arguments(row.get()[0], row.get()[1], row.get()[2]));
    }

    static Stream<Arguments> beyondTheLimit() {
        return rows().map(row -> arguments(row.get()[0], row.get()[1], row.get()[3], row.get()[4], row.get()[5]));
    }

    /** What is limited, limits, an order that keeps them, one that does not, why, and the words of the refusal. */
    private static Stream<Arguments> rows() {
        RiskLimits collar = NONE.withMaxPriceDeviation(0.1);
        String away = " must be within 0.1 of the last price 100, was ";
        return Stream.of(
                arguments(
                        "quantity",
                        NONE.withMaxOrderQty(5),
                        buy(AAPL, 5),
                        buy(AAPL, 6),
                        RejectReason.QUANTITY_LIMIT,
                        "order quantity must be at most 5, was 6"),
                arguments(
                        "quantity of an amount",
                        NONE.withMaxOrderQty(5),
                        buyNotional(AAPL, "599.99"),
                        buyNotional(AAPL, "600"),
                        RejectReason.QUANTITY_LIMIT,
                        "order quantity must be at most 5, was 6"),
                arguments(
                        "largest value",
                        NONE.withMaxOrderNotional(500),
                        buy(AAPL, 5),
                        buy(AAPL, 6),
                        RejectReason.QUANTITY_LIMIT,
                        "order value must be at most 500, was 600"),
                arguments(
                        "smallest value",
                        NONE.withMinOrderNotional(500),
                        buy(AAPL, 5),
                        buy(AAPL, 4),
                        RejectReason.QUANTITY_LIMIT,
                        "order value must be at least 500, was 400"),
                arguments(
                        "weight",
                        NONE.withMaxPositionWeight(0.1),
                        buy(AAPL, 10),
                        buy(AAPL, 11),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1100"),
                arguments(
                        "weight of a short position",
                        NONE.withMaxPositionWeight(0.1),
                        sell(AAPL, 10),
                        sell(AAPL, 11),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1100"),
                arguments(
                        "weight of an amount",
                        NONE.withMaxPositionWeight(0.1),
                        buyNotional(AAPL, "1000"),
                        buyNotional(AAPL, "1000.01"),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1000.01"),
                arguments(
                        "weight of an amount sold short",
                        NONE.withMaxPositionWeight(0.1),
                        sellNotional(AAPL, "1000"),
                        sellNotional(AAPL, "1000.01"),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1000.01"),
                arguments(
                        "weight of a short position whose limit is far below the market",
                        NONE.withMaxPositionWeight(0.1),
                        sell(AAPL, 10).atLimit(AAPL.price(1)),
                        sell(AAPL, 11).atLimit(AAPL.price(1)),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1100"),
                arguments(
                        "weight of a short position whose limit is above the market",
                        NONE.withMaxPositionWeight(0.1),
                        sell(AAPL, 8).atLimit(AAPL.price(125)),
                        sell(AAPL, 9).atLimit(AAPL.price(125)),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.1 of equity 10000, would be 1125"),
                arguments(
                        "largest value of a sale whose stop-limit is far below the market",
                        NONE.withMaxOrderNotional(500),
                        sell(AAPL, 5).atStopLimit(AAPL.price(99), AAPL.price(1)),
                        sell(AAPL, 6).atStopLimit(AAPL.price(99), AAPL.price(1)),
                        RejectReason.QUANTITY_LIMIT,
                        "order value must be at most 500, was 600"),
                arguments(
                        "smallest value of a sale whose limit is far below the market",
                        NONE.withMinOrderNotional(500),
                        sell(AAPL, 5).atLimit(AAPL.price(1)),
                        sell(AAPL, 4).atLimit(AAPL.price(1)),
                        RejectReason.QUANTITY_LIMIT,
                        "order value must be at least 500, was 400"),
                arguments(
                        "smallest value of a buy whose limit is far below the market",
                        NONE.withMinOrderNotional(500),
                        buy(AAPL, 10).atLimit(AAPL.price(50)),
                        buy(AAPL, 9).atLimit(AAPL.price(50)),
                        RejectReason.QUANTITY_LIMIT,
                        "order value must be at least 500, was 450"),
                arguments(
                        "leverage of a sale whose limit is far below the market",
                        NONE.withMaxLeverage(0.2),
                        sell(AAPL, 20).atLimit(AAPL.price(1)),
                        sell(AAPL, 21).atLimit(AAPL.price(1)),
                        RejectReason.LEVERAGE_LIMIT,
                        "positions and open orders must not exceed 0.2 times equity 10000, would be 2100"),
                arguments(
                        "leverage",
                        NONE.withMaxLeverage(1.5),
                        buy(AAPL, 150),
                        buy(AAPL, 151),
                        RejectReason.LEVERAGE_LIMIT,
                        "positions and open orders must not exceed 1.5 times equity 10000, would be 15100"),
                arguments(
                        "concentration while equity is more than exposure",
                        NONE.withMaxConcentration(0.3),
                        buy(AAPL, 30),
                        buy(AAPL, 31),
                        RejectReason.POSITION_LIMIT,
                        "position must not exceed 0.3 of the larger of exposure and equity 10000, would be 3100"),
                arguments(
                        "sector",
                        NONE.withMaxSectorExposure(0.2).withSectors(Map.of("AAPL", "technology")),
                        buy(AAPL, 20),
                        buy(AAPL, 21),
                        RejectReason.EXPOSURE_LIMIT,
                        "exposure in sector technology must not exceed 0.2 of equity 10000, would be 2100"),
                arguments(
                        "sector that is not known",
                        NONE.withMaxSectorExposure(0.2),
                        sell(AAPL, 20),
                        sell(AAPL, 21),
                        RejectReason.EXPOSURE_LIMIT,
                        "exposure in AAPL alone must not exceed 0.2 of equity 10000, would be 2100"),
                arguments(
                        "net exposure of a group",
                        NONE.withMaxCorrelatedExposure(0.2, 1, 0.7),
                        buy(AAPL, 20),
                        buy(AAPL, 21),
                        RejectReason.EXPOSURE_LIMIT,
                        "net exposure in instruments correlated from 0.7 on must not exceed 0.2 of equity 10000,"
                                + " would be 2100"),
                arguments(
                        "gross exposure of a group",
                        NONE.withMaxCorrelatedExposure(1, 0.2, 0.7),
                        sell(AAPL, 20),
                        sell(AAPL, 21),
                        RejectReason.EXPOSURE_LIMIT,
                        "gross exposure in instruments correlated from 0.7 on must not exceed 0.2 of equity 10000,"
                                + " would be 2100"),
                arguments(
                        "limit below the market",
                        collar,
                        buy(AAPL, 1).atLimit(AAPL.price("90")),
                        buy(AAPL, 1).atLimit(AAPL.price("89.99")),
                        RejectReason.PRICE_COLLAR,
                        "limit price" + away + "89.99"),
                arguments(
                        "limit above the market",
                        collar,
                        buy(AAPL, 1).atLimit(AAPL.price("110")),
                        buy(AAPL, 1).atLimit(AAPL.price("110.01")),
                        RejectReason.PRICE_COLLAR,
                        "limit price" + away + "110.01"),
                arguments(
                        "stop",
                        collar,
                        buy(AAPL, 1).atStop(AAPL.price("110")),
                        buy(AAPL, 1).atStop(AAPL.price("110.01")),
                        RejectReason.PRICE_COLLAR,
                        "stop price" + away + "110.01"),
                arguments(
                        "limit of a stop-limit",
                        collar,
                        buy(AAPL, 1).atStopLimit(AAPL.price("105"), AAPL.price("110")),
                        buy(AAPL, 1).atStopLimit(AAPL.price("105"), AAPL.price("110.01")),
                        RejectReason.PRICE_COLLAR,
                        "limit price" + away + "110.01"),
                arguments(
                        "stop of a stop-limit",
                        collar,
                        sell(AAPL, 1).atStopLimit(AAPL.price("90"), AAPL.price("95")),
                        sell(AAPL, 1).atStopLimit(AAPL.price("89.99"), AAPL.price("95")),
                        RejectReason.PRICE_COLLAR,
                        "stop price" + away + "89.99"),
                arguments(
                        "trail",
                        collar,
                        buy(AAPL, 1).atTrailingStop(AAPL.price("10")),
                        buy(AAPL, 1).atTrailingStop(AAPL.price("10.01")),
                        RejectReason.PRICE_COLLAR,
                        "trailing stop" + away + "110.01"),
                arguments(
                        "allowed symbols",
                        NONE.withAllowedSymbols(Set.of("AAPL")),
                        buy(AAPL, 1),
                        buy(MSFT, 1),
                        RejectReason.SYMBOL_RESTRICTED,
                        "instrument must be one that the strategy may trade, was MSFT"),
                arguments(
                        "denied symbols",
                        NONE.withDeniedSymbols(Set.of("MSFT")),
                        buy(AAPL, 1),
                        buy(MSFT, 1),
                        RejectReason.SYMBOL_RESTRICTED,
                        "instrument must be one that the strategy may trade, was MSFT"),
                arguments(
                        "shorts",
                        NONE.withShortableSymbols(Set.of("AAPL")),
                        sell(AAPL, 1),
                        sell(MSFT, 1),
                        RejectReason.SHORT_NOT_ALLOWED,
                        "instrument must not be sold short, quantity held would be -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("atTheLimit")
    void whatKeepsALimitLeaves(String what, RiskLimits limits, OrderIntent order) {
        assertThat(refusals(MARGIN, limits, List.of(order))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondTheLimit")
    void whatBreaksALimitIsRefusedWithRuleAndFigures(
            String what, RiskLimits limits, OrderIntent order, RejectReason reason, String text) {
        assertThat(refusals(MARGIN, limits, List.of(order))).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.text()).isEqualTo(text + " (" + refusal.order().instrument() + ", order s-1)");
        });
    }

    @Test
    void exposureIsWhatConcentrationIsMeasuredByOnceItIsMoreThanEquity() {
        RiskLimits limits = NONE.withMaxConcentration(0.6);

        assertThat(refusals(MARGIN, limits, List.of(buy(MSFT, 60), buy(AAPL, 90))))
                .isEmpty();
        assertThat(refusals(MARGIN, limits, List.of(buy(MSFT, 60), buy(AAPL, 91))))
                .extracting(OrderEvent.Rejected::text)
                .containsExactly("position must not exceed 0.6 of the larger of exposure and equity 15100,"
                        + " would be 9100 (AAPL, order s-2)");
    }

    @Test
    void positionsAndOpenOrdersOfASectorCountWhateverTheirSide() {
        RiskLimits limits = NONE.withMaxSectorExposure(0.2).withSectors(Map.of("AAPL", "t", "MSFT", "t"));
        OrderIntent resting = sell(MSFT, 8).atLimit(MSFT.price(120));

        assertThat(refusals(MARGIN, limits, List.of(resting), List.of(buy(AAPL, 12))))
                .isEmpty();
        assertThat(refusals(MARGIN, limits, List.of(resting), List.of(buy(AAPL, 13))))
                .extracting(OrderEvent.Rejected::reason)
                .containsExactly(RejectReason.EXPOSURE_LIMIT);
    }

    @Test
    void instrumentsWithoutASectorAreASectorEach() {
        RiskLimits limits = NONE.withMaxSectorExposure(0.2).withSectors(Map.of("AAPL", "MSFT alone"));

        assertThat(refusals(MARGIN, NONE.withMaxSectorExposure(0.2), List.of(buy(AAPL, 20), buy(MSFT, 20))))
                .isEmpty();
        assertThat(refusals(MARGIN, limits, List.of(buy(AAPL, 20), buy(MSFT, 20))))
                .isEmpty();
    }

    /** Fewer than thirty daily returns: the two count as one, long and short against each other. */
    @Test
    void whatHedgesWithinAGroupCountsForItsGrossOnly() {
        List<OrderIntent> hedged = List.of(buy(AAPL, 20), sell(MSFT, 20));

        assertThat(refusals(MARGIN, NONE.withMaxCorrelatedExposure(0.2, 0.4, 0.7), hedged))
                .isEmpty();
        assertThat(refusals(MARGIN, NONE.withMaxCorrelatedExposure(0.2, 0.39, 0.7), hedged))
                .extracting(OrderEvent.Rejected::text)
                .singleElement()
                .asString()
                .startsWith("gross exposure");
        assertThat(refusals(MARGIN, NONE.withMaxCorrelatedExposure(0.3, 1, 0.7), List.of(buy(AAPL, 20), buy(MSFT, 11))))
                .extracting(OrderEvent.Rejected::text)
                .singleElement()
                .asString()
                .startsWith("net exposure");
    }

    @Test
    void amountsCountWholeTowardLeverageOfAMarginAccount() {
        RiskLimits limits = NONE.withMaxLeverage(1);

        assertThat(refusals(MARGIN, limits, List.of(buyNotional(AAPL, "6000"), buyNotional(MSFT, "4000"))))
                .isEmpty();
        assertThat(refusals(MARGIN, limits, List.of(buyNotional(AAPL, "6000"), buyNotional(MSFT, "4000.01"))))
                .extracting(OrderEvent.Rejected::reason)
                .containsExactly(RejectReason.LEVERAGE_LIMIT);
    }

    /** No bar of MSFT comes: nothing of it is held or open, and its price is asked by nobody. */
    @Nested
    final class WhereAnotherInstrumentIsSilent {
        private final OrderIntent one = buy(AAPL, 20);
        private final OrderIntent tooMuch = buy(AAPL, 21);

        private List<RejectReason> reasons(RiskLimits limits, OrderIntent order) {
            Script script = CashAccount.script(order);
            double none = Double.NaN;
            Engine.over(Runs.data(minutes(AAPL, HUNDREDS), minutes(MSFT, none, none, none, none, none, 100)))
                    .execution(new Venue())
                    .account(MARGIN)
                    .strategy("s", script, CAPITAL, limits)
                    .build()
                    .run();
            return script.orderEvents.stream()
                    .filter(OrderEvent.Rejected.class::isInstance)
                    .map(event -> ((OrderEvent.Rejected) event).reason())
                    .toList();
        }

        private void holds(RiskLimits limits, RejectReason reason) {
            assertThat(reasons(limits, one)).isEmpty();
            assertThat(reasons(limits, tooMuch)).containsExactly(reason);
        }

        @Test
        void exposuresAreWhatIsHeld() {
            holds(NONE.withMaxSectorExposure(0.2), RejectReason.EXPOSURE_LIMIT);
            holds(NONE.withMaxCorrelatedExposure(0.2, 1, 0.7), RejectReason.EXPOSURE_LIMIT);
            holds(NONE.withMaxCorrelatedExposure(1, 0.2, 0.7), RejectReason.EXPOSURE_LIMIT);
            holds(NONE.withMaxLeverage(0.2), RejectReason.LEVERAGE_LIMIT);
            holds(NONE.withMaxConcentration(0.2), RejectReason.POSITION_LIMIT);
        }
    }

    /** Orders of another step do not count, also not for a step that only replaces. */
    @Test
    void ordersOfAStepAreForgottenWithIt() {
        RiskLimits limits = NONE.withMaxOrdersPerStep(1);
        Script script = new Script();
        script.decide = context -> switch (script.decisions) {
            case 1 -> List.of(buy(AAPL, 1).atLimit(AAPL.price(50)), buy(AAPL, 1).atLimit(AAPL.price(51)));
            case 3, 4 ->
                List.of(OrderIntent.replace(context.orders().working().get(0))
                        .withLimit(AAPL.price(50 + script.decisions)));
            default -> List.of();
        };

        Engine.over(Runs.data(minutes(AAPL, HUNDREDS)))
                .execution(new Venue())
                .account(MARGIN)
                .strategy("s", script, CAPITAL, limits)
                .build()
                .run();

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Replaced.class::isInstance)
                .hasSize(2);
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .isEmpty();
    }

    @Nested
    final class OrdersInAMinute {
        private final RiskLimits limits = NONE.withMaxOrdersPerMinute(2);
        private final List<OrderIntent> two = List.of(buy(AAPL, 1), buy(AAPL, 1));

        @Test
        void oneMoreIsRefused() {
            assertThat(refusals(MARGIN, limits, List.of(buy(AAPL, 1), buy(AAPL, 1), buy(AAPL, 1))))
                    .extracting(OrderEvent.Rejected::text)
                    .containsExactly("orders in 60 seconds must not exceed 2 (AAPL, order s-3)");
        }

        @Test
        void aMinuteLaterThereIsRoomAgain() {
            assertThat(refusals(MARGIN, limits, two, two, two)).isEmpty();
        }

        /** A pair is two orders, or none. */
        @Test
        void aRefusedPairDoesNotCount() {
            OrderIntent pair = OrderIntent.oneCancelsOther(
                    buy(AAPL, 1).atLimit(AAPL.price(90)), buy(AAPL, 9).atStop(AAPL.price(110)));
            OrderIntent refused = OrderIntent.oneCancelsOther(
                    buy(AAPL, 1).atLimit(AAPL.price(90)), buy(AAPL, 11).atStop(AAPL.price(110)));
            RiskLimits both = NONE.withMaxOrdersPerMinute(2).withMaxPositionWeight(0.1);

            assertThat(refusals(MARGIN, both, List.of(refused, pair)))
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.POSITION_LIMIT, RejectReason.POSITION_LIMIT);
            assertThat(refusals(MARGIN, both, List.of(refused, pair, buy(AAPL, 1))))
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.POSITION_LIMIT, RejectReason.POSITION_LIMIT, RejectReason.ORDER_RATE);
            assertThat(refusals(MARGIN, both, List.of(buy(AAPL, 1), pair)))
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.ORDER_RATE, RejectReason.ORDER_RATE);
        }

        @Test
        void takenBackAnOrderLeavesTheMinuteAsItWas() {
            OrderPace pace = new OrderPace(1);
            pace.sent(0);
            pace.sent(60_000_000_000L);
            pace.takeBack();

            assertThat(pace.hasRoom(59_999_999_999L)).isFalse();
            assertThat(pace.hasRoom(60_000_000_000L)).isTrue();
        }

        @Test
        void theMinuteSlides() {
            OrderPace pace = new OrderPace(2);
            pace.sent(0);
            pace.sent(30_000_000_000L);

            assertThat(pace.hasRoom(59_999_999_999L)).isFalse();
            assertThat(pace.hasRoom(60_000_000_000L)).isTrue();
            pace.sent(60_000_000_000L);
            assertThat(pace.hasRoom(89_999_999_999L)).isFalse();
            assertThat(pace.hasRoom(90_000_000_000L)).isTrue();
        }
    }

    @Nested
    final class Exits {
        /** The strictest of everything. */
        private final RiskLimits strict = NONE.withMaxOrderQty(5)
                .withMaxOrderNotional(500)
                .withMaxPositionWeight(0.05)
                .withMaxLeverage(0.05)
                .withMaxConcentration(0.05)
                .withMaxSectorExposure(0.04)
                .withMaxCorrelatedExposure(0.04, 0.04, 0)
                .withMaxPriceDeviation(0.01)
                .withMaxOrdersPerMinute(2);

        @Test
        void passEveryLimit() {
            assertThat(refusals(
                            MARGIN,
                            strict.withMaxSectorExposure(0.05).withMaxCorrelatedExposure(0.05, 0.05, 0),
                            List.of(buy(AAPL, 3), buy(AAPL, 2)),
                            List.of(
                                    sell(AAPL, 1),
                                    sell(AAPL, 1).atLimit(AAPL.price(300)),
                                    sellNotional(AAPL, "100"),
                                    OrderIntent.close(AAPL))))
                    .isEmpty();
        }

        /** From 4 long to 1 short is not a way out, although it is nearer to zero. */
        @Test
        void areNoFlipsHoweverSmall() {
            RiskLimits limits = NONE.withoutShorts();

            assertThat(refusals(MARGIN, limits, List.of(buy(AAPL, 4)), List.of(sell(AAPL, 4))))
                    .isEmpty();
            assertThat(refusals(MARGIN, limits, List.of(buy(AAPL, 4)), List.of(sell(AAPL, 5))))
                    .extracting(OrderEvent.Rejected::text)
                    .containsExactly("instrument must not be sold short, quantity held would be -1 (AAPL, order s-2)");
        }

        /** A sale's limit is the least that it takes: it makes no sale smaller. */
        @Test
        void areNoFlipsWhateverTheirPrice() {
            RiskLimits limits = NONE.withoutShorts();
            List<OrderIntent> held = List.of(buy(AAPL, 50));

            assertThat(refusals(MARGIN, limits, held, List.of(sell(AAPL, 50).atLimit(AAPL.price(50)))))
                    .isEmpty();
            assertThat(List.of(
                            sell(AAPL, 51).atLimit(AAPL.price(50)),
                            sell(AAPL, 55).atLimit(AAPL.price(90)),
                            sell(AAPL, 51).atStopLimit(AAPL.price(99), AAPL.price(50)),
                            sell(AAPL, 51).atLimit(AAPL.price(200)),
                            sellNotional(AAPL, "5100")))
                    .allSatisfy(flip -> assertThat(refusals(MARGIN, limits, held, List.of(flip)))
                            .extracting(OrderEvent.Rejected::reason)
                            .containsExactly(RejectReason.SHORT_NOT_ALLOWED));
        }

        @Test
        void areNoneWhereAnAmountClosesThePositionAlready() {
            RiskLimits limits = NONE.withoutShorts();

            assertThat(refusals(
                            MARGIN,
                            limits,
                            List.of(buy(AAPL, 4)),
                            List.of(sellNotional(AAPL, "300"), sell(AAPL, 2).atLimit(AAPL.price(1)))))
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }

        /** Each sells what the other would: they are no more than the larger. */
        @Test
        void areOrdersOfWhichOneCancelsTheOtherAlsoWhenTheyAreReplaced() {
            Script script = new Script();
            script.decide = context -> switch (script.decisions) {
                case 1 -> List.of(buy(AAPL, 4));
                case 2 ->
                    List.of(OrderIntent.oneCancelsOther(
                            sell(AAPL, 4).atLimit(AAPL.price(110)),
                            sell(AAPL, 4).atStop(AAPL.price(90))));
                case 3 ->
                    List.of(OrderIntent.replace(context.orders().working().get(1))
                            .withStop(AAPL.price(95)));
                default -> List.of();
            };

            Engine.over(Runs.data(minutes(AAPL, HUNDREDS)))
                    .execution(new Venue())
                    .account(MARGIN)
                    .strategy("s", script, CAPITAL, NONE.withoutShorts())
                    .build()
                    .run();

            assertThat(script.orderEvents)
                    .filteredOn(OrderEvent.Replaced.class::isInstance)
                    .hasSize(1);
        }

        @Test
        void areNoneWhereOthersCloseThePositionAlready() {
            RiskLimits limits = NONE.withoutShorts();

            assertThat(refusals(MARGIN, limits, List.of(buy(AAPL, 4)), List.of(sell(AAPL, 3), sell(AAPL, 2))))
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }

        @Test
        void areNotHeldBackByOnesThatOnlyReduce() {
            OrderIntent stop = sell(AAPL, 4).atStop(AAPL.price(90)).withReduceOnly();

            assertThat(refusals(
                            MARGIN, NONE.withoutShorts(), List.of(buy(AAPL, 4)), List.of(stop), List.of(sell(AAPL, 4))))
                    .isEmpty();
        }
    }
}
