package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.QuoteBar.SideBar;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fills and marks on bars that have a bid and an ask. */
class QuoteBarTests {
    private static SideBar side(double open, double high, double low, double close) {
        return new SideBar(open, high, low, close, 0);
    }

    /** A minute whose ask is everywhere one above its bid. */
    private static Trial minute(Trial trial, double open, double high, double low, double close) {
        return trial.quotes(side(open, high, low, close), side(open + 1, high + 1, low + 1, close + 1));
    }

    private static Trial calm() {
        return minute(Trial.minutes(), 10, 10, 10, 10).with(backtest -> backtest.account(AccountRules.margin()));
    }

    private static NewOrder resting(NewOrder order) {
        return order.withTimeInForce(TimeInForce.GTC);
    }

    @Nested
    class Orders {
        @Test
        void marketOrdersTakeTheOtherSidesOpen() {
            Trial trial = calm().order(0, OrderIntent.buy(ACME, 1)).order(1, OrderIntent.sell(ACME, 1));

            assertThat(minute(minute(trial, 10, 12, 8, 10), 11, 12, 8, 10).fills())
                    .containsExactly("1 BUY 1 @ 11", "2 SELL 1 @ 11");
        }

        @Test
        void aLimitToBuyWaitsForTheAskToComeDown() {
            Trial trial = calm().order(0, resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("9"))));

