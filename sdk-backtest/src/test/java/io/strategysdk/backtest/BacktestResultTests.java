package io.strategysdk.backtest;

import static io.strategysdk.backtest.Rising.OTHER;
import static io.strategysdk.backtest.Rising.rising;
import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Rising.Buyer;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What came of a backtest: the result, and its report. */
class BacktestResultTests {
    private static final class Thrower implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            throw new IllegalStateException("broken");
        }
    }

    @Nested
    class TheResult {
        @Test
        void addsUpAllStrategies() {
            BacktestResult result = Backtest.ofSeveral()
                    .on(rising().data())
                    .strategy("a", new Buyer(), BigDecimal.valueOf(1000), RiskLimits.NONE)
                    .strategy("b", new Buyer(), BigDecimal.valueOf(500), RiskLimits.NONE)
                    .run();

            // both bought 10 at 11 and hold them at 14
            assertThat(result.startCash()).isEqualByComparingTo("1500");
            assertThat(result.finalEquity()).isEqualByComparingTo("1560");
            assertThat(result.run().equity()).containsExactly(1500, 1500, 1520, 1540, 1560);
            assertThat(result.equity().startEquity()).isEqualTo(1500);
            assertThat(result.equity().finalEquity()).isEqualTo(1560);
            assertThat(result.fills())
                    .extracting(fill -> fill.orderId().toString())
                    .containsExactly("a-1", "b-1");
        }

        @Test
        void namesTheFeaturesThatAStrategyDependsOn() {
            Strategy pair = new Strategy() {
                @Override
                public void onStart(Context context) {
                    context.feature(Indicators.sma(2), ACME);
                    context.feature(Indicators.ema(2).of(Indicators.rsi(3)), OTHER);
                    context.feature(Indicators.sma(2), ACME);
                }

                @Override
                public List<OrderIntent> generateOrders(Context context) {
                    return List.of();
                }
            };

            assertThat(Backtest.of(pair)
                            .on(rising().data())
                            .run()
                            .strategies()
                            .get(0)
                            .features())
                    .containsExactly("sma(2) of ACME 1m", "ema(2).of(rsi(3)) of OTHER 1m");
        }

        @Test
        void startsItsCurveAtTheOpenOfTheFirstBar() {
            BacktestResult result = Backtest.of(new Buyer()).on(rising().data()).run();

            assertThat(result.equity().epochNanos(0)).isEqualTo(Trial.closeOf(0) - 60_000_000_000L);
            assertThat(result.equity().size()).isEqualTo(6);
        }

        @Test
        void aroundTheClockBeginsOnTheDayOfItsFirstBar() {
            BarColumns.Builder bars = BarColumns.builder(ACME, Timeframe.DAY);
            Instant open = Instant.parse("2014-12-01T00:00:00Z");
            for (int day = 0; day < 3; day++, open = open.plus(1, ChronoUnit.DAYS)) {
                bars.bar(
                        Clock.epochNanosOf(open),
                        Clock.epochNanosOf(open.plus(1, ChronoUnit.DAYS)),
                        10,
                        10,
                        10,
                        10,
                        1_000);
            }

            BacktestResult result = Backtest.of(new Buyer())
                    .on(TradingCalendars.alwaysOpen(), bars.build())
                    .run();

            assertThat(result.report().console()).contains("2014-12-01 to 2014-12-03");
            assertThat(result.report().json())
                    .contains("\"from\":\"2014-12-01\"")
                    .doesNotContain("2014-11-30");
            assertThat(result.statistics().daily().days()).isEqualTo(2);
        }

        @Test
        void hasEachAcceptedOrderAsItWasAtTheEnd() {
            BacktestResult result = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(20, 20, 20, 20)
                    .order(0, OrderIntent.buy(ACME, 60), OrderIntent.buy(ACME, 20), OrderIntent.buy(ACME, 60))
                    .with(backtest -> backtest.cash(1000))
                    .run();

            assertThat(result.orders())
                    .extracting(Order::status)
                    .containsExactly(OrderStatus.REJECTED, OrderStatus.FILLED);
            assertThat(result.rejections()).hasSize(2);
            assertThat(result.statistics().activity().rejectedOrders()).isEqualTo(2);
        }

        @Test
        void warnsOfAStrategyThatThrewAndLetsTheOthersGoOn() {
            BacktestResult result = Backtest.ofSeveral()
                    .on(rising().data())
                    .strategy("broken", new Thrower(), BigDecimal.valueOf(1000), RiskLimits.NONE)
                    .strategy("sound", new Buyer(), BigDecimal.valueOf(1000), RiskLimits.NONE)
                    .run();

            assertThat(result.failures()).hasSize(1);
            assertThat(result.warnings()).hasSize(1);
            assertThat(result.warnings().get(0)).contains("broken");
            assertThat(result.fills()).hasSize(1);
        }

        @Test
        void warnsOfQuotesThatNobodyDelivers() {
            BacktestResult result = Backtest.of(context -> {
                        context.quote(ACME);
                        return List.of();
                    })
                    .on(rising().data())
                    .run();

            assertThat(result.warnings()).anyMatch(warning -> warning.contains("asks for quotes"));
            assertThat(result.report().console()).contains("asks for quotes");
        }

        @Test
        void warnsThatNothingWasTraded() {
            BacktestResult result = Backtest.of(context -> List.of())
                    .on(rising().data())
                    .warning("Repaired data.")
                    .run();

            assertThat(result.warnings())
                    .containsExactly("Repaired data.", "The strategy never traded: it sent no order.");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void saysWhyNothingWasTraded() {
            BacktestResult tooDear = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 60), OrderIntent.buy(ACME, 70))
                    .with(backtest -> backtest.cash(100))
                    .run();
            BacktestResult tooLow = Trial.minutes()
                    .bar(10, 10, 10, 10)
                    .bar(10, 10, 10, 10)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(Price.of("5")))
                    .run();

            assertThat(tooDear.warnings())
                    .containsExactly("The strategy never traded: orders rejected 2, the first because "
                            + tooDear.rejections().get(0).text() + ".");
            assertThat(tooLow.warnings()).containsExactly("The strategy never traded: none of its orders was filled.");
        }

        @Test
        void saysThatAWarmUpNeverEnded() {
            String never = "Strategy slow never decided: its features need more bars than there were.";

            assertThat(warningsWithAverageOf(6)).contains(never);
            assertThat(warningsWithAverageOf(5)).doesNotContain(never);
        }

        private List<String> warningsWithAverageOf(int bars) {
            Strategy slow = new Strategy() {
                @Override
                public void onStart(Context context) {
                    context.feature(Indicators.sma(bars), ACME);
                }

                @Override
                public List<OrderIntent> generateOrders(Context context) {
                    return List.of();
                }
            };
            return Backtest.ofSeveral()
                    .on(rising().data())
                    .strategy("slow", slow, BigDecimal.TEN, RiskLimits.NONE)
                    .run()
                    .warnings();
        }
    }

    @Nested
    class TheReport {
        @Test
        void showsParametersSettingsNotesAndWarnings() {
            Report report = Backtest.of(new Buyer())
                    .on(rising().data())
                    .seed(7)
                    .commission(CommissionModel.perOrder("1"))
                    .parameter("fast", "10")
                    .setting("commission", "1/order")
                    .note("Prices are synthetic.")
                    .warning("Repaired data.")
                    .run()
                    .report();

            assertThat(report.console())
                    .contains("note: Prices are synthetic.", "warning: Repaired data.")
                    .contains("parameters: fast 10\n")
                    .contains(
                            "settings: commission 1/order; slippage none; latency none; fills"
                                    + " pessimistic path, limits by touch, trails from extremes; account cash; prices raw; seed 7\n");
            assertThat(report.json())
                    .contains("\"parameters\":{\"fast\":\"10\"}")
                    .contains("\"settings\":{\"commission\":\"1/order\",\"slippage\":\"none\",\"latency\":\"none\"");
            assertThat(report.html())
                    .contains("<dd class=\"hint\">of 0</dd>")
                    .contains("<dt>fast</dt><dd>10</dd>", "<dt>slippage</dt><dd>none</dd>", "Prices are synthetic.");
        }

        @Test
        void saysWithoutBeingAskedWhatTheRunKnows() {
            Report report = Backtest.of(new Buyer())
                    .on(rising().data())
                    .commission(CommissionModel.perShare("0.005").withMinimum("1"))
                    .slippage(SlippageModel.fixed(5))
                    .latency(LatencyModel.fixed(Duration.ofMillis(50)))
                    .limits(RiskLimits.NONE.withMaxPositionWeight(0.2).withMinOrderNotional(100))
                    .from(Clock.instantOf(Trial.closeOf(1)))
                    .run()
                    .report();

            assertThat(report.console())
                    .contains("settings: commission 0.005 per share, at least 1; slippage 5 bps; latency 50 ms;"
                            + " fills pessimistic path, limits by touch, trails from extremes; account cash; trades from 2024-03-05 00:02 UTC;"
                            + " limits order at least 100, position at most 20 % of equity; prices raw; seed 1\n");
        }

        @Test
        void saysWhatWouldHaveActed() {
            Report report = Backtest.of(new Buyer())
                    .on(rising().data())
                    .accountLosses(LossLimits.NONE.withMaxDailyLoss(0.05).withStopLoss(0.3))
                    .monitor(Monitor.loss(0.02, Monitor.Response.ALERT))
                    .monitor(Monitor.slippage(20, 50, Monitor.Response.KILL))
                    .scaleOrdersAtReverseSplits(true)
                    .run()
                    .report();

            assertThat(report.console())
                    .contains(
                            "; losses of the account maxDailyLoss 0.05, stopLoss 0.3; monitors loss above 0.02 of equity:"
                                    + " alert; slippage above 20 basis points over 50: kill; reverse splits scale resting orders;");
        }

        @Test
        void saysADayWhereTheRunStartsWithIt() {
            Report report = Backtest.of(new Buyer())
                    .on(rising().data())
                    .from(Instant.parse("2024-03-05T00:00:00Z"))
                    .run()
                    .report();

            assertThat(report.console()).contains("; trades from 2024-03-05; prices raw; seed 1\n");
        }

        @Test
        void saysTheLimitsOfEachStrategyByItsName() {
            RiskLimits few =
                    RiskLimits.NONE.withMaxLeverage(1.5).withMaxOrdersPerStep(3).withMaxOrderNotional(5000);

            Report report = Backtest.ofSeveral()
                    .on(rising().data())
                    .strategy("a", new Buyer(), BigDecimal.valueOf(1000), few)
                    .strategy("b", new Buyer(), BigDecimal.valueOf(500), RiskLimits.NONE)
                    .run()
                    .report();

            assertThat(report.console())
                    .contains(
                            "limits of a order at most 5000, leverage at most 1.5, at most 3 orders per step; prices raw; seed 1\n")
                    .doesNotContain("limits of b");
        }

        @Test
        void saysThatFiguresPerYearOfAShortRunAreDrawnOut() {
            assertThat(Backtest.of(new Buyer())
                            .on(rising().data())
                            .run()
                            .report()
                            .console())
                    .contains("note: The run is shorter than a year: figures per year are its 1 day drawn out.");
        }

        @Test
        void saysThatTradingWasFree() {
            Report free = Backtest.of(new Buyer()).on(rising().data()).run().report();
            Report costly = Backtest.of(new Buyer())
                    .on(rising().data())
                    .slippage(SlippageModel.fixed(1))
                    .run()
                    .report();

            assertThat(free.console())
                    .contains("note: Trading was free in this run: no fees, no slippage. Real trading is not.");
            assertThat(costly.console()).doesNotContain("free").contains("settings: commission none; slippage 1 bps");
        }
    }
}
