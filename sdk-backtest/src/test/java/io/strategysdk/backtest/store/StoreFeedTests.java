package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.RandomRun;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFeedTests {
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(50_000);
    private static final Instant LATE = Instant.parse("2200-01-01T00:00:00Z");
    private static final MarketDataFeed.Listener NOBODY = new MarketDataFeed.Listener() {
        @Override
        public void onEvent(MarketEvent event) {}

        @Override
        public void onGap(String reason) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {}

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(RuntimeException failure) {}
    };

    @TempDir
    private Path folder;

    private static BarStore stored(Path folder, MarketData data) {
        BarStore store = BarStore.in(folder);
        try (StoreWriter writer = store.writer(new Origin("made up", ZoneOffset.UTC, Instant.EPOCH))) {
            for (BarColumns bars : data.series()) {
                writer.add(bars, PriceMode.RAW);
            }
        }
        return store;
    }

    private static RealtimeEngine.Builder engine(StoreView view, RandomRun random, MarketData data) {
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
        return RealtimeEngine.on(
                        new StoreFeed(view, Instant.EPOCH, LATE, clock),
                        data.instruments(),
                        random.timeframe(),
                        data.calendar())
                .execution(new SimulatedMarket(random.model()))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .seed(random.model().seed());
    }

    /** To the last bit of the journal. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aRunOverAStoreIsTheBacktestOfItsBars(@ForAll long seed) throws IOException {
        RandomRun random = new RandomRun(seed);
        MarketData data = random.data();
        Path stored = Files.createTempDirectory("store");
        try {
            StoreView view = stored(stored, data).view();
            BacktestResult historical = Backtest.ofSeveral()
                    .on(data)
                    .slippage(random.model().slippage())
                    .commission(random.model().commission())
                    .latency(random.model().latency())
                    .seed(random.model().seed())
                    .strategy("s", random.strategy(0), CAPITAL, RiskLimits.NONE)
                    .run();

            RunResult streamed = engine(view, random, data)
                    .strategy("s", random.strategy(0), CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(historical.journal().firstDifference(streamed.journal())).isEmpty();
            assertThat(streamed.times()).isEqualTo(historical.run().times());
            assertThat(streamed.equity()).isEqualTo(historical.run().equity());
        } finally {
            try (Stream<Path> files = Files.walk(stored)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Else a run over half of the data would look like one over all. */
    @Test
    void aFileThatIsDamagedBehindItsFirstBlocksEndsTheRun() throws IOException {
        int rows = 5_000;
        BarColumns.Builder bars = BarColumns.builder(RandomRows.AAPL, Timeframe.MINUTE);
        for (int row = 0; row < rows; row++) {
            bars.bar(row * RandomRows.MINUTE, (row + 1) * RandomRows.MINUTE, 1, 1, 1, 1, 1);
        }
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
        StoreView view = stored(folder, data).view();
        Path largest;
        try (Stream<Path> files = Files.walk(folder)) {
            largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length * 9 / 10] ^= 1;
        Files.write(largest, bytes);
        int[] steps = new int[1];
        Strategy counting = context -> {
            steps[0]++;
            return List.of();
        };
        RealtimeClock clock = RealtimeClock.accelerated(Instant.EPOCH, 1e8);
        RealtimeEngine engine = RealtimeEngine.on(
                        new StoreFeed(view, Instant.EPOCH, LATE, clock),
                        data.instruments(),
                        Timeframe.MINUTE,
                        data.calendar())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .strategy("s", counting, CAPITAL, RiskLimits.NONE)
                .build();

        assertThatThrownBy(engine::run)
                .isInstanceOf(SdkException.class)
                .hasMessageContaining(largest.getFileName().toString());
        assertThat(steps[0]).isBetween(1, rows - 1);
    }

    @Test
    void aFeedHasOneSeriesOfEachInstrument() {
        RandomRun random = new RandomRun(5);
        MarketData data = random.data();
        StoreView view = stored(folder, data).view();
        Instrument other = Instrument.equity("OTHER");
        RealtimeClock clock = RealtimeClock.accelerated(Instant.EPOCH, 1e8);

        try (StoreFeed feed = new StoreFeed(view, Instant.EPOCH, LATE, clock)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> feed.start(List.of(other), random.timeframe(), NOBODY))
                    .withMessageStartingWith("a feed must have the bars that it is asked for; asked: [OTHER] "
                            + random.timeframe() + ", has: [");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> feed.start(data.instruments(), Timeframe.seconds(7), NOBODY))
                    .withMessageContaining(" 7s, has: [");
        }
    }

    @Test
    void aFeedIsStartedOnce() {
        MarketData data = new RandomRun(5).data();
        StoreView view = stored(folder, data).view();
        RealtimeClock clock = RealtimeClock.accelerated(Instant.EPOCH, 1);

        try (StoreFeed feed = new StoreFeed(view, Instant.EPOCH, LATE, clock)) {
            Timeframe timeframe = data.series().get(0).timeframe();
            feed.start(data.instruments(), timeframe, NOBODY);

            assertThatIllegalStateException()
                    .isThrownBy(() -> feed.start(data.instruments(), timeframe, NOBODY))
                    .withMessage("a feed must be started once, was started before");
        }
    }
}
