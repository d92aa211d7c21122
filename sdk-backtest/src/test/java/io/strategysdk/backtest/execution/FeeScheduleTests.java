package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.SampleTrades.DAY;
import static io.strategysdk.backtest.execution.SampleTrades.SHARE;
import static io.strategysdk.backtest.execution.SampleTrades.buy;
import static io.strategysdk.backtest.execution.SampleTrades.coins;
import static io.strategysdk.backtest.execution.SampleTrades.inTheMonth;
import static io.strategysdk.backtest.execution.SampleTrades.sell;
import static io.strategysdk.backtest.execution.SampleTrades.today;
import static io.strategysdk.backtest.execution.SampleTrades.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published schedules, by their own examples and at every edge of their tables. */
class FeeScheduleTests {

    @Nested
    class UsRegulatory {
        private final CommissionModel fees = CommissionModel.usRegulatory();

        /** One share for a million dollars: the rate, a cent of trading activity, and later a cent of audit trail. */
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "2010-01-04, 22.41",
            "2012-04-01, 22.41",
            "2013-05-24, 22.41",
            "2013-05-25, 17.41",
            "2014-03-17, 17.41",
            "2014-03-18, 22.11",
            "2015-02-13, 22.11",
            "2015-02-14, 18.41",
            "2016-02-15, 18.41",
            "2016-02-16, 21.81",
            "2017-07-03, 21.81",
            "2017-07-04, 23.11",
            "2018-05-21, 23.11",
            "2018-05-22, 13.01",
            "2019-04-15, 13.01",
            "2019-04-16, 20.71",
            "2020-02-17, 20.71",
            "2020-02-18, 22.11",
            "2021-02-24, 22.11",
            "2021-02-25, 5.11",
            "2022-05-13, 5.11",
            "2022-05-14, 22.91",
            "2023-02-26, 22.91",
            "2023-02-27, 8.01",
            "2024-05-21, 8.01",
            "2024-05-22, 27.81",
            "2024-08-31, 27.81",
            "2024-09-01, 27.82",
            "2025-05-13, 27.82",
            "2025-05-14, 0.02",
            "2026-04-03, 0.02",
            "2026-04-04, 20.62",
            "2035-12-31, 20.62"
        })
        void section31IsChargedOnTheValueOfSalesAtTheRateOfTheDate(LocalDate date, BigDecimal fee) {
            assertThat(fees.total(sell(date, "1", "1000000"))).isEqualByComparingTo(fee);
        }

        @ParameterizedTest(name = "{1} shares on {0}: {2}")
        @CsvSource({
            "2010-01-04, 10000, 0.95",
            "2012-06-30, 10000, 0.95",
            "2012-07-01, 10000, 1.19",
            "2021-12-31, 10000, 1.19",
            "2022-01-01, 10000, 1.30",
            "2022-12-31, 10000, 1.30",
            "2023-01-01, 10000, 1.45",
            "2023-12-31, 10000, 1.45",
            "2024-01-01, 10000, 1.66",
            "2012-06-30, 60000, 4.75",
            "2021-12-31, 60000, 5.95",
            "2022-12-31, 60000, 6.49",
            "2023-12-31, 60000, 7.27",
            "2024-01-01, 50000, 8.30",
            "2024-01-01, 50001, 8.30",
            "2024-01-01, 49999, 8.30",
            "2024-01-01, 49939, 8.29"
        })
        void tradingActivityIsChargedOnSharesSoldUpToItsMaximum(LocalDate date, String shares, BigDecimal fee) {
            assertThat(fees.total(sell(date, shares, "0"))).isEqualByComparingTo(fee);
        }

        /** Of 100,000 shares 5.30, 4.60 and 2.65; sellers pay 8.30 or 9.79 of trading activity too. */
        @ParameterizedTest(name = "{0}: {1}, {2}")
        @CsvSource({
            "2024-08-31, 0.00, 8.30",
            "2024-09-01, 5.30, 13.60",
            "2024-12-31, 5.30, 13.60",
            "2025-01-01, 4.60, 12.90",
            "2025-06-30, 4.60, 12.90",
            "2025-07-01, 2.65, 10.95",
            "2025-12-31, 2.65, 10.95",
            "2026-01-01, 2.65, 12.44",
            "2035-12-31, 2.65, 12.44"
        })
        void theAuditTrailIsChargedOnBothSides(LocalDate date, BigDecimal bought, BigDecimal sold) {
            TradedOrder.Trade trade = trade(date, "100000", "0", Liquidity.TAKER, AccountVolume.NONE);

            assertThat(fees.total(new TradedOrder(SHARE, Side.BUY, List.of(trade))))
                    .isEqualByComparingTo(bought);
            assertThat(fees.total(sell(date, "100000", "0"))).isEqualByComparingTo(sold);
        }

        /** alpaca.markets/blog/reg-taf-fees: 100 shares at 100 dollars and a rate of 8 dollars; 0.0166 for the shares. */
        @Test
        void theBrokersExampleIsTenCents() {
            assertThat(fees.total(sell(DAY, "100", "10000"))).isEqualByComparingTo("0.10");
        }

        /** docs.alpaca.markets/docs/regulatory-fees: 0.00083 is a cent. */
        @Test
        void thePartOfACentIsACent() {
            assertThat(fees.total(sell(DAY, "5", "0"))).isEqualByComparingTo("0.01");
        }

        @Test
        void aSecondSaleOfTheDayPaysWhatTheDaysRoundedSumsGrowBy() {
            // 5 shares have paid for 60, since a cent is 60.2 shares of 0.000166; 1,250 dollars of 8 in a million
            assertThat(fees.total(sell(DAY, "55", "0", today("5", "5", "0")))).isZero();
            assertThat(fees.total(sell(DAY, "56", "0", today("5", "5", "0")))).isEqualByComparingTo("0.01");
            assertThat(fees.total(sell(DAY, "0", "1250", today("0", "0", "0")))).isEqualByComparingTo("0.01");
            assertThat(fees.total(sell(DAY, "0", "1250", today("0", "0", "1250"))))
                    .isEqualByComparingTo("0.01");
            assertThat(fees.total(sell(DAY, "0", "1249", today("0", "0", "1")))).isZero();
        }

        @Test
        void onlySharesInDollarsPay() {
            TradedOrder.Trade trade = trade(DAY, "1000", "1000000", Liquidity.TAKER, AccountVolume.NONE);
            Instrument euros = Instrument.of("SAP", AssetClass.EQUITY, "EUR");
            Instrument pair = Instrument.forex("EURUSD", "USD", "0.00001");

            assertThat(fees.total(buy(1000, "1000000"))).isZero();
            assertThat(fees.total(new TradedOrder(euros, Side.SELL, List.of(trade))))
                    .isZero();
            assertThat(fees.total(new TradedOrder(pair, Side.SELL, List.of(trade))))
                    .isZero();
            assertThat(fees.total(coins(Liquidity.TAKER, "1000000", "0"))).isZero();
        }

        @Test
        void eachTradeOfAnOrderPaysTheRatesOfItsOwnDate() {
            TradedOrder.Trade before =
                    trade(LocalDate.of(2025, 5, 13), "1", "1000000", Liquidity.TAKER, AccountVolume.NONE);
            TradedOrder.Trade after =
                    trade(LocalDate.of(2025, 5, 14), "1", "1000000", Liquidity.TAKER, AccountVolume.NONE);

            assertThat(fees.total(new TradedOrder(SHARE, Side.SELL, List.of(before, after))))
                    .isEqualByComparingTo("27.84");
        }
    }

    @Nested
    class Alpaca {
        private final CommissionModel fees = CommissionModel.alpaca();

        @ParameterizedTest(name = "after {0}: {1} and {2}")
        @CsvSource({
            "0, 15, 25",
            "99999.99, 15, 25",
            "100000, 12, 22",
            "499999.99, 12, 22",
            "500000, 10, 20",
            "999999.99, 10, 20",
            "1000000, 8, 18",
            "9999999.99, 8, 18",
            "10000000, 5, 15",
            "24999999.99, 5, 15",
            "25000000, 2, 13",
            "49999999.99, 2, 13",
            "50000000, 2, 12",
            "99999999.99, 2, 12",
            "100000000, 0, 10",
            "5000000000, 0, 10"
        })
        void cryptoPaysByThirtyDaysAndLiquidity(String before, BigDecimal maker, BigDecimal taker) {
            assertThat(fees.total(coins(Liquidity.MAKER, "10000", before))).isEqualByComparingTo(maker);
            assertThat(fees.total(coins(Liquidity.TAKER, "10000", before))).isEqualByComparingTo(taker);
        }

        @Test
        void sharesPayTheRegulatorsAlone() {
            assertThat(fees.total(sell(DAY, "100", "10000"))).isEqualByComparingTo("0.10");
            assertThat(fees.total(buy(100, "10000"))).isZero();
        }

        @Test
        void anOrderThatMadeAndTookPaysBoth() {
            TradedOrder.Trade made = trade(DAY, "1", "10000", Liquidity.MAKER, AccountVolume.NONE);
            TradedOrder.Trade took = trade(DAY, "1", "10000", Liquidity.TAKER, AccountVolume.NONE);

            assertThat(fees.total(new TradedOrder(SampleTrades.COIN, Side.BUY, List.of(made, took))))
                    .isEqualByComparingTo("40");
        }
    }

    @Nested
    class InteractiveBrokers {
        /** The broker's page: 100 and 1,000 shares at 25 dollars, 1,000 at 0.25 with a maximum of 1 %. */
        @ParameterizedTest(name = "{0} shares for {1}: {2}")
        @CsvSource({"100, 2500, 1.00", "1000, 25000, 5.00", "1000, 250, 2.50", "200, 5000, 1.00", "201, 5025, 1.005"})
        void fixedIsAsPublished(long shares, String value, BigDecimal fee) {
            assertThat(CommissionModel.interactiveBrokersFixed("1").total(buy(shares, value)))
                    .isEqualByComparingTo(fee);
        }

        @Test
        void theMaximumIsHalfAPercentUnlessGiven() {
            assertThat(CommissionModel.interactiveBrokersFixed().total(buy(1000, "250")))
                    .isEqualByComparingTo("1.25");
            assertThat(CommissionModel.interactiveBrokersTiered().total(buy(1000, "250")))
                    .isEqualByComparingTo("1.25");
            assertThat(CommissionModel.interactiveBrokersTiered("1").total(buy(1000, "250")))
                    .isEqualByComparingTo("2.5");
        }

        @ParameterizedTest(name = "{1} shares after {0}: {2}")
        @CsvSource({
            "0, 100, 0.35",
            "0, 1000, 3.5",
            "299000, 1000, 3.5",
            "300000, 1000, 2",
            "299999, 1000, 2.0015",
            "3000000, 1000, 1.5",
            "20000000, 1000, 1",
            "100000000, 1000, 0.5",
            "500000000, 1000, 0.5"
        })
        void tieredFallsWithTheSharesOfTheMonth(String before, String shares, BigDecimal fee) {
            TradedOrder order = sell(DAY, shares, "1000000", inTheMonth(before));

            assertThat(CommissionModel.interactiveBrokersTiered().total(order)).isEqualByComparingTo(fee);
        }

        /** 300,000 × 0.0035 + 2,700,000 × 0.002 + 17,000,000 × 0.0015 + 80,000,000 × 0.001 + 1 × 0.0005. */
        @Test
        void oneTradeThroughAllTiersPaysEachOfThem() {
            assertThat(CommissionModel.interactiveBrokersTiered().total(sell(DAY, "100000001", "1000000000")))
                    .isEqualByComparingTo("111950.0005");
        }
    }

    @Nested
    class Tiers {
        @Test
        void mustBeginAtZeroAndRise() {
            assertThatThrownBy(CommissionModel::tiered)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the first commission tier must be from 0, was none");
            assertThatThrownBy(() -> CommissionModel.tiered(CommissionTier.of("1", "0.01")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the first commission tier must be from 0, was 1");
            assertThatThrownBy(() -> CommissionModel.tiered(
                            CommissionTier.of("0", "0.01"),
                            CommissionTier.of("10", "0.01"),
                            CommissionTier.of("10", "0.02")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a commission tier must be from above the one before it, 10, was 10");
        }

        @Test
        void areNotNegativeAndDecimal() {
            assertThatThrownBy(() -> CommissionTier.of("-1", "0.01"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("commission tier from must not be negative, was -1");
            assertThatThrownBy(() -> CommissionTier.of("0", "free"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("commission per share of a tier must be a decimal number such as 0.005, was 'free'");
            assertThatThrownBy(() -> new CommissionTier(BigDecimal.ZERO, new BigDecimal("-0.01")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("start and rate of a commission tier must not be negative, were 0 and -0.01");
        }
    }

    @Nested
    class WhatIsTraded {
        @Test
        void isAtLeastOneTrade() {
            assertThatThrownBy(() -> new TradedOrder(SHARE, Side.BUY, List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a traded order must have a trade, had none (ACME)");
        }

        @Test
        void isTheSumOfItsTrades() {
            TradedOrder order = new TradedOrder(SHARE, Side.BUY, List.of(trade(3, "30"), trade(4, "44.5")));

            assertThat(order.quantity().toString()).isEqualTo("7");
            assertThat(order.value()).isEqualByComparingTo("74.5");
        }

        @Test
        void isNeverNegative() {
            assertThatThrownBy(() -> trade(-1, "30")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> trade(1, "-30"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("quantity and value of a trade must not be negative, were 1 and -30");
            assertThatThrownBy(() -> inTheMonth("-1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("quantity of the month must not be negative, was -1");
        }
    }

    @Nested
    class Together {
        @Test
        void feesAddUpAndKeepTheirOwnMinimums() {
            CommissionModel both =
                    CommissionModel.perShare("0.005").withMinimum("1").plus(CommissionModel.percent("0.1"));

            assertThat(both.total(buy(100, "1000"))).isEqualByComparingTo("2");
            assertThat(both.withMinimum("3").total(buy(100, "1000"))).isEqualByComparingTo("3");
            assertThat(both.withMaximumPercent("0.15").total(buy(100, "1000"))).isEqualByComparingTo("1.5");
        }

        @Test
        void nothingAddsNothing() {
            CommissionModel fees = CommissionModel.perOrder("1");

            assertThat(fees.plus(CommissionModel.NONE)).isSameAs(fees);
            assertThat(CommissionModel.NONE.plus(fees)).isSameAs(fees);
            assertThat(CommissionModel.NONE.plus(CommissionModel.NONE)).isSameAs(CommissionModel.NONE);
        }
    }
}
