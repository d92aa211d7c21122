package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fills on quotes and trades. Times are seconds; sizes are 100 where nothing else is said. */
class TickTests {
    private static final long SECOND = 1_000_000_000L;

    private static Quote quote(int second, double bid, double ask) {
        return new Quote(ACME, second * SECOND, bid, 100, ask, 100);
    }

    private static Trade trade(int second, double price) {
        return trade(second, price, 100);
    }

    private static Trade trade(int second, double price, double size) {
        return new Trade(ACME, second * SECOND, price, size);
    }

    private static NewOrder resting(NewOrder order) {
        return order.withTimeInForce(TimeInForce.GTC);
    }

    private static BacktestResult run(OrderIntent order, UnaryOperator<Backtest> settings, MarketEvent... events) {
        BacktestResult result = settings.apply(Backtest.of(Trial.deciding(0, order))
                        .on(TradingCalendars.alwaysOpen(), BarColumns.ticks(List.of(events)))
                        .account(AccountRules.margin())
                        .cash(100_000))
                .run();
        assertThat(result.failures()).isEmpty();
        return result;
    }

    private static List<String> fills(OrderIntent order, FillRules rules, MarketEvent... events) {
        return fills(run(order, backtest -> backtest.fills(rules), events));
    }

    private static List<String> fills(OrderIntent order, MarketEvent... events) {
        return fills(order, FillRules.DEFAULT, events);
    }

    private static List<String> fills(BacktestResult result) {
        List<String> fills = new ArrayList<>();
        for (Fill fill : result.fills()) {
            fills.add(fill.epochNanos() / SECOND + " " + fill.side() + " " + fill.lastQty() + " @ "
                    + fill.lastPx().toBigDecimal().stripTrailingZeros().toPlainString());
        }
        return fills;
    }

    @Nested
    class MarketOrders {
        @Test
        void takeTheOtherSideOfTheNextQuote() {
            MarketEvent[] events = {quote(1, 10, 11), quote(2, 12, 13), quote(3, 20, 21)};

            assertThat(fills(OrderIntent.buy(ACME, 1), events)).containsExactly("2 BUY 1 @ 13");
            assertThat(fills(OrderIntent.sell(ACME, 1), events)).containsExactly("2 SELL 1 @ 12");
        }

        @Test
        void waitForAQuoteWhereThereAreQuotes() {
            assertThat(fills(OrderIntent.buy(ACME, 1), quote(1, 10, 11), trade(2, 10.5), quote(3, 12, 13)))
                    .containsExactly("3 BUY 1 @ 13");
            assertThat(fills(
                            OrderIntent.buy(ACME, 1).withTimeInForce(TimeInForce.IOC),
                            quote(1, 10, 11),
                            trade(2, 10.5),
                            quote(3, 12, 13)))
                    .containsExactly("3 BUY 1 @ 13");
        }

        @Test
        void takeTheNextTradeWhereNothingIsQuoted() {
            assertThat(fills(OrderIntent.buy(ACME, 1), trade(1, 10), trade(2, 12), trade(3, 14)))
                    .containsExactly("2 BUY 1 @ 12");
        }

        @Test
        void takeTheFirstOfSeveralQuotesOfAnInstant() {
            assertThat(fills(OrderIntent.buy(ACME, 1), quote(1, 10, 11), quote(2, 12, 13), quote(2, 8, 9)))
                    .containsExactly("2 BUY 1 @ 13");
        }

        @Test
        void arriveAfterTheirLatencyAndMeetTheQuoteOfThatVeryInstant() {
            UnaryOperator<Backtest> late = backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(2)));

