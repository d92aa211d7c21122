package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What splits and dividends make of the prices of resting orders, of every type and both sides. */
class RestingOrderActionTests {
    private static final LocalDate EX = LocalDate.of(2024, 3, 6);
    private static final CorporateAction THREE_FOR_ONE = new Split(ACME, EX, 3, 1);
    private static final CorporateAction HALF_A_DOLLAR = new Dividend(ACME, EX, new BigDecimal("0.50"));

    /** Two days at a price before the action and two after it, on margin; the order is given on the second. */
    private static Trial trial(double before, double after, CorporateAction action, NewOrder order) {
        return TradingSession.daily()
                .with(backtest -> backtest.account(AccountRules.margin()))
                .day("2024-03-04", before, before, before, before)
                .day("2024-03-05", before, before, before, before)
                .day("2024-03-06", after, after, after, after)
                .day("2024-03-07", after, after, after, after)
                .actions(action)
                .order(0, order.withTimeInForce(TimeInForce.GTC));
    }

    private static NewOrder buy() {
        return OrderIntent.buy(ACME, 100);
    }

    private static NewOrder sell() {
        return OrderIntent.sell(ACME, 100);
    }

    private static NewOrder after(BacktestResult result) {
        return result.orders().get(0).request();
    }

    private static List<String> fills(BacktestResult result) {
        return result.fills().stream()
                .map(fill -> fill.side() + " " + fill.lastQty() + " @ "
                        + fill.lastPx().toDouble())
                .toList();
    }

    private static List<String> ends(BacktestResult result) {
        return Trial.ends(result).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    /** Rounded to where they are not easier to fill. */
    @ParameterizedTest
    @MethodSource
    void aSplitScalesEveryPrice(NewOrder order, String terms) {
        assertThat(after(trial(90, 30, THREE_FOR_ONE, order).run()).terms()).hasToString(terms);
    }

    static Stream<Arguments> aSplitScalesEveryPrice() {
        return Stream.of(
                arguments(
                        buy().atStopLimit(Price.of("95.2"), Price.of("96.2")),
                        "StopLimit[stopPrice=31.74, price=32.06]"),
                arguments(
                        sell().atStopLimit(Price.of("85.1"), Price.of("84.1")),
                        "StopLimit[stopPrice=28.36, price=28.04]"),
                arguments(sell().atTrailingStop(Price.of("10")), "TrailingStop[distance=3.34]"));
    }

    @ParameterizedTest
    @MethodSource
    void aDividendLowersWhatLiesBelowTheMarket(NewOrder order, String terms) {
        assertThat(after(trial(50, 49.5, HALF_A_DOLLAR, order).run()).terms()).hasToString(terms);
    }

    static Stream<Arguments> aDividendLowersWhatLiesBelowTheMarket() {
        return Stream.of(
                arguments(sell().atStopLimit(Price.of("49"), Price.of("48")), "StopLimit[stopPrice=48.5, price=47.5]"),
                arguments(sell().atLimit(Price.of("51")), "Limit[price=51]"),
                arguments(buy().atStopLimit(Price.of("51"), Price.of("52")), "StopLimit[stopPrice=51, price=52]"),
                arguments(buy().atStop(Price.of("51")), "Stop[stopPrice=51]"),
                arguments(buy().atLimit(Price.of("0.51")), "Limit[price=0.01]"));
    }

    /** Minutes around the clock, none of them the last of its day: no end of a day looks at resting orders anew. */
    @Test
    void aSplitInAQuietMarketMovesThePriceAtWhichAnOrderWakes() {
        Trial trial = Trial.minutes()
                .with(backtest -> backtest.account(AccountRules.margin()))
                .actions(THREE_FOR_ONE)
                .order(0, sell().atLimit(Price.of(120)).withTimeInForce(TimeInForce.GTC));
        for (int minute = 0; minute < 5; minute++) {
            trial.bar(ACME, minute, 90, 90, 90, 90, 1000);
        }
        for (int minute = 1450; minute < 1455; minute++) {
            trial.bar(ACME, minute, 30, minute == 1453 ? 45 : 30, 30, 30, 1000);
        }

        assertThat(trial.fills()).containsExactly("1453 SELL 300 @ 40");
    }

    @Test
    void ofABracketADividendLowersTheEntryAndItsStop() {
        NewOrder bracket =
                buy().atLimit(Price.of("48")).withStopLoss(Price.of("40")).withTakeProfit(Price.of("60"));

        NewOrder after = after(trial(50, 49.5, HALF_A_DOLLAR, bracket).run());

        assertThat(after.terms()).hasToString("Limit[price=47.5]");
        assertThat(after.exits().terms().toString()).contains("Limit[price=60]").contains("Stop[stopPrice=39.5]");
    }

    @Test
    void aPriceOfNothingEndsTheOrder() {
        BacktestResult result =
                trial(50, 49.5, HALF_A_DOLLAR, buy().atLimit(Price.of("0.50"))).run();

        assertThat(ends(result)).containsExactly("Cancelled");
    }

    @Nested
    class TrailingStops {
        /** From 100, a third of which is 33.33 down, 0.34 away. */
        @Test
        void ofASaleStartFromTheThirdRoundedDown() {
            Trial trial = trial(100, 33.33, THREE_FOR_ONE, sell().atTrailingStop(Price.of("1")));

            assertThat(fills(trial.day("2024-03-08", 33.1, 33.1, 33, 33.1)
                            .day("2024-03-11", 33.1, 33.1, 32.99, 33.1)
                            .run()))
                    .containsExactly("SELL 300 @ 32.99");
        }

        /** From 100, a third of which is 33.34 up, 0.34 away. */
        @Test
        void ofABuyStartFromTheThirdRoundedUp() {
            Trial trial = trial(100, 33.34, THREE_FOR_ONE, buy().atTrailingStop(Price.of("1")));

            assertThat(fills(trial.day("2024-03-08", 33.4, 33.67, 33.4, 33.4)
                            .day("2024-03-11", 33.4, 33.68, 33.4, 33.4)
                            .run()))
                    .containsExactly("BUY 300 @ 33.68");
        }
    }

    /** Far from the market for days, so that nothing but the split brings it near. */
    @Test
    void aStopThatAReverseSplitScalesIsReachedAtTheNewPrice() {
        Trial trial = TradingSession.daily()
                .with(backtest -> backtest.account(AccountRules.margin()).scaleOrdersAtReverseSplits(true))
                .actions(new Split(ACME, LocalDate.of(2024, 3, 8), 1, 20))
                .order(0, sell().atStop(Price.of("1")).withTimeInForce(TimeInForce.GTC));
        for (String day : List.of("2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07")) {
            trial.day(day, 1.2, 1.2, 1.2, 1.2);
        }

        assertThat(fills(trial.day("2024-03-08", 24, 24, 19, 19).run())).containsExactly("SELL 5 @ 20.0");
    }

    @Test
    void anAmountStaysAndNothingIsTold() {
        BacktestResult result = TradingSession.daily()
                .day("2024-03-05", 90, 90, 90, 90)
                .day("2024-03-06", 30, 30, 30, 30)
                .actions(THREE_FOR_ONE)
                .order(0, OrderIntent.buyNotional(ACME, "1000"))
                .run();

        assertThat(fills(result)).containsExactly("BUY 33 @ 30.0");
        assertThat(ends(result)).isEmpty();
    }
}
