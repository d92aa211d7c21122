package io.strategysdk.examples.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.contract.FeatureCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A feature that a user adds: thirty lines, one call that checks it, and the same values in a backtest and on paper. */
final class FeatureOfOnesOwnTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(100_000);

    private final MarketData data = MarketData.of(TradingCalendars.nyse(), minutes());

    /** In when bars close high, out when they close low. */
    private static final class Follower implements Strategy {
        private final List<Double> seen = new ArrayList<>();
        private FeatureHandle location;

        @Override
        public void onStart(Context context) {
            location = context.feature(new CloseLocation(0.2));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            seen.add(location.value());
            if (location.crossedAbove(0.6)) {
                return List.of(OrderIntent.targetWeight(ABC, 0.9));
            }
            return location.crossedBelow(0.4) ? List.of(OrderIntent.close(ABC)) : List.of();
        }
    }

    private static BarColumns minutes() {
        SplittableRandom random = new SplittableRandom(4);
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        long minute = Timeframe.MINUTE.duration().toNanos();
        long cents = 10_000;
        for (TradingCalendar.Session session :
                TradingCalendars.nyse().sessions(LocalDate.of(2024, 3, 7), LocalDate.of(2024, 3, 12))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += minute) {
                long from = cents;
                cents += random.nextInt(-20, 21);
                double high = (Math.max(from, cents) + random.nextInt(10)) / 100.0;
                double low = (Math.min(from, cents) - random.nextInt(10)) / 100.0;
                bars.bar(open, open + minute, from / 100.0, high, low, cents / 100.0, 5_000);
            }
        }
        return bars.build();
    }

    @Test
    void itIsThirtyLinesLong() throws IOException {
        Path source = Path.of("src/test/java/io/strategysdk/examples/features/CloseLocation.java");

        long lines = Files.readAllLines(source).stream()
                .filter(line -> !line.isBlank()
                        && !line.startsWith("import")
                        && !line.strip().equals("@Override"))
                .filter(line -> !line.strip().equals("}"))
                .count();

        assertThat(lines).isLessThanOrEqualTo(30);
    }

    @Test
    void itKeepsWhatFeaturesPromise() {
        assertThat(FeatureCheck.of(new CloseLocation(0.2), new CloseLocation(0.5))
                        .check())
                .extracting("onFlatMarket")
                .containsExactly(0.5, 0.5);
    }

    @Test
    void backtestAndPaperSeeAndDoTheSame() {
        Follower historical = new Follower();
        Follower paper = new Follower();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);

        BacktestResult backtest = Backtest.of(historical).on(data).cash(100_000).run();
        RunResult replay = RealtimeEngine.on(
                        new ReplayFeed(data, clock), data.instruments(), Timeframe.MINUTE, data.calendar())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .strategy(backtest.strategies().get(0).name(), paper, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(historical.seen).hasSize(data.size()).doesNotContain(Double.NaN);
        assertThat(paper.seen).isEqualTo(historical.seen);
        assertThat(backtest.fills()).hasSizeGreaterThan(20);
        assertThat(backtest.journal().firstDifference(replay.journal())).isEmpty();
    }
}
