package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OppositeOrders;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before it leaves, by the rules of a broker, against what all strategies hold and have open. */
class BrokerProfileTests {
    private static final long DAY = 86_400_000_000_000L;
    private static final Instrument ABC =
            Instrument.equity("ABC").withLotSize("0.01").withTickSize("0.00001");
    private static final Instrument COIN = Instrument.crypto("COIN", "0.01", "0.001");
    private static final Instrument EUR = Instrument.forex("EURUSD", "USD", "0.0001");
    private static final NewOrder BUY = OrderIntent.buy(ABC, 10);
    private static final NewOrder SELL = OrderIntent.sell(ABC, 10);

    /**
     * One order of one strategy.
     *
     * @param held what the asking strategy holds, bought at the first open
     * @param heldByOther what another one holds, negative when short
     * @param open what the other one has resting
     * @param asked the order in question
     * @param reason why it is refused; empty: it leaves
     */
    private record Row(
            String what, long held, long heldByOther, List<OrderIntent> open, OrderIntent asked, String reason) {
        @Override
        public String toString() {
            return what + ": " + (reason.isEmpty() ? "leaves" : reason);
        }
    }

    private static Row row(String what, OrderIntent asked, String reason) {
        return new Row(what, 0, 0, List.of(), asked, reason);
    }

    private static Price at(String price) {
        return Price.of(price);
    }

    /** Until cancelled. */
    private static NewOrder sell(long shares) {
        return OrderIntent.sell(ABC, shares).withTimeInForce(TimeInForce.GTC);
    }

    private static NewOrder fraction(NewOrder order) {
        return new NewOrder(
                ABC,
                order.side(),
                ABC.quantity("0.5"),
                null,
                order.terms(),
                order.timeInForce(),
                null,
                order.exits(),
                order.handling(),
                order.tag());
    }

