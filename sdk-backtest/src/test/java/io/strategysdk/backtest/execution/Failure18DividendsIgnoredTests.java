package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Dividends that nobody is paid make every share that pays them look worse than it is; who is short pays them, and the
 * fee for what is borrowed. */
class Failure18DividendsIgnoredTests {
    private static final LocalDate EX = LocalDate.of(2024, 3, 6);
    private static final Dividend HALF_A_DOLLAR = new Dividend(ACME, EX, new BigDecimal("0.50"));

    /** 50 dollars, and 49.50 from the ex-date on. */
    private static Trial trial(Dividend dividend) {
        return TradingSession.daily()
                .day("2024-03-04", 50, 50, 50, 50)
                .day("2024-03-05", 50, 50, 50, 50)
                .day("2024-03-06", 49.5, 49.5, 49.5, 49.5)
                .day("2024-03-07", 49.5, 49.5, 49.5, 49.5)
                .actions(dividend);
    }

    private static StrategyResult book(BacktestResult result) {
        return result.strategies().get(0);
    }

    @Nested
    class OfLongs {
        @Test
        void whoHoldsBeforeTheExDateIsPaid() {
            BacktestResult result =
                    trial(HALF_A_DOLLAR).order(0, OrderIntent.buy(ACME, 100)).run();

            assertThat(book(result).cash()).isEqualByComparingTo("95050");
            assertThat(book(result).income()).isEqualByComparingTo("50");
            assertThat(book(result).realizedPnl()).isZero();
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void whoBuysAtTheOpenOfTheExDateIsNot() {
            BacktestResult result =
                    trial(HALF_A_DOLLAR).order(1, OrderIntent.buy(ACME, 100)).run();

            assertThat(result.fills()).hasSize(1);
            assertThat(book(result).income()).isZero();
        }

        @Test
        void whoSellsAtTheOpenOfTheExDateIs() {
            BacktestResult result = trial(HALF_A_DOLLAR)
                    .order(0, OrderIntent.buy(ACME, 100))
                    .order(1, OrderIntent.close(ACME))
                    .run();

            assertThat(book(result).income()).isEqualByComparingTo("50");
            assertThat(book(result).realizedPnl()).isEqualByComparingTo("-50");
            assertThat(book(result).cash()).isEqualByComparingTo("100000");
        }

        @Test
        void tradingProfitAndDividendsAreToldApart() {
            BacktestResult result = trial(HALF_A_DOLLAR)
                    .order(0, OrderIntent.buy(ACME, 100))
                    .order(1, OrderIntent.close(ACME))
                    .run();

            assertThat(result.statistics().trades().netPnl()).isEqualByComparingTo("-50");
            assertThat(result.statistics().activity().dividends()).isEqualByComparingTo("50");
            assertThat(result.statistics().figure("dividends").value()).hasValue(50);
        }

        @Test
        void eachStrategyIsPaidForWhatItHolds() {
            Trial one = trial(HALF_A_DOLLAR);
            BacktestResult result = Backtest.ofSeveral()
                    .on(one.data())
                    .strategy("one", Trial.deciding(0, OrderIntent.buy(ACME, 100)), cash("50000"), RiskLimits.NONE)
                    .strategy("two", Trial.deciding(0, OrderIntent.buy(ACME, 7)), cash("50000"), RiskLimits.NONE)
                    .strategy("three", Trial.deciding(2, OrderIntent.buy(ACME, 7)), cash("50000"), RiskLimits.NONE)
                    .run();

            assertThat(result.strategies())
                    .extracting(book -> book.income().stripTrailingZeros().toPlainString())
                    .containsExactly("50", "3.5", "0");
        }

        private static BigDecimal cash(String amount) {
            return new BigDecimal(amount);
        }
    }

    @Nested
    class OfShorts {
        /** Costs 5 dollars a night for 100 shares at 50. */
        private static final AccountRules LENT = AccountRules.margin().withBorrowRate("0.36");

        private static Trial shorting(AccountRules rules, int slice) {
            return trial(HALF_A_DOLLAR)
                    .with(backtest -> backtest.account(rules))
                    .order(slice, OrderIntent.sell(ACME, 100));
        }

