package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vibe-Trading #1240, go-trader PR #306: bars that only warmed indicators up were traded, or made years longer and returns
 * smaller. Bars before a run's start count in nothing.
 */
class Failure15WarmUpBarsCountedInFiguresTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final LocalDate START = LocalDate.of(2023, 1, 3);

    /** Holds all it can, from the first decision on, after so many bars of a mean. */
    private static final class Holder implements Strategy {
        private final int warmUp;

        Holder(int warmUp) {
            this.warmUp = warmUp;
        }

        @Override
        public void onStart(Context context) {
            if (warmUp > 0) {
                context.feature(Indicators.sma(warmUp));
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(OrderIntent.targetWeight(ABC, 0.9));
        }
    }

    private static BarColumns days(LocalDate first) {
        SplittableRandom random = new SplittableRandom(5);
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        double price = 100;
        for (TradingCalendar.Session session : NYSE.sessions(LocalDate.of(2020, 1, 2), LocalDate.of(2023, 12, 29))) {
            price = Math.rint(100 * price * (1 + 0.03 * (random.nextDouble() - 0.5))) / 100;
            if (!session.date().isBefore(first)) {
                bars.bar(
                        session.openNanos(), session.closeNanos(), price, price * 1.01, price * 0.99, price, 1_000_000);
            }
        }
        return bars.build();
    }

    private static BacktestResult run(int warmUp, LocalDate firstBar) {
        Instant start = NYSE.session(START).orElseThrow().open();
        return Backtest.of(new Holder(warmUp))
                .on(MarketData.of(NYSE, days(firstBar)))
                .from(start)
                .run();
    }

    /** Three years, or three weeks, of bars before the start change nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"2020-01-02", "2022-12-12"})
    void barsBeforeTheStartCountInNoFigure(String firstBar) {
        BacktestResult without = run(0, START);
        BacktestResult with = run(10, LocalDate.parse(firstBar));

        assertThat(with.statistics().figures()).isEqualTo(without.statistics().figures());
        assertThat(with.benchmarkStatistics().figures())
                .isEqualTo(without.benchmarkStatistics().figures());
        assertThat(with.run().equity()).isEqualTo(without.run().equity());
        assertThat(with.run().times()).isEqualTo(without.run().times());
        assertThat(with.fills()).hasSameSizeAs(without.fills()).isNotEmpty();
        assertThat(with.fills().get(0).epochNanos())
                .isEqualTo(without.fills().get(0).epochNanos());
    }

    /** A year of data from the start on is a year, whatever came before. */
    @ParameterizedTest
    @ValueSource(strings = {"2020-01-02", "2023-01-03"})
    void aYearIsAYear(String firstBar) {
        Statistics statistics = run(0, LocalDate.parse(firstBar)).statistics();

        double total = statistics.returns().totalReturn();
        double days = LocalDate.of(2023, 12, 29).toEpochDay() - START.toEpochDay();
        assertThat(statistics.returns().cagr().orElseThrow())
                .isCloseTo(StrictMath.pow(1 + total, 365.25 / days) - 1, within(1e-9));
    }
}
