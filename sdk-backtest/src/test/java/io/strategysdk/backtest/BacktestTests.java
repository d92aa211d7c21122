package io.strategysdk.backtest;

import static io.strategysdk.backtest.Rising.rising;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Rising.Buyer;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Describing a backtest. */
class BacktestTests {

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