            assertThat(minute(minute(trial, 10, 10, 8.5, 10), 10, 10, 8, 9).fills())
                    .containsExactly("2 BUY 1 @ 9");
        }

        @Test
        void aLimitToSellWaitsForTheBidToComeUp() {
            Trial trial = calm().order(0, resting(OrderIntent.sell(ACME, 1).atLimit(Price.of("12"))));

            assertThat(minute(minute(trial, 10, 11.5, 10, 10), 10, 12, 10, 10).fills())
                    .containsExactly("2 SELL 1 @ 12");
        }

        @Test
        void aStopToBuyIsTriggeredByTheAsk() {
            Trial trial = calm().order(0, resting(OrderIntent.buy(ACME, 1).atStop(Price.of("12"))));

            assertThat(minute(minute(trial, 10, 10.5, 10, 10), 10, 11, 10, 10).fills())
                    .containsExactly("2 BUY 1 @ 12");
        }

        @Test
        void aStopToSellIsTriggeredByTheBid() {
            Trial trial = calm().order(0, resting(OrderIntent.sell(ACME, 1).atStop(Price.of("9"))));

            assertThat(minute(minute(trial, 10, 10, 9.5, 10), 10, 10, 8.5, 10).fills())
                    .containsExactly("2 SELL 1 @ 9");
        }

        @Test
        void aStopLimitToBuyIsTriggeredAndFilledByTheAsk() {
            Trial trial =
                    calm().order(0, resting(OrderIntent.buy(ACME, 1).atStopLimit(Price.of("12"), Price.of("12"))));

            assertThat(minute(minute(trial, 10, 10.5, 10, 10), 10, 13, 10, 12).fills())
                    .containsExactly("2 BUY 1 @ 12");
        }

        @Test
        void aTrailingStopToSellBeginsAtTheBidAndFollowsIt() {
            Trial trial = calm().order(0, resting(OrderIntent.sell(ACME, 1).atTrailingStop(Price.of("2"))));

            assertThat(minute(minute(trial, 10, 13, 9, 13), 13, 13, 11, 11).fills())
                    .containsExactly("2 SELL 1 @ 11");
            assertThat(minute(
                                    calm().order(
                                                    0,
                                                    resting(OrderIntent.sell(ACME, 1)
                                                            .atTrailingStop(Price.of("2")))),
                                    10,
                                    10,
                                    8,
                                    9)
                            .fills())
                    .containsExactly("1 SELL 1 @ 8");
        }

        @Test
        void aTrailingStopToBuyBeginsAtTheAskAndFollowsIt() {
            Trial trial = calm().order(0, resting(OrderIntent.buy(ACME, 1).atTrailingStop(Price.of("2"))));

            assertThat(minute(minute(trial, 10, 11, 7, 7), 7, 9, 7, 8).fills()).containsExactly("2 BUY 1 @ 10");
        }

        @Test
        void auctionsTakeTheSideToo() {
            TradingSession session = TradingSession.nyse("2024-03-05");
            BarColumns.Builder bids = BarColumns.builder(ACME, Timeframe.MINUTE);
            BarColumns.Builder asks = BarColumns.builder(ACME, Timeframe.MINUTE);
            for (int minute = -2; minute < 0; minute++) {
                bids.bar(session.close(minute), session.close(minute + 1), 10, 10, 10, 10, 0);
                asks.bar(session.close(minute), session.close(minute + 1), 11, 11, 11, 11, 0);
            }
            BacktestResult result = Backtest.of(
                            Trial.deciding(0, OrderIntent.buy(ACME, 1).onClose()))
                    .on(TradingCalendars.nyse(), BarColumns.quoted(bids.build(), asks.build()))
                    .run();

            assertThat(result.fills()).hasSize(1);
            assertThat(result.fills().get(0).lastPx()).isEqualTo(Price.of("11.00"));
        }

        @Test
        void withSharesOfTheVolumeEachSideHasItsOwnSize() {
            Trial trial = calm().with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.5)))
                    .order(0, resting(OrderIntent.buy(ACME, 9)), resting(OrderIntent.sell(ACME, 9)))
                    .quotes(new SideBar(10, 10, 10, 10, 4), new SideBar(11, 11, 11, 11, 10))
                    .quotes(new SideBar(10, 10, 10, 10, 100), new SideBar(11, 11, 11, 11, 100));

            assertThat(trial.fills()).containsExactly("1 SELL 2 @ 10", "1 BUY 5 @ 11", "2 SELL 7 @ 10", "2 BUY 4 @ 11");
        }
    }

    @Nested
    class Brackets {
        private Trial bracket(String stop) {
            return calm().order(
                            0,
                            resting(OrderIntent.buy(ACME, 1).atLimit(Price.of("10")))
                                    .withStopLoss(Price.of(stop))
                                    .withTakeProfit(Price.of("15")));
        }

        @Test
        void anEntryInsideOfABarDoesNotTriggerAStopThatOnlyItsOwnSideHasPassed() {
            // bought as the ask comes down to 10, the bid then being 9: it goes on to 8.5 at most
            assertThat(minute(bracket("8"), 10, 10, 8.5, 10).fills()).containsExactly("1 BUY 1 @ 10");
        }

        @Test
        void aStopThatTheBidHasPassedWhenTheEntryFillsIsMetThere() {
            assertThat(minute(bracket("9.5"), 10, 10, 8.5, 10).fills()).containsExactly("1 BUY 1 @ 10", "1 SELL 1 @ 9");
        }

        @Test
        void exitsOfAnEntryAtTheOpenMeetTheBidOfThatBar() {
            Trial trial = calm().order(0, OrderIntent.buy(ACME, 1).withTrailingStopLoss(Price.of("2")));

            assertThat(minute(trial, 10, 10, 8, 9).fills()).containsExactly("1 BUY 1 @ 11", "1 SELL 1 @ 8");
        }

        @Test
        void onAWalkedPathBothSidesTurnAtTheSameTime() {
            // the ask is at 10, half of its way from 11 to 9, when the bid is at 9, half of its way from 10 to 8
            Trial trial = bracket("8.5")
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withPath(IntrabarPath.OPEN_LOW_HIGH_CLOSE)));

            assertThat(minute(trial, 10, 14, 8, 14).fills()).containsExactly("1 BUY 1 @ 10", "1 SELL 1 @ 8.5");
        }

        @Test
        void onAWalkedPathWhatIsMetEarlierOnItsOwnWayComesFirst() {
            // the bid needs a quarter of its way to the target, the ask half of its own to the stop
            Trial trial = calm().with(
                            backtest -> backtest.fills(FillRules.DEFAULT.withPath(IntrabarPath.OPEN_HIGH_LOW_CLOSE)))
                    .order(
                            0,
                            OrderIntent.oneCancelsOther(
                                    resting(OrderIntent.buy(ACME, 1).atStop(Price.of("15"))),
                                    resting(OrderIntent.sell(ACME, 1).atLimit(Price.of("11")))))
                    .quotes(side(10, 14, 10, 14), side(11, 19, 11, 19));

            assertThat(trial.fills()).containsExactly("1 SELL 1 @ 11");
        }
    }

    @Nested
    class Books {
        private Trial holding(OrderIntent order) {
            return minute(minute(calm().order(0, order), 10, 10, 10, 10), 20, 20, 20, 20);
        }

        @Test
        void longsAreMarkedAtTheBid() {
            assertThat(holding(OrderIntent.buy(ACME, 1)).run().finalEquity()).isEqualByComparingTo("100009");
        }

        @Test
        void shortsAreMarkedAtTheAsk() {
            assertThat(holding(OrderIntent.sell(ACME, 1)).run().finalEquity()).isEqualByComparingTo("99989");
        }

        @Test
        void bothAtTheMiddleWhereThatIsAskedFor() {
            AccountRules middle = AccountRules.margin().withMarksAtMiddle();

            assertThat(holding(OrderIntent.buy(ACME, 1))
                            .with(backtest -> backtest.account(middle))
                            .run()
                            .finalEquity())
                    .isEqualByComparingTo("100009.5");
            assertThat(middle.describe()).endsWith("marked at the middle");
        }

        /** As a run marked in one way and its benchmark in another would not be compared. */
        @Test
        void thoseOfBuyingAndHoldingAreAsInTheRun() {
            AccountRules middle = AccountRules.margin().withMarksAtMiddle();

            BacktestResult bid = holding(OrderIntent.buy(ACME, 1)).run();
            BacktestResult atMiddle = holding(OrderIntent.buy(ACME, 1))
                    .with(backtest -> backtest.account(middle))
                    .run();

            assertThat(atMiddle.benchmark().fills())
                    .hasSameSizeAs(bid.benchmark().fills());
            assertThat(atMiddle.benchmark().finalEquity())
                    .isGreaterThan(bid.benchmark().finalEquity());
        }

        @Test
        void aMarketOrderMustPayTheAsk() {
            Trial trial = minute(Trial.minutes(), 10, 10, 10, 10)
                    .with(backtest -> backtest.cash("10.50"))
                    .order(0, OrderIntent.buy(ACME, 1));

            assertThat(Trial.ends(minute(trial, 9, 9, 9, 9).run())).containsExactly("0 Rejected");
        }
    }

    @Nested
    class Strategies {
        private static final class Witness implements Strategy {
            final List<MarketEvent> events = new ArrayList<>();
            final List<Quote> quotes = new ArrayList<>();
            final List<Double> closes = new ArrayList<>();
            private BarSeries bars;

            @Override
            public void onStart(Context context) {
                bars = context.bars(ACME);
            }

            @Override
            public void onMarketEvent(MarketEvent event, Context context) {
                events.add(event);
                closes.add(bars.close(0));
                quotes.add(context.quote(ACME).orElseThrow());
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        }

        @Test
        void seeTheQuotesAsEventsAndTheirMiddleAsBars() {
            QuoteBar bar = new QuoteBar(
                    ACME,
                    Timeframe.MINUTE,
                    0,
                    60_000_000_000L,
                    new SideBar(10, 12, 9, 11, 300),
                    new SideBar(10.01, 12.5, 9, 11.02, 200));
            Witness witness = new Witness();

            BacktestResult result = Backtest.of(witness)
                    .on(TradingCalendars.alwaysOpen(), BarColumns.quoted(List.of(bar)))
                    .run();

            assertThat(result.failures()).isEmpty();
            assertThat(result.warnings()).noneMatch(text -> text.contains("quotes"));
            assertThat(witness.events).containsExactly(bar);
            assertThat(witness.closes).containsExactly(11.01);
            assertThat(witness.quotes).containsExactly(new Quote(ACME, 60_000_000_000L, 11, 300, 11.02, 200));
        }
    }

    @Nested
    class Data {
        private static QuoteBar bar(SideBar bid, SideBar ask) {
            return new QuoteBar(ACME, Timeframe.MINUTE, 0, 60_000_000_000L, bid, ask);
        }

        @Test
        void crossedQuotesAreRefused() {
            QuoteBar crossed = bar(side(10, 12, 9, 11), side(10, 12, 8.5, 11));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BarColumns.quoted(List.of(crossed)))
                    .withMessage("bid must not be above the ask, was low 9.0 bid and 8.5 ask"
                            + " (ACME, bar 1970-01-01T00:01:00Z)");
        }

        @Test
        void sidesOfOtherTimesAreRefused() {
            BarColumns one = BarColumns.quoted(List.of(bar(side(1, 1, 1, 1), side(1, 1, 1, 1))))
                    .bids();
            BarColumns.Builder other = BarColumns.builder(ACME, Timeframe.MINUTE);
            other.bar(0, 50_000_000_000L, 1, 1, 1, 1, 0);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BarColumns.quoted(one, other.build()))
                    .withMessageStartingWith("both sides must be plain bars of one instrument, timeframe");
        }
    }
}