    static Stream<Row> alpaca() {
        return Stream.of(
                        forms(),
                        fractions(),
                        hours(),
                        brackets(),
                        pairs(),
                        prices(),
                        crypto(),
                        shorts(),
                        zero(),
                        washes())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> forms() {
        return Stream.of(
                row("market of the day", BUY, ""),
                row("limit IOC", BUY.atLimit(at("90")).withTimeInForce(TimeInForce.IOC), ""),
                row("limit on close", BUY.atLimit(at("90")).onClose(), ""),
                row("stop GTC", BUY.atStop(at("110")).withTimeInForce(TimeInForce.GTC), ""),
                row("stop IOC", BUY.atStop(at("110")).withTimeInForce(TimeInForce.IOC), "UNSUPPORTED"),
                row("limit GTD", BUY.atLimit(at("90")).withExpiry(Instant.ofEpochSecond(20 * 86_400)), "UNSUPPORTED"),
                row("trailing stop GTC", BUY.atTrailingStop(at("5")).withTimeInForce(TimeInForce.GTC), ""),
                row("forex", OrderIntent.buy(EUR, EUR.quantity(1)), "UNSUPPORTED"));
    }

    private static Stream<Row> fractions() {
        return Stream.of(
                row("fraction at market", fraction(BUY), ""),
                row("fraction, stop-limit", fraction(BUY.atStopLimit(at("110"), at("111"))), ""),
                row("fraction GTC", fraction(BUY.withTimeInForce(TimeInForce.GTC)), "UNSUPPORTED"),
                row("fraction, trailing stop", fraction(BUY.atTrailingStop(at("5"))), "UNSUPPORTED"),
                row("fraction with an exit", fraction(BUY.withStopLoss(at("90"))), "UNSUPPORTED"),
                row("amount", OrderIntent.buyNotional(ABC, "50"), ""));
    }

    private static Stream<Row> hours() {
        return Stream.of(
                row("extended hours, limit", BUY.atLimit(at("90")).withExtendedHours(), ""),
                row("extended hours, market", BUY.withExtendedHours(), "UNSUPPORTED"),
                row(
                        "extended hours, GTC",
                        BUY.atLimit(at("90")).withTimeInForce(TimeInForce.GTC).withExtendedHours(),
                        "UNSUPPORTED"));
    }

    private static Stream<Row> brackets() {
        NewOrder bracket = BUY.withTakeProfit(at("120")).withStopLoss(at("90"));
        return Stream.of(
                row("bracket", bracket, ""),
                row("bracket with a stop entry", bracket.atStop(at("105")), "UNSUPPORTED"),
                row("bracket on open", bracket.onOpen(), "UNSUPPORTED"),
                row("trailing exit", BUY.withTrailingStopLoss(at("5")), "UNSUPPORTED"),
                row("exit on half a cent", BUY.withStopLoss(at("90.005")), "LOT_OR_TICK"));
    }

    private static Stream<Row> pairs() {
        OrderIntent exits = OrderIntent.oneCancelsOther(SELL.atLimit(at("120")), SELL.atStop(at("90")));
        return Stream.of(
                new Row("exits of a position", 10, 0, List.of(), exits, ""),
                row("pair without a position", exits, "UNSUPPORTED"),
                new Row(
                        "two limits",
                        10,
                        0,
                        List.of(),
                        OrderIntent.oneCancelsOther(SELL.atLimit(at("120")), SELL.atLimit(at("130"))),
                        "UNSUPPORTED"),
                row(
                        "breakout of both sides",
                        OrderIntent.oneCancelsOther(BUY.atLimit(at("90")), SELL.atStop(at("80"))),
                        "UNSUPPORTED"),
                new Row(
                        "exits by IOC",
                        10,
                        0,
                        List.of(),
                        OrderIntent.oneCancelsOther(
                                SELL.atLimit(at("120")).withTimeInForce(TimeInForce.IOC), SELL.atStop(at("90"))),
                        "UNSUPPORTED"));
    }

    private static Stream<Row> prices() {
        return Stream.of(
                row("limit in cents", BUY.atLimit(at("90.25")), ""),
                row("limit on half a cent", BUY.atLimit(at("90.255")), "LOT_OR_TICK"),
                row("limit of a penny share", BUY.atLimit(at("0.9999")), ""),
                row("penny share, five decimals", BUY.atLimit(at("0.99995")), "LOT_OR_TICK"),
                row("stop-limit, limit off", BUY.atStopLimit(at("110"), at("111.001")), "LOT_OR_TICK"));
    }

    private static Stream<Row> crypto() {
        NewOrder coin = OrderIntent.buy(COIN, COIN.quantity("0.5"));
        return Stream.of(
                row("crypto at market", coin, ""),
                row("crypto limit GTC", coin.atLimit(at("90")).withTimeInForce(TimeInForce.GTC), ""),
                row("crypto limit of the day", coin.atLimit(at("90")), "UNSUPPORTED"),
                row("crypto stop", coin.atStop(at("110")).withTimeInForce(TimeInForce.GTC), "UNSUPPORTED"),
                row("crypto short", OrderIntent.sell(COIN, COIN.quantity("0.5")), "SHORT_NOT_ALLOWED"));
    }

    private static Stream<Row> shorts() {
        return Stream.of(
                row("short sale", SELL, ""),
                row("short sale of a fraction", fraction(SELL), "SHORT_NOT_ALLOWED"),
                row("short sale by amount", OrderIntent.sellNotional(ABC, "50"), "SHORT_NOT_ALLOWED"),
                new Row("fraction of what the account holds", 0, 10, List.of(), fraction(SELL), ""));
    }

    private static Stream<Row> zero() {
        NewOrder exit = OrderIntent.sell(ABC, 10);
        return Stream.of(
                new Row("flip", 10, 0, List.of(), OrderIntent.sell(ABC, 15), "CROSSES_ZERO"),
                new Row("sale down to zero", 10, 0, List.of(), exit, ""),
                new Row("exit beyond the account's position", 10, -4, List.of(), exit, "CROSSES_ZERO"),
                new Row("exits of what only reduces", 10, 0, List.of(), sell(5).withStopLoss(at("120")), "UNSUPPORTED"),
                new Row("exits of what adds", -10, 0, List.of(), sell(5).withStopLoss(at("120")), ""),
                new Row("part of it within", 10, -4, List.of(), OrderIntent.sell(ABC, 6), ""),
                new Row("exit of a strategy of an account that is short", 10, -20, List.of(), exit, ""),
                new Row("cover beyond the account's position", 0, -5, List.of(), BUY, "CROSSES_ZERO"),
                new Row("what another's sale holds", 10, 5, List.of(sell(8).atLimit(at("120"))), exit, "QUANTITY_HELD"),
                new Row("what another's sale leaves", 10, 5, List.of(sell(5).atLimit(at("120"))), exit, ""),
                new Row(
                        "exits of another count once",
                        10,
                        5,
                        List.of(OrderIntent.oneCancelsOther(sell(5).atLimit(at("120")), sell(5).atStop(at("80")))),
                        exit,
                        ""));
    }

    private static Stream<Row> washes() {
        List<OrderIntent> limitSale = List.of(sell(5).atLimit(at("120")));
        List<OrderIntent> stopSale = List.of(sell(5).atStop(at("80")));
        return Stream.of(
                new Row("market against a limit", 0, 50, limitSale, BUY, "WASH_TRADE"),
                new Row("limit below the other's", 0, 50, limitSale, BUY.atLimit(at("119.99")), ""),
                new Row("limit at the other's", 0, 50, limitSale, BUY.atLimit(at("120")), "WASH_TRADE"),
                new Row(
                        "stop-limit at the other's",
                        0,
                        50,
                        limitSale,
                        BUY.atStopLimit(at("115"), at("120")),
                        "WASH_TRADE"),
                new Row("limit against a stop", 0, 50, stopSale, BUY.atLimit(at("70")), "WASH_TRADE"),
                new Row("bracket against a stop", 0, 50, stopSale, BUY.withStopLoss(at("90")), ""),
                new Row("trailing stop against a stop", 0, 50, stopSale, BUY.atTrailingStop(at("5")), ""),
                new Row("market against a trailing stop", 0, 50, List.of(sell(5).atTrailingStop(at("20"))), BUY, ""),
                new Row(
                        "market against the exits of another",
                        0,
                        50,
                        List.of(OrderIntent.oneCancelsOther(sell(5).atLimit(at("120")), sell(5).atStop(at("80")))),
                        BUY,
                        ""),
                new Row(
                        "market against a limit of another instrument",
                        0,
                        50,
                        limitSale,
                        OrderIntent.buy(COIN, COIN.quantity("1")).withTimeInForce(TimeInForce.GTC),
                        ""),
                new Row(
                        "market against what waits for another order",
                        0,
                        50,
                        List.of(OrderIntent.oneTriggersOther(
                                BUY.atLimit(at("50")).withTimeInForce(TimeInForce.GTC), sell(5).atLimit(at("120")))),
                        BUY,
                        ""));
    }

    @ParameterizedTest
    @MethodSource
    void alpaca(Row row) {
        List<String> refusals = refusals(row, BrokerProfile.ALPACA, null);

        assertThat(refusals.stream()
                        .map(text -> text.split(" ", 2)[0])
                        .distinct()
                        .toList())
                .as("%s", refusals)
                .isEqualTo(row.reason().isEmpty() ? List.of() : List.of(row.reason()));
    }

    @ParameterizedTest
    @MethodSource("alpaca")
    void anUnrestrictedBrokerTakesAllOfIt(Row row) {
        assertThat(refusals(row, BrokerProfile.UNRESTRICTED, null)).isEmpty();
    }

    @Test
    void strategiesMayKeepApartWhereTheBrokerDoesNotMind() {
        Row against = washes().findFirst().orElseThrow();

        assertThat(refusals(against, BrokerProfile.UNRESTRICTED, OppositeOrders.REFUSE))
                .containsExactly(
                        "WASH_TRADE an order must not be able to trade with an open one of its account, was BUY"
                                + " MARKET against SELL LIMIT at 120.00000000, order other-3 (ABC, order asking-1)");
        assertThat(refusals(against, BrokerProfile.UNRESTRICTED, OppositeOrders.SEND))
                .isEmpty();
    }

    @Test
    void aStrategyMayMeetItself() {
        Asking alone = new Asking(10, List.of(sell(5).atLimit(at("120"))), List.of(BUY));
        BacktestResult result = Backtest.ofSeveral()
                .on(MarketData.of(TradingCalendars.alwaysOpen(), flat(ABC)))
                .oppositeOrders(OppositeOrders.REFUSE)
                .strategy("alone", alone, new BigDecimal("100000"), RiskLimits.NONE)
                .run();

        assertThat(alone.refusals).isEmpty();
        assertThat(result.fills()).extracting(fill -> fill.side()).containsExactly(Side.BUY, Side.BUY);
    }

    /** The account holds 6.5 while one strategy has 10.5 to close: the account's zero is on the way. */
    @Test
    void aStopLossGetsOutInAsManyOrdersAsTheBrokerTakes() {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        for (int day = 0; day < 10; day++) {
            double price = day < 6 ? 100 : 80;
            bars.bar(day * DAY, (day + 1) * DAY, price, price, price, price, 1000);
        }
        Asking shorter = new Asking(-4, List.of(), List.of());
        Strategy holder = new Asking(10, List.of(), List.of(fraction(BUY)));
        BacktestResult result = Backtest.ofSeveral()
                .on(MarketData.of(TradingCalendars.alwaysOpen(), bars.build()))
                .account(AccountRules.margin())
                .broker(BrokerProfile.ALPACA)
                .strategy("shorter", shorter, new BigDecimal("100000"), RiskLimits.NONE)
                .strategy(
                        "holder",
                        holder,
                        new BigDecimal("100000"),
                        RiskLimits.NONE.withLosses(LossLimits.NONE.withPositionStopLoss(0.1)))
                .run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.fills())
                .filteredOn(fill -> fill.orderId().origin().equals("holder") && fill.side() == Side.SELL)
                .extracting(fill -> fill.lastQty().toString())
                .containsExactly("6.50", "4.00");
        assertThat(result.run().account().net()).containsEntry(ABC, ABC.quantity("-4"));
    }

