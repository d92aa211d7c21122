package io.strategysdk.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.Safeguard;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Instrument ZETA = Instrument.equity("ZETA");
    private static final NewOrder BUY = OrderIntent.buy(ACME, 5);
    private static final NewOrder SELL = OrderIntent.sell(ACME, 5);
    private static final OrderId ID = new OrderId("s", 1);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);

    private static Order order(OrderStatus status, long filled) {
        return new Order(ID, BUY, status, Quantity.of(5), Quantity.of(filled), filled == 0 ? Double.NaN : 10);
    }

    private static Fill fill(String price, String fee) {
        return new Fill("x", ID, ACME, Side.BUY, Quantity.of(2), Price.of(price), new BigDecimal(fee), 0);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    static Stream<Arguments> intents() {
        return Stream.of(
                intent("buy 5 ACME", BUY),
                intent("sell 5 ACME at limit 12.5", SELL.atLimit(Price.of("12.50"))),
                intent("sell 5 ACME at stop 9", SELL.atStop(Price.of("9.00"))),
                intent("buy 5 ACME at stop 11 limit 11.05", BUY.atStopLimit(Price.of("11"), Price.of("11.05"))),
                intent("sell 5 ACME at stop trailing by 0.5", SELL.atTrailingStop(Price.of("0.50"))),
                intent("sell 5 ACME at stop trailing by 2.5 %", SELL.atTrailingStopPercent(money("2.50"))),
                intent("buy 1000.50 USD of ACME", OrderIntent.buyNotional(ACME, "1000.50")),
                intent("sell 5 ACME at limit 12 GTC", SELL.atLimit(Price.of(12)).withTimeInForce(TimeInForce.GTC)),
                intent(
                        "sell 5 ACME at limit 12 GTD 2030-01-02T00:00:00Z",
                        SELL.atLimit(Price.of(12)).withExpiry(Instant.parse("2030-01-02T00:00:00Z"))),
                intent("sell 5 ACME, reduce only", SELL.withReduceOnly()),
                intent(
                        "buy 5 ACME at limit 10, extended hours",
                        BUY.atLimit(Price.of(10)).withExtendedHours()),
                intent(
                        "buy 5 ACME at limit 10 GTC, do not reduce",
                        BUY.atLimit(Price.of(10))
                                .withTimeInForce(TimeInForce.GTC)
                                .withDoNotReduce()),
                intent(
                        "buy 5 ACME, exit at limit 12, exit at stop 9 'entry'",
                        BUY.withStopLoss(Price.of(9))
                                .withTakeProfit(Price.of(12))
                                .withTag("entry")),
                intent(
                        "sell 5 ACME at limit 12 or sell 5 ACME at stop 9",
                        OrderIntent.oneCancelsOther(SELL.atLimit(Price.of(12)), SELL.atStop(Price.of(9)))),
                intent(
                        "buy 5 ACME at limit 10 then sell 5 ACME at limit 12",
                        OrderIntent.oneTriggersOther(BUY.atLimit(Price.of(10)), SELL.atLimit(Price.of(12)))),
                intent("cancel s-1", OrderIntent.cancel(order(OrderStatus.SUBMITTED, 0))),
                intent("cancel all of ACME", OrderIntent.cancelAll(ACME)),
                intent(
                        "replace s-1 by 7 at limit 9.9",
                        new OrderIntent.Replace(
                                new Order(
                                        ID,
                                        BUY.atLimit(Price.of(10)),
                                        OrderStatus.SUBMITTED,
                                        Quantity.of(5),
                                        Quantity.ZERO,
                                        Double.NaN),
                                Quantity.of(7),
                                new OrderTerms.Limit(Price.of("9.90")))),
                intent("close ACME", OrderIntent.close(ACME)),
                intent("target -3 ACME", OrderIntent.targetQuantity(ACME, -3)),
                intent("target 25 % ACME, -12.5 % ZETA", OrderIntent.targetWeights(Map.of(ZETA, -0.125, ACME, 0.25))));
    }

    private static Arguments intent(String words, OrderIntent intent) {
        return Arguments.of(words, intent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("intents")
    void intentsAreSaidAsTradersSayThem(String words, OrderIntent intent) {
        assertThat(Words.of(intent)).isEqualTo(words);
    }

    static Stream<Arguments> orderEvents() {
        Order submitted = order(OrderStatus.SUBMITTED, 0);
        return Stream.of(
                happened("accepted s-1: buy 5 ACME", new OrderEvent.Accepted(submitted, 0)),
                happened(
                        "filled s-1: buy 2 ACME at 10.25, fee 0.5, 3 left",
                        new OrderEvent.Filled(order(OrderStatus.PARTIALLY_FILLED, 2), fill("10.250", "0.50"))),
                happened(
                        "filled s-1: buy 2 ACME at 10",
                        new OrderEvent.Filled(order(OrderStatus.FILLED, 5), fill("10", "0.00"))),
                happened("replaced s-1: buy 5 ACME", new OrderEvent.Replaced(submitted, 0)),
                happened("cancelled s-1: buy 5 ACME", new OrderEvent.Cancelled(submitted, 0)),
                happened("expired s-1: buy 5 ACME", new OrderEvent.Expired(submitted, 0)),
                happened(
                        "rejected: buy 5 ACME: BUYING_POWER, cash must be 50, was 10",
                        new OrderEvent.Rejected(submitted, RejectReason.BUYING_POWER, "cash must be 50, was 10", 0)),
                happened(
                        "rejected: buy 5 ACME: BROKER", new OrderEvent.Rejected(submitted, RejectReason.BROKER, "", 0)),
                happened(
                        "refused: cancel s-1: UNKNOWN_ORDER, too late",
                        new OrderEvent.CancelRejected(
                                submitted, OrderIntent.cancel(submitted), RejectReason.UNKNOWN_ORDER, "too late", 0)));
    }

    private static Arguments happened(String words, OrderEvent event) {
        return Arguments.of(words, event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orderEvents")
    void whatHappensToAnOrderSaysOrderAndReason(String words, OrderEvent event) {
        assertThat(Words.of(event)).isEqualTo(words);
        assertThat(Words.of(new JournalEntry.Reported(0, "s", event))).isEqualTo(words);
    }

    @Test
    void anOrderSaysHowItStands() {
        assertThat(Words.of(order(OrderStatus.PARTIALLY_FILLED, 2)))
                .isEqualTo("s-1: buy 5 ACME, PARTIALLY_FILLED, filled 2");
    }

    static Stream<Arguments> marketEvents() {
        QuoteBar.SideBar bid = new QuoteBar.SideBar(1, 2, 0.5, 9.99, 100);
        QuoteBar.SideBar ask = new QuoteBar.SideBar(1, 2, 0.5, 10.01, 100);
        return Stream.of(
                shown("ACME 10 11 9.5 10.5 vol 1200", new Bar(ACME, Timeframe.DAY, 0, 1, 10, 11, 9.5, 10.5, 1200)),
                shown("ACME bid 9.99 ask 10.01", new QuoteBar(ACME, Timeframe.DAY, 0, 1, bid, ask)),
                shown("ACME bid 9.99 x 100 ask 10.01 x 250", new Quote(ACME, 0, 9.99, 100, 10.01, 250)),
                shown("ACME trade 10.005 x 7", new Trade(ACME, 0, 10.005, 7)));
    }

    private static Arguments shown(String words, MarketEvent event) {
        return Arguments.of(words, event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("marketEvents")
    void theMarketIsShownInPricesAndSizes(String words, MarketEvent event) {
        assertThat(Words.of(event)).isEqualTo(words);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                action("split 4 for 1 of ACME from 2024-01-02", new CorporateAction.Split(ACME, DAY, 4, 1)),
                action(
                        "stock dividend 1 for 20 of ACME from 2024-01-02",
                        new CorporateAction.StockDividend(ACME, DAY, 1, 20)),
                action(
                        "dividend 0.82 of ACME from 2024-01-02",
                        new CorporateAction.Dividend(ACME, DAY, money("0.820"), DAY)),
                action(
                        "dividend 0.82 of ACME from 2024-01-02, paid 2024-01-12",
                        new CorporateAction.Dividend(ACME, DAY, money("0.82"), DAY.plusDays(10))),
                action(
                        "spin-off worth 3.5 of ACME from 2024-01-02",
                        new CorporateAction.SpinOff(ACME, DAY, money("3.50"))),
                action(
                        "merger of ACME for 21 from 2024-01-02",
                        new CorporateAction.CashMerger(ACME, DAY, money("21.00"))),
                action(
                        "merger of ACME into ZETA 1 for 2 from 2024-01-02",
                        new CorporateAction.ShareMerger(ACME, DAY, ZETA, 1, 2, money("0.00"))),
                action(
                        "merger of ACME into ZETA 1 for 2 and 0.5 from 2024-01-02",
                        new CorporateAction.ShareMerger(ACME, DAY, ZETA, 1, 2, money("0.50"))),
                action("ACME becomes ZETA from 2024-01-02", new CorporateAction.SymbolChange(ACME, DAY, ZETA)),
                action("delisting of ACME from 2024-01-02", new CorporateAction.Delisting(ACME, DAY, false)),
                action("worthless delisting of ACME from 2024-01-02", new CorporateAction.Delisting(ACME, DAY, true)));
    }

    private static Arguments action(String words, CorporateAction action) {
        return Arguments.of(words, action);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void issuersActionsSayTermsAndFirstDay(String words, CorporateAction action) {
        assertThat(Words.of(action)).isEqualTo(words);
        assertThat(Words.of(new JournalEntry.Adjusted(0, action))).isEqualTo(words);
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                entry("wants buy 5 ACME", new JournalEntry.Intended(0, "s", BUY)),
                entry(
                        "begins with 3 ACME that cost 30.5",
                        new JournalEntry.Held(0, "s", ACME, Quantity.of(3), money("30.50"))),
                entry(
                        "holds -3 ACME, cash 1030",
                        new JournalEntry.Booked(0, "s", ACME, Quantity.of(-3), money("1030.00"))),
                entry("worth 1000.25, cash -20", new JournalEntry.Valued(0, "s", money("-20"), money("1000.250"))),
                entry(
                        "pays 0.75 for ACME, cash 99.25",
                        new JournalEntry.Charged(0, "s", Optional.of(ACME), money("0.75"), money("99.25"))),
                entry(
                        "pays 0.75 for debt, cash -99.25",
                        new JournalEntry.Charged(0, "s", Optional.empty(), money("0.750"), money("-99.25"))),
                entry(
                        "was stopped: onTimer threw java.lang.ArithmeticException: / by zero",
                        new JournalEntry.Stopped(0, "s", "onTimer", "java.lang.ArithmeticException", "/ by zero")),
                entry(
                        "is called for margin: worth 90, needs 120.5",
                        new JournalEntry.MarginCalled(0, "s", money("90"), money("120.50"))),
                entry(
                        "safeguard POSITION_STOP_LOSS of ACME at 0.125, limit 0.1",
                        new JournalEntry.Safeguarded(
                                0, "s", Safeguard.POSITION_STOP_LOSS, Optional.of(ACME), 0.125, 0.1)),
                entry(
                        "safeguard DRAWDOWN at 0.21, limit 0.2",
                        new JournalEntry.Safeguarded(0, "s", Safeguard.DRAWDOWN, Optional.empty(), 0.21, 0.2)),
                entry(
                        "gets 8.2 from ACME, holds 10, cash 108.2",
                        new JournalEntry.Entitled(0, "s", ACME, money("8.20"), Quantity.of(10), money("108.20"))),
                entry(
                        "is paid 8.2 by ACME, cash 108.2",
                        new JournalEntry.Paid(0, "s", ACME, money("8.20"), money("108.20"))),
                entry("prices are SPLIT_ADJUSTED", new JournalEntry.Priced(0, PriceMode.SPLIT_ADJUSTED)));
    }

    private static Arguments entry(String words, JournalEntry entry) {
        return Arguments.of(words, entry);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void aJournalSaysWhatWasDoneAndWhatCameOfIt(String words, JournalEntry entry) {
        assertThat(Words.of(entry)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "10.50, 10.5",
        "0.0000004, 0",
        "0.1234565, 0.123456",
        "0.1234575, 0.123458",
        "-1500000.25, -1500000.25",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersHaveSixDigitsBehindThePointAtMost(double value, String words) {
        assertThat(Words.number(value)).isEqualTo(words);
    }

    @Test
    void timesAreThoseOfTheZone() {
        long winter = Clock.epochNanosOf(Instant.parse("2024-01-02T21:00:00.999Z"));
        long summer = Clock.epochNanosOf(Instant.parse("2024-07-02T03:59:59Z"));

        assertThat(Words.time(winter, ZoneId.of("America/New_York"))).isEqualTo("2024-01-02 16:00:00");
        assertThat(Words.time(summer, ZoneId.of("America/New_York"))).isEqualTo("2024-07-01 23:59:59");
    }
}
