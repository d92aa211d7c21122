package io.strategysdk.backtest;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Describing a backtest, and reading what came of it. */
class BacktestTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    /** ACME from 10 to 14, OTHER from 20 to 24. */
    private static Trial rising() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 5; minute++) {
            trial.bar(10 + minute, 10 + minute, 10 + minute, 10 + minute);
            trial.bar(OTHER, minute, 20 + minute, 20 + minute, 20 + minute, 20 + minute, 0);
        }
        return trial;
    }

    /** Buys ten shares when it first decides. */
    @StrategyInfo(name = "buyer")
    private static final class Buyer implements Strategy {
        private boolean done;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean first = !done;
            done = true;
            return first ? List.of(OrderIntent.buy(ACME, 10)) : List.of();
        }
    }

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
                    .contains("settings: commission 1/order; slippage none; latency none; account cash; seed 7\n");
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
                            + " account cash; trades from 2024-03-05 00:02 UTC;"
                            + " limits order at least 100, position at most 20 % of equity; seed 1\n");
        }

        @Test
        void saysADayWhereTheRunStartsWithIt() {
            Report report = Backtest.of(new Buyer())
                    .on(rising().data())
                    .from(Instant.parse("2024-03-05T00:00:00Z"))
                    .run()
                    .report();

            assertThat(report.console()).contains("; trades from 2024-03-05; seed 1\n");
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
                            "limits of a order at most 5000, leverage at most 1.5, at most 3 orders per step; seed 1\n")
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

    @Nested
    class FiguresPerYear {
        private static final Instrument SHARE = Instrument.equity("SHARE");
        private static final Instrument COIN = Instrument.crypto("COIN", "0.01", "1");
        private static final Instrument OTHER_COIN = Instrument.crypto("OTHER", "0.01", "1");

        /** Two instruments with the same prices, bought in equal parts. */
        private static double volatility(Instrument first, Instrument second) {
            return Backtest.of(new HoldEverything())
                    .on(TradingCalendars.alwaysOpen(), days(first), days(second))
                    .cash(1000)
                    .run()
                    .statistics()
                    .returns()
                    .volatility()
                    .orElseThrow();
        }

        private static BarColumns days(Instrument instrument) {
            BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
            Instant open = Instant.parse("2024-03-05T00:00:00Z");
            for (int price : new int[] {10, 12, 11, 15, 14}) {
                Instant close = open.plus(1, ChronoUnit.DAYS);
                bars.bar(Clock.epochNanosOf(open), Clock.epochNanosOf(close), price, price, price, price, 0);
                open = close;
            }
            return bars.build();
        }

        @Test
        void count365DaysOnlyWhenAllInstrumentsAreCrypto() {
            double shares = volatility(SHARE, Instrument.equity("OTHER"));

            assertThat(volatility(COIN, OTHER_COIN)).isCloseTo(shares * Math.sqrt(365 / 252.0), within(1e-12));
            assertThat(volatility(COIN, SHARE)).isCloseTo(shares, within(1e-12));
            assertThat(volatility(SHARE, COIN)).isCloseTo(shares, within(1e-12));
        }
    }

    @Nested
    class TheBenchmark {
        @Test
        void putsAnEqualPartOfTheCashInEachInstrumentAtTheSameCosts() {
            BacktestResult result = Backtest.of(context -> List.of())
                    .on(rising().data())
                    .cash(1000)
                    .commission(CommissionModel.perOrder("1"))
                    .run();

            BacktestResult benchmark = result.benchmark();

            // decided at 10 and 20, filled at 11 and 21
            assertThat(Trial.describe(benchmark)).containsExactly("1 BUY 50 @ 11", "1 BUY 21 @ 21");
            // of 25 decided at 20 the 449 that are left pay for 21; then 7, and 50 at 14, and 21 at 24
            assertThat(benchmark.finalEquity()).isEqualByComparingTo("1211");
            assertThat(result.statistics().benchmark()).isPresent();
            assertThat(result.report().console())
                    .contains("note: Buy and hold is all instruments in equal parts, bought at the start at the same"
                            + " costs.");
        }

        @Test
        void startsWhereTheRunStarts() {
            BacktestResult result = Backtest.of(context -> List.of())
                    .on(rising().data())
                    .cash(1000)
                    .from(Clock.instantOf(Trial.closeOf(2)))
                    .run();

            assertThat(Trial.describe(result.benchmark())).containsExactly("3 BUY 41 @ 13", "3 BUY 20 @ 23");
        }

        @Test
        void ofAStrategyThatDoesTheSameHasItsFigures() {
            BacktestResult result = Backtest.of(new HoldEverything())
                    .on(rising().data())
                    .cash(1000)
                    .run();

            assertThat(result.benchmark().journal().hash())
                    .isEqualTo(result.journal().hash());
            assertThat(result.benchmarkStatistics().returns().totalReturn())
                    .isCloseTo(result.statistics().returns().totalReturn(), within(0.0));
        }
    }

    @Nested
    class FromAMomentOn {
        @Test
        void strategiesDecideAndTheCurveBegins() {
            BacktestResult result = Backtest.of(new Buyer())
                    .on(rising().data())
                    .from(Clock.instantOf(Trial.closeOf(2)))
                    .run();

            assertThat(Trial.describe(result)).containsExactly("3 BUY 10 @ 13");
            assertThat(result.run().times()).containsExactly(Trial.closeOf(2), Trial.closeOf(3), Trial.closeOf(4));
            assertThat(result.equity().epochNanos(0)).isEqualTo(Trial.closeOf(1));
        }

        @Test
        void afterTheLastBarIsNoRun() {
            Backtest late = Backtest.of(new Buyer())
                    .on(rising().data())
                    .from(Clock.instantOf(Trial.closeOf(4)).plusNanos(1));

            assertThatThrownBy(late::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("start must not come after the last bar, which closes at 2024-03-05T00:05:00Z, was"
                            + " 2024-03-05T00:05:00.000000001Z");
        }

        @Test
        void atTheLastBarDecidesOnce() {
            BacktestResult result = Backtest.of(new Buyer())
                    .on(rising().data())
                    .from(Clock.instantOf(Trial.closeOf(4)))
                    .run();

            assertThat(result.orders()).hasSize(1);
            assertThat(result.warnings()).contains("The strategy never traded: none of its orders was filled.");
        }
    }

    @Nested
    class Misuse {
        @Test
        void cashThatIsNoNumberIsRefused() {
            assertThatThrownBy(() -> Backtest.of(new Buyer()).cash("100,000"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cash must be a decimal number such as 100000.00, was '100,000'");
        }

        @Test
        void withoutDataIsRefused() {
            assertThatThrownBy(() -> Backtest.of(new Buyer()).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("data");
        }

        @Test
        void withoutAStrategyIsRefused() {
            assertThatThrownBy(() -> Backtest.ofSeveral().on(rising().data()).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("strategy");
        }

        @Test
        void aStrategyObjectIsRunOnce() {
            Buyer buyer = new Buyer();
            Backtest.of(buyer).on(rising().data()).run();

            assertThatThrownBy(() -> Backtest.of(buyer).on(rising().data()).run())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aResultDoesNotChangeWhenTheDescriptionOfTheRunDoes() {
        Backtest backtest = Backtest.of(new Buyer()).on(rising().data()).cash("1000");
        BacktestResult result = backtest.run();

        backtest.commission(CommissionModel.perOrder("100"))
                .from(Clock.instantOf(Trial.closeOf(3)))
                .on(Trial.minutes().bar(1, 1, 1, 1).data())
                .note("later")
                .warning("late");

        BacktestResult same =
                Backtest.of(new Buyer()).on(rising().data()).cash("1000").run();
        assertThat(result.warnings()).isEqualTo(same.warnings());
        assertThat(result.report().json()).isEqualTo(same.report().json());
    }

    @Test
    void theNextRunOnTheSameRegistryIsTheOneThatIsMeasured() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Backtest.of(new Buyer()).on(rising().data()).metrics(registry).run();
        double first = registry.get("strategysdk.journal.bytes").gauge().value();
        Trial twice = rising();
        BacktestResult second = Backtest.ofSeveral()
                .strategy("a", new Buyer(), BigDecimal.valueOf(1000), RiskLimits.NONE)
                .strategy("b", new Buyer(), BigDecimal.valueOf(1000), RiskLimits.NONE)
                .on(twice.data())
                .metrics(registry)
                .run();

        assertThat(registry.get("strategysdk.journal.bytes").gauge().value()).isGreaterThan(first);
        assertThat(second.fills()).hasSize(2);
    }
}