    /** Neither the other exit's quantity nor an order on the other side stands against it. */
    @Test
    void aReplacementOfAnExitIsAnExit() {
        List<String> refusals = new ArrayList<>();
        Strategy holder = new Strategy() {
            private int step;

            @Override
            public void onOrderUpdate(OrderEvent event, Context context) {
                if (event instanceof OrderEvent.Rejected || event instanceof OrderEvent.CancelRejected) {
                    refusals.add(event.toString());
                }
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return switch (step++) {
                    case 0 -> List.of(OrderIntent.buy(ABC, 5));
                    case 1 ->
                        List.of(OrderIntent.oneCancelsOther(
                                sell(5).atLimit(at("120")).withTag("target"), sell(5).atStop(at("80"))));
                    case 2 ->
                        List.of(
                                BUY.atLimit(at("85")).withTimeInForce(TimeInForce.GTC),
                                OrderIntent.replace(
                                                context.orders().find("target").orElseThrow())
                                        .withLimit(at("119")));
                    default -> List.of();
                };
            }
        };
        BacktestResult result = Backtest.of(holder)
                .on(MarketData.of(TradingCalendars.alwaysOpen(), flat(ABC)))
                .broker(BrokerProfile.ALPACA)
                .run();

        assertThat(refusals).isEmpty();
        assertThat(result.orders())
                .filteredOn(order -> order.tag().equals("target"))
                .extracting(Order::price)
                .containsExactly(Optional.of(Price.of("119")));
    }