        @Test
        void whoIsShortBeforeTheExDatePays() {
            BacktestResult result = shorting(AccountRules.margin(), 0).run();

            assertThat(book(result).income()).isEqualByComparingTo("-50");
            assertThat(book(result).cash()).isEqualByComparingTo("104950");
            assertThat(book(result).realizedPnl()).isZero();
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void whoSellsShortAtTheOpenOfTheExDateDoesNot() {
            BacktestResult result = shorting(AccountRules.margin(), 1).run();

            assertThat(result.fills()).hasSize(1);
            assertThat(book(result).income()).isZero();
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void whoCoversAtTheOpenOfTheExDatePays() {
            BacktestResult result = shorting(AccountRules.margin(), 0)
                    .order(1, OrderIntent.close(ACME))
                    .run();

            assertThat(book(result).income()).isEqualByComparingTo("-50");
            assertThat(book(result).realizedPnl()).isEqualByComparingTo("50");
            assertThat(book(result).cash()).isEqualByComparingTo("100000");
        }

        @Test
        void whatIsPaidLaterIsOwedAtOnce() {
            List<String> seen = new ArrayList<>();
            Trial trial = trial(new Dividend(ACME, EX, new BigDecimal("0.50"), LocalDate.of(2024, 3, 7)))
                    .with(backtest -> backtest.account(AccountRules.margin()))
                    .order(0, OrderIntent.sell(ACME, 100));
            for (int slice = 1; slice < 4; slice++) {
                trial.decide(slice, context -> {
                    Portfolio books = context.portfolio();
                    seen.add(books.cash() + " " + books.receivable().intValueExact() + " " + books.equity() + " "
                            + books.buyingPower());
                    return List.of();
                });
            }

            trial.run();

            assertThat(seen)
                    .containsExactly(
                            "105000.0 0 100000.0 195000.0", // twice the equity less 5,000
                            "105000.0 -50 100000.0 195050.0", // less 4,950
                            "104950.0 0 100000.0 195050.0");
        }

        @Test
        void borrowedSharesCostTheirFeeBesideTheDividend() {
            BacktestResult result = shorting(LENT, 0).run();

            assertThat(result.journal().entries(JournalEntry.Charged.class))
                    .extracting(charged -> charged.amount().stripTrailingZeros().toPlainString())
                    .containsExactly("5", "4.95");
            assertThat(book(result).income()).isEqualByComparingTo("-50");
            assertThat(book(result).cash()).isEqualByComparingTo("104940.05");
            assertThat(result.finalEquity()).isEqualByComparingTo("99990.05");
        }

        @Test
        void nobodyBorrowsWhatHeHolds() {
            BacktestResult result = trial(HALF_A_DOLLAR)
                    .with(backtest -> backtest.account(LENT))
                    .order(0, OrderIntent.buy(ACME, 100))
                    .run();

            assertThat(result.journal().entries(JournalEntry.Charged.class)).isEmpty();
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }
    }

    @Nested
    class PaidLater {
        private final Dividend later = new Dividend(ACME, EX, new BigDecimal("0.50"), LocalDate.of(2024, 3, 7));

        @Test
        void itIsEquityAtOnceAndCashOnItsDay() {
            List<String> seen = new ArrayList<>();
            Trial trial = trial(later).order(0, OrderIntent.buy(ACME, 100));
            for (int slice = 1; slice < 4; slice++) {
                trial.decide(slice, context -> {
                    Portfolio books = context.portfolio();
                    seen.add(books.cash() + " " + books.equity() + " " + books.buyingPower() + " "
                            + books.income().stripTrailingZeros() + " "
                            + books.receivable().stripTrailingZeros());
                    return List.of();
                });
            }

            BacktestResult result = trial.run();

            assertThat(seen)
                    .containsExactly(
                            "95000.0 100000.0 95000.0 0 0",
                            "95000.0 100000.0 95000.0 5E+1 5E+1",
                            "95050.0 100000.0 95050.0 5E+1 0");
            assertThat(result.journal().entries(JournalEntry.Paid.class))
                    .singleElement()
                    .satisfies(paid -> assertThat(paid.cash()).isEqualByComparingTo("95050"));
        }

        @Test
        void atTheEndOfTheRunItIsStillEquity() {
            Dividend never = new Dividend(ACME, EX, new BigDecimal("0.50"), LocalDate.of(2024, 4, 1));

            BacktestResult result =
                    trial(never).order(0, OrderIntent.buy(ACME, 100)).run();

            assertThat(book(result).cash()).isEqualByComparingTo("95000");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }
    }

    @Nested
    class RestingOrders {
        private static final NewOrder LIMIT = OrderIntent.buy(ACME, 10).atLimit(Price.of("49.60"));

        private static List<String> fills(NewOrder order) {
            Trial trial =
                    trial(HALF_A_DOLLAR).order(0, OrderIntent.buy(ACME, 100)).order(1, order);
            trial.day("2024-03-08", 49.2, 49.2, 49, 49);
            return trial.run().fills().stream()
                    .skip(1)
                    .map(fill -> fill.side() + " @ " + fill.lastPx().toDouble())
                    .toList();
        }

        @Test
        void aBuyLimitIsLowered() {
            assertThat(fills(LIMIT.withTimeInForce(TimeInForce.GTC))).containsExactly("BUY @ 49.1");
        }

        @Test
        void oneOfTheDayIsNot() {
            assertThat(fills(LIMIT)).containsExactly("BUY @ 49.5");
        }

        @Test
        void oneThatSaysSoIsNot() {
            assertThat(fills(LIMIT.withTimeInForce(TimeInForce.GTC).withDoNotReduce()))
                    .containsExactly("BUY @ 49.5");
        }

        @Test
        void aStopOfASaleIsLowered() {
            assertThat(fills(OrderIntent.sell(ACME, 100)
                            .atStop(Price.of("49.60"))
                            .withTimeInForce(TimeInForce.GTC)))
                    .containsExactly("SELL @ 49.1");
        }

        @Test
        void aTrailingStopOfASaleIsLowered() {
            assertThat(fills(OrderIntent.sell(ACME, 100)
                            .atTrailingStop(Price.of("0.40"))
                            .withTimeInForce(TimeInForce.GTC)))
                    .containsExactly("SELL @ 49.1");
        }

        @Test
        void aLimitOfASaleIsNot() {
            assertThat(fills(OrderIntent.sell(ACME, 100)
                            .atLimit(Price.of("49.45"))
                            .withTimeInForce(TimeInForce.GTC)))
                    .containsExactly("SELL @ 49.5");
        }

        @Test
        void aFractionOfACentIsRoundedAwayFromTheMarket() {
            Trial trial = trial(new Dividend(ACME, EX, new BigDecimal("0.4967")))
                    .order(1, LIMIT.withTimeInForce(TimeInForce.GTC));

            assertThat(trial.run().orders().get(0).request().terms().toString()).isEqualTo("Limit[price=49.1]");
        }

        @Test
        void aDividendAboveThePriceEndsTheOrder() {
            Trial trial = trial(new Dividend(ACME, EX, new BigDecimal("49.60")))
                    .order(1, LIMIT.withTimeInForce(TimeInForce.GTC));

            assertThat(Trial.ends(trial.run())).singleElement().asString().contains("Cancelled");
        }
    }

    @Test
    void aSplitOfTheSameDayComesFirst() {
        Trial trial = TradingSession.daily()
                .day("2024-03-04", 50, 50, 50, 50)
                .day("2024-03-05", 50, 50, 50, 50)
                .day("2024-03-06", 24.5, 24.5, 24.5, 24.5)
                .actions(HALF_A_DOLLAR, new Split(ACME, EX, 2, 1))
                .order(0, OrderIntent.buy(ACME, 100));

        BacktestResult result = trial.run();

        assertThat(book(result).income()).isEqualByComparingTo("100");
        assertThat(result.finalEquity()).isEqualByComparingTo("100000");
    }

    @Test
    void withoutABarTheLastPriceIsLoweredSoThatNothingSeemsGained() {
        Instrument other = Instrument.equity("OTHER");
        Trial trial = TradingSession.daily()
                .day("2024-03-04", 50, 50, 50, 50)
                .day("2024-03-05", 50, 50, 50, 50)
                .day(other, "2024-03-05", 1, 1, 1, 1)
                .day(other, "2024-03-06", 1, 1, 1, 1)
                .actions(HALF_A_DOLLAR)
                .order(0, OrderIntent.buy(ACME, 100));

        BacktestResult result = trial.run();

        assertThat(book(result).income()).isEqualByComparingTo("50");
        assertThat(result.finalEquity()).isEqualByComparingTo("100000");
    }
}