            assertThat(fills(run(OrderIntent.buy(ACME, 1), late, quote(1, 10, 11), quote(2, 12, 13), quote(3, 14, 15))))
                    .containsExactly("3 BUY 1 @ 15");
        }
    }

    @Nested
    class Limits {
        private final NewOrder buy = resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("10")));
        private final NewOrder sell = resting(OrderIntent.sell(ACME, 1).atLimit(Price.of("12")));

        @Test
        void takeABetterQuoteThatTheyAreSentInto() {
            assertThat(fills(buy, quote(1, 8, 9), quote(2, 8, 9))).containsExactly("2 BUY 1 @ 9");
        }

        @Test
        void fillAtTheirPriceOnceTheyRestAndTheOtherSideComesToThem() {
            assertThat(fills(buy, quote(1, 10, 11), quote(2, 10, 11), quote(3, 8, 9)))
                    .containsExactly("3 BUY 1 @ 10");
            assertThat(fills(sell, quote(1, 10, 11), quote(2, 10, 11), quote(3, 13, 14)))
                    .containsExactly("3 SELL 1 @ 12");
        }

        @Test
        void fillOnATradeThroughThem() {
            assertThat(fills(buy, quote(1, 10, 11), trade(2, 10), trade(3, 9.99)))
                    .containsExactly("3 BUY 1 @ 10");
            assertThat(fills(sell, quote(1, 10, 11), trade(2, 12), trade(3, 12.01)))
                    .containsExactly("3 SELL 1 @ 12");
        }

        @Test
        void fillOnATradeAtThemWhereThatIsAskedFor() {
            FillRules touching = FillRules.DEFAULT.withTradesFillAtTouch(true);

            assertThat(fills(buy, touching, quote(1, 10, 11), trade(2, 10), trade(3, 9.99)))
                    .containsExactly("2 BUY 1 @ 10");
        }

        @Test
        void mayNeedATradeSomeTicksThroughThem() {
            assertThat(fills(
                            buy,
                            FillRules.DEFAULT.withTicksThrough(2),
                            quote(1, 10, 11),
                            trade(2, 9.99),
                            trade(3, 9.98)))
                    .containsExactly("3 BUY 1 @ 10");
        }

        @Test
        void areFilledByTradesAlone() {
            assertThat(fills(buy, trade(1, 11), trade(2, 10), trade(3, 9))).containsExactly("3 BUY 1 @ 10");
            assertThat(fills(
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("10")).withTimeInForce(TimeInForce.IOC),
                            trade(1, 11),
                            trade(2, 9)))
                    .containsExactly("2 BUY 1 @ 9");
        }

        @Test
        void areNotFilledByAQuoteOfTheirOwnSide() {
            assertThat(fills(buy, quote(1, 10, 11), quote(2, 9, 11), quote(3, 8, 10.01)))
                    .isEmpty();
        }
    }

    @Nested
    class Stops {
        private final NewOrder buy = resting(OrderIntent.buy(ACME, 1).atStop(Price.of("12")));
        private final NewOrder sell = resting(OrderIntent.sell(ACME, 1).atStop(Price.of("9")));

        @Test
        void areTriggeredByTradesAndFillAtTheNextQuote() {
            assertThat(fills(buy, trade(1, 11), quote(2, 12, 13), trade(3, 12), quote(4, 13, 14)))
                    .containsExactly("4 BUY 1 @ 14");
            assertThat(fills(sell, trade(1, 11), quote(2, 8, 9), trade(3, 9), quote(4, 7, 8)))
                    .containsExactly("4 SELL 1 @ 7");
        }

        @Test
        void areTriggeredByTheQuoteThatTheyMeetWhereNothingHasTradedSoFar() {
            assertThat(fills(buy, quote(1, 10, 11), quote(2, 10, 11.5), quote(3, 11, 12)))
                    .containsExactly("3 BUY 1 @ 12");
            assertThat(fills(sell, quote(1, 10, 11), quote(2, 9.5, 10), quote(3, 8, 9)))
                    .containsExactly("3 SELL 1 @ 8");
        }

        @Test
        void fillAtTheTradeThatTriggersThemWhereNothingIsQuoted() {
            assertThat(fills(buy, trade(1, 11), trade(2, 11.5), trade(3, 12.5))).containsExactly("3 BUY 1 @ 12.5");
        }

        @Test
        void withALimitRestFromTheNextInstantOn() {
            NewOrder stopLimit = resting(OrderIntent.buy(ACME, 1).atStopLimit(Price.of("12"), Price.of("12.50")));

            assertThat(fills(stopLimit, trade(1, 11), trade(2, 12), trade(3, 13), trade(4, 12.4)))
                    .containsExactly("4 BUY 1 @ 12.5");
        }

        @Test
        void thatTrailFollowTrades() {
            NewOrder trailing = resting(OrderIntent.sell(ACME, 1).atTrailingStop(Price.of("2")));

            assertThat(fills(trailing, trade(1, 10), trade(2, 13), trade(3, 11.5), trade(4, 11), trade(5, 9)))
                    .containsExactly("4 SELL 1 @ 11");
        }

        @Test
        void slipAndLimitsDoNot() {
            UnaryOperator<Backtest> slipping = backtest -> backtest.slippage(SlippageModel.fixed(100));
            NewOrder trailing = resting(OrderIntent.sell(ACME, 1).atTrailingStop(Price.of("2")));
            NewOrder stopLimit = resting(OrderIntent.buy(ACME, 1).atStopLimit(Price.of("12"), Price.of("12.50")));
            NewOrder limit = resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("10")));

            assertThat(fills(run(buy, slipping, trade(1, 11), trade(2, 12)))).containsExactly("2 BUY 1 @ 12.12");
            assertThat(fills(run(trailing, slipping, trade(1, 13), trade(2, 13), trade(3, 10))))
                    .containsExactly("3 SELL 1 @ 9.9");
            assertThat(fills(run(stopLimit, slipping, trade(1, 11), trade(2, 12), trade(3, 12.4))))
                    .containsExactly("3 BUY 1 @ 12.5");
            assertThat(fills(run(limit, slipping, trade(1, 11), trade(2, 9)))).containsExactly("2 BUY 1 @ 10");
        }
    }

    @Test
    void sizesBoundFillsWhereSharesOfTheVolumeDoAndTheRestWaits() {
        FillRules half = FillRules.DEFAULT.withVolumeShare(0.5);

        assertThat(fills(OrderIntent.buy(ACME, 80), half, quote(1, 10, 11), quote(2, 10, 11), quote(3, 11, 12)))
                .containsExactly("2 BUY 50 @ 11", "3 BUY 30 @ 12");
        assertThat(fills(
                        resting(OrderIntent.buy(ACME, 30).atLimit(Price.of("10"))),
                        half,
                        trade(1, 11),
                        trade(2, 9, 40),
                        trade(3, 9.5, 90)))
                .containsExactly("2 BUY 20 @ 10", "3 BUY 10 @ 10");
    }

    @Test
    void exitsBeginWithTheInstantAfterTheirEntry() {
        NewOrder bracket = OrderIntent.buy(ACME, 1).withStopLoss(Price.of("10")).withTakeProfit(Price.of("15"));

        assertThat(fills(bracket, quote(1, 12, 13), quote(2, 9, 13), quote(3, 9.5, 11)))
                .containsExactly("2 BUY 1 @ 13", "3 SELL 1 @ 9.5");
    }

    @Test
    void exitsOfALimitBeginWithTheInstantAfterTheTradeThatFillsIt() {
        NewOrder bracket = resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("11")))
                .withStopLoss(Price.of("9"))
                .withTakeProfit(Price.of("15"));

        assertThat(fills(bracket, trade(1, 12), trade(2, 8), trade(3, 10), trade(4, 16)))
                .containsExactly("2 BUY 1 @ 11", "4 SELL 1 @ 15");
        assertThat(fills(bracket, trade(1, 12), trade(2, 10.5), trade(3, 8)))
                .containsExactly("2 BUY 1 @ 11", "3 SELL 1 @ 8");
    }

    @Test
    void trailsOfExitsBeginAtTheQuoteThatTheyWouldMeetElseAtThePriceOfTheEntry() {
        NewOrder bracket = OrderIntent.buy(ACME, 1).withTrailingStopLoss(Price.of("2"));

        assertThat(fills(
                        bracket,
                        quote(1, 12, 13),
                        quote(2, 12, 13),
                        trade(3, 11),
                        quote(4, 11.5, 13),
                        trade(5, 10),
                        quote(6, 9.5, 13)))
                .containsExactly("2 BUY 1 @ 13", "6 SELL 1 @ 9.5");
        assertThat(fills(bracket, trade(1, 12), trade(2, 13), trade(3, 11.5), trade(4, 11), trade(5, 10)))
                .containsExactly("2 BUY 1 @ 13", "4 SELL 1 @ 11");
    }

    @Test
    void positionsAreMarkedAtTheStandingQuote() {
        BacktestResult result =
                run(OrderIntent.buy(ACME, 1), backtest -> backtest, quote(1, 10, 11), quote(2, 12, 13), trade(3, 50));

        assertThat(result.finalEquity()).isEqualByComparingTo("99999");
    }

    @Test
    void positionsAreMarkedAtTheNewestTradeBeforeTheFirstQuoteAndAtTheStandingQuoteAfterIt() {
        NewOrder bid = resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("10")));
        MarketEvent[] bought = {trade(1, 11), trade(2, 9), trade(3, 12)};
        MarketEvent[] quoted = {
            trade(1, 11), trade(2, 9), trade(3, 12), quote(4, 14, 15), trade(5, 50), quote(6, 14, 15)
        };

        BacktestResult result = run(bid, backtest -> backtest, quoted);

        assertThat(result.run().equity()).containsExactly(100_000, 99_999, 100_002, 100_004, 100_004, 100_004);
        assertThat(run(bid, backtest -> backtest, bought).finalEquity()).isEqualByComparingTo("100002");
    }

    @Test
    void strategiesGetEachEventInOrderAndOneStepForAnInstant() {
        List<MarketEvent> seen = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        Strategy witness = new Strategy() {
            private BarSeries bars;

            @Override
            public void onStart(Context context) {
                bars = context.bars(ACME);
            }

            @Override
            public void onMarketEvent(MarketEvent event, Context context) {
                seen.add(event);
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                steps.add(bars.size() + ": " + bars.close(0) + " " + bars.volume(0) + " "
                        + context.quote(ACME).map(Quote::ask));
                return List.of();
            }
        };
        List<MarketEvent> events =
                List.of(trade(1, 9), quote(2, 10, 11), trade(2, 10.5, 7), quote(2, 11, 12), trade(3, 30, 5));

        BacktestResult result = Backtest.of(witness)
                .on(TradingCalendars.alwaysOpen(), BarColumns.ticks(events))
                .run();

        assertThat(result.failures()).isEmpty();
        assertThat(seen).isEqualTo(events);
        assertThat(steps)
                .containsExactly(
                        "1: 9.0 100.0 Optional.empty", "2: 11.5 7.0 Optional[12.0]", "3: 11.5 5.0 Optional[12.0]");
    }

    @Test
    void severalInstrumentsKeepTheirOwnQuotes() {
        Instrument other = Instrument.equity("OTHER");
        BarColumns first = BarColumns.ticks(List.of(quote(1, 10, 11), quote(3, 12, 13)));
        BarColumns second = BarColumns.ticks(
                List.of(new Quote(other, SECOND, 1, 1, 2, 1), new Quote(other, 2 * SECOND, 3, 1, 4, 1)));

        BacktestResult result = Backtest.of(Trial.deciding(0, OrderIntent.buy(ACME, 1), OrderIntent.buy(other, 1)))
                .on(TradingCalendars.alwaysOpen(), first, second)
                .run();

        assertThat(fills(result)).containsExactly("2 BUY 1 @ 4", "3 BUY 1 @ 13");
    }

    @Nested
    class Data {
        @Test
        void crossedQuotesAndWrongOrderAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BarColumns.ticks(List.of(quote(1, 12, 11))))
                    .withMessageStartingWith("bid must not be above the ask, was Quote[");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BarColumns.ticks(List.of(quote(2, 10, 11), quote(1, 10, 11))))
                    .withMessageStartingWith(
                            "quotes and trades must not come before the one before, 1970-01-01T00:00:02Z, was Quote[");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BarColumns.ticks(List.of(trade(1, 0))))
                    .withMessageStartingWith("prices must be positive and finite");
        }

        @Test
        void barsAndCorporateActionsDoNotGoWithThem() {
            BarColumns ticks = BarColumns.ticks(List.of(quote(1, 10, 11)));
            BarColumns.Builder bars = BarColumns.builder(Instrument.equity("OTHER"), Timeframe.MINUTE);
            bars.bar(0, 60 * SECOND, 1, 1, 1, 1, 1);
            MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), ticks);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MarketData.of(TradingCalendars.alwaysOpen(), ticks, bars.build()))
                    .withMessage("a run must be over quotes and trades, or over bars, was over both");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            data.withActions(List.of(new CorporateAction.Split(ACME, LocalDate.of(1970, 1, 1), 2, 1))))
                    .withMessageStartingWith("a run over quotes and trades must have no corporate actions");
        }
    }
}