    @Test
    void aRefusalSaysRuleAndFigures() {
        Row crossing = new Row("", 10, -4, List.of(), OrderIntent.sell(ABC, 10), "");
        Row held = new Row("", 10, 5, List.of(sell(8).atLimit(at("120"))), OrderIntent.sell(ABC, 10), "");

        assertThat(refusals(crossing, BrokerProfile.ALPACA, null))
                .containsExactly("CROSSES_ZERO alpaca lets no order pass zero: the account holds 6.00, was SELL"
                        + " 10.00 (ABC, order asking-2)");
        assertThat(refusals(held, BrokerProfile.ALPACA, null))
                .containsExactly("QUANTITY_HELD alpaca sets aside what open orders close: the account holds 15.00,"
                        + " free are 7.00, was SELL 10.00 (ABC, order asking-2)");
    }

    private static List<String> refusals(Row row, BrokerProfile profile, @Nullable OppositeOrders opposite) {
        Asking other = new Asking(row.heldByOther(), row.open(), List.of());
        Asking asking = new Asking(row.held(), List.of(), List.of(row.asked()));
        Backtest backtest = Backtest.ofSeveral()
                .on(MarketData.of(TradingCalendars.alwaysOpen(), flat(ABC), flat(COIN), flat(EUR)))
                .account(AccountRules.margin())
                .broker(profile)
                .strategy("other", other, new BigDecimal("100000"), RiskLimits.NONE)
                .strategy("asking", asking, new BigDecimal("100000"), RiskLimits.NONE);
        if (opposite != null) {
            backtest.oppositeOrders(opposite);
        }
        BacktestResult result = backtest.run();

        assertThat(result.failures()).isEmpty();
        assertThat(other.refusals).isEmpty();
        return asking.refusals;
    }

    private static BarColumns flat(Instrument instrument) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        for (int day = 0; day < 7; day++) {
            bars.bar(day * DAY, (day + 1) * DAY, 100, 100, 100, 100, 1000);
        }
        return bars.build();
    }

    /** Opens, in two orders where an account that the other one is in must pass zero, then rests or asks. */
    private static final class Asking implements Strategy {
        final List<String> refusals = new ArrayList<>();
        private final long holding;
        private final List<OrderIntent> resting;
        private final List<OrderIntent> asked;
        private int step;

        Asking(long holding, List<OrderIntent> resting, List<OrderIntent> asked) {
            this.holding = holding;
            this.resting = resting;
            this.asked = asked;
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Rejected rejected && rejected.reason() != RejectReason.NOTHING_TO_REDUCE) {
                refusals.add(rejected.reason() + " " + rejected.text());
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return switch (step++) {
                case 0 -> asked.isEmpty() ? List.of() : opening(holding);
                case 1 -> asked.isEmpty() ? opening(holding / 2) : List.of();
                case 2 -> asked.isEmpty() ? opening(holding) : List.of();
                case 3 -> resting;
                case 4 -> asked;
                default -> List.of();
            };
        }

        private static List<OrderIntent> opening(long shares) {
            return List.of(OrderIntent.targetQuantity(ABC, shares));
        }
    }
}
