package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.RandomRun;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A backtest and the live engine on a replay of the same bars do the same, to the last bit of the journal. */
class ReplayTests {
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(50_000);

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void theLiveEngineOnAReplayWritesTheBacktestsJournal(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int strategies) {
        RandomRun random = new RandomRun(seed);
        MarketData data = random.data();
        Backtest backtest = settings(Backtest.ofSeveral().on(data), random.model());
        for (int i = 0; i < strategies; i++) {
            backtest.strategy("s" + i, random.strategy(i), CAPITAL, RiskLimits.NONE);
        }
        BacktestResult historical = backtest.run();
        RealtimeClock clock = clock(data);
        RealtimeEngine.Builder live = RealtimeEngine.on(
                        new ReplayFeed(data, clock), data.instruments(), random.timeframe(), data.calendar())
                .execution(new SimulatedMarket(random.model()))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .seed(random.model().seed());
        for (int i = 0; i < strategies; i++) {
            live.strategy("s" + i, random.strategy(i), CAPITAL, RiskLimits.NONE);
        }

        RunResult replayed = live.build().run();

        assertThat(historical.journal().firstDifference(replayed.journal())).isEmpty();
        assertThat(replayed.journal().hash()).isEqualTo(historical.journal().hash());
        assertThat(replayed.times()).isEqualTo(historical.run().times());
        assertThat(replayed.equity()).isEqualTo(historical.run().equity());
        assertThat(historical.fills()).isNotNull();
    }

    private static Backtest settings(Backtest backtest, MarketModel model) {
        return backtest.slippage(model.slippage())
                .commission(model.commission())
                .latency(model.latency())
                .seed(model.seed());
    }

    /** A clock that starts with the data and shows a year in a few hundredths of a second. */
    private static RealtimeClock clock(MarketData data) {
        return RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
    }

    @Test
    void aFeedPlaysEachBarAtItsCloseAndThenEnds() throws InterruptedException {
        MarketData data = Trial.minutes().bar(1, 4, 1, 2).bar(2, 3, 2, 3).data();
        Recorder recorder = new Recorder();

        try (ReplayFeed feed = new ReplayFeed(data, clock(data))) {
            feed.start(data.instruments(), Timeframe.MINUTE, recorder);
            assertThat(recorder.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(recorder.bars).extracting(Bar::epochNanos).containsExactly(Trial.closeOf(0), Trial.closeOf(1));
        assertThat(recorder.bars.get(0))
                .isEqualTo(new Bar(
                        Trial.ACME,
                        Timeframe.MINUTE,
                        Trial.closeOf(0) - 60_000_000_000L,
                        Trial.closeOf(0),
                        1,
                        4,
                        1,
                        2,
                        1_000_000));
    }

    @Test
    void barsThatCloseTogetherArePlayedInTheOrderOfTheData() throws InterruptedException {
        Instrument other = Instrument.equity("AAA");
        BarColumns.Builder added = BarColumns.builder(other, Timeframe.MINUTE);
        MarketData one = Trial.minutes().bar(1, 1, 1, 1).bar(2, 2, 2, 2).data();
        BarColumns first = one.series().get(0);
        for (int row = 0; row < first.size(); row++) {
            added.bar(first.openEpochNanos(row), first.epochNanos(row), 5, 5, 5, 5, 1);
        }
        MarketData both = MarketData.of(one.calendar(), first, added.build());
        Recorder recorder = new Recorder();

        try (ReplayFeed feed = new ReplayFeed(both, clock(both))) {
            feed.start(List.of(other, first.instrument()), Timeframe.MINUTE, recorder);
            assertThat(recorder.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }

        List<Instrument> order =
                both.series().stream().map(BarColumns::instrument).toList();
        assertThat(recorder.bars)
                .extracting(Bar::instrument)
                .containsExactly(order.get(0), order.get(1), order.get(0), order.get(1));
    }

    @Test
    void aFeedThatDoesNotHaveWhatItIsAskedForIsNotStarted() {
        MarketData data = Trial.minutes().bar(1, 1, 1, 1).data();
        Instrument other = Trial.ACME.withLotSize("0.5");
        try (ReplayFeed feed = new ReplayFeed(data, clock(data))) {
            assertThatThrownBy(() -> feed.start(data.instruments(), Timeframe.DAY, new Recorder()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(
                            "a replay must have the bars that it is asked for; asked: ACME 1d .*, has: ACME 1m .*");
            assertThatThrownBy(() -> feed.start(List.of(Trial.ACME, other), Timeframe.MINUTE, new Recorder()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(".* asked: ACME 1m .*lot 0.5\\), has: ACME 1m .*lot 1\\)");
        }
    }

    @Test
    void aFeedIsStartedOnce() {
        MarketData data = Trial.minutes().bar(1, 1, 1, 1).data();
        try (ReplayFeed feed = new ReplayFeed(data, clock(data))) {
            feed.start(data.instruments(), Timeframe.MINUTE, new Recorder());

            assertThatThrownBy(() -> feed.start(data.instruments(), Timeframe.MINUTE, new Recorder()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFeedSendsNothingOnceItIsClosedHoweverMuchIsDue() throws InterruptedException {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 1000; minute++) {
            trial.bar(1, 1, 1, 1);
        }
        MarketData data = trial.data();
        CountDownLatch first = new CountDownLatch(1);
        Recorder recorder = new Recorder() {
            @Override
            public void onEvent(MarketEvent event) {
                super.onEvent(event);
                first.countDown();
                LockSupport.parkNanos(100_000);
            }
        };
        ReplayFeed feed = new ReplayFeed(data, clock(data));
        feed.start(data.instruments(), Timeframe.MINUTE, recorder);
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

        feed.close();
        int sent = recorder.bars.size();

        assertThat(sent).isLessThan(1000);
        assertThat(recorder.ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(recorder.bars).hasSize(sent);
    }

    private static class Recorder implements MarketDataFeed.Listener {
        final List<Bar> bars = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void onEvent(MarketEvent event) {
            bars.add((Bar) event);
        }

        @Override
        public void onGap(String reason) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {}

        @Override
        public void onEnd() {
            ended.countDown();
        }

        @Override
        public void onFailure(RuntimeException failure) {
            throw new AssertionError(failure);
        }
    }
}
