package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realtime run that is kept in a folder, and ends without a word. */
final class RunRestartTests {
    private static final MarketData DATA = CheckpointTests.data().withActions(List.of());

    @TempDir
    Path folder;

    private static List<List<Bar>> slices() {
        TreeMap<Long, List<Bar>> slices = new TreeMap<>();
        for (BarColumns bars : DATA.series()) {
            for (int row = 0; row < bars.size(); row++) {
                slices.computeIfAbsent(bars.epochNanos(row), time -> new ArrayList<>())
                        .add(bar(bars, row));
            }
        }
        return List.copyOf(slices.values());
    }

    private static Bar bar(BarColumns bars, int row) {
        return new Bar(
                bars.instrument(),
                bars.timeframe(),
                bars.openEpochNanos(row),
                bars.epochNanos(row),
                bars.open(row),
                bars.high(row),
                bars.low(row),
                bars.close(row),
                bars.volume(row));
    }

    private static RealtimeEngine.Builder run() {
        MarketModel model = new MarketModel(
                SlippageModel.volumeShare(1, 0.01),
                CommissionModel.alpaca().withMinimum("1.00"),
                LatencyModel.normal(Duration.ofSeconds(40), Duration.ofSeconds(30)),
                11);
        return RealtimeEngine.on(MarketDataFeed.none(), DATA.instruments(), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new SimulatedMarket(model))
                .strategy("busy", new CheckpointTests.Busy(), new BigDecimal("20000"), RiskLimits.NONE)
                .strategy("failing", new CheckpointTests.Failing(), new BigDecimal("5000"), RiskLimits.NONE)
                .strategy("busy-too", new CheckpointTests.Busy(), new BigDecimal("900"), RiskLimits.NONE);
    }

    private static Journal uninterrupted() {
        SteppedRun run = run().stepped();
        slices().forEach(run::slice);
        return run.finish().journal();
    }

    /** The slices up to one, once more where the run has been there before, and then the end of its process. */
    private void runUntil(int slice, Path where) {
        try (SteppedRun run = run().folder(where).stepped()) {
            slices().subList(0, slice).forEach(run::slice);
        }
    }

    private Journal runToTheEnd(Path where) {
        SteppedRun run = run().folder(where).stepped();
        slices().forEach(run::slice);
        return run.finish().journal();
    }

    @Test
    void aRunThatIsKeptHasTheJournalOfOneThatIsNot() {
        Journal expected = uninterrupted();

        Journal kept = runToTheEnd(folder);

        assertThat(kept.firstDifference(expected)).isEmpty();
        assertThat(kept.hash()).isEqualTo(expected.hash());
    }

    @Test
    void endedAfterAnySliceItGoesOnAsIfNothingHadHappened() {
        Journal expected = uninterrupted();
        assertThat(expected.entries(JournalEntry.Booked.class)).hasSizeGreaterThan(30);

        for (int slice = 1; slice < slices().size(); slice += 3) {
            Path where = folder.resolve("after" + slice);
            runUntil(slice, where);

            Journal resumed = runToTheEnd(where);

            assertThat(resumed.firstDifference(expected))
                    .as("ended after slice %s", slice)
                    .isEmpty();
            assertThat(resumed.hash()).as("ended after slice %s", slice).isEqualTo(expected.hash());
        }
    }

    @Test
    void endedAgainAndAgainItGoesOnAsIfNothingHadHappened() {
        Journal expected = uninterrupted();
        for (long seed = 0; seed < 8; seed++) {
            Path where = folder.resolve("seed" + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int slice = 1; slice < slices().size(); slice += random.nextInt(40)) {
                runUntil(slice, where);
            }

            assertThat(runToTheEnd(where).hash()).as("seed %s", seed).isEqualTo(expected.hash());
        }
    }

    /** Its tape does not say whose a row is. */
    @Test
    void aRunOverOneInstrumentIsWarmedUpToo() {
        Instrument only = DATA.instruments().get(0);
        List<MarketEvent> bars = slices().stream()
                .flatMap(List::stream)
                .filter(bar -> bar.instrument().equals(only))
                .map(MarketEvent.class::cast)
                .toList();
        Journal expected = onlyFrom(only, bars, null);
        try (SteppedRun run = rising(only).folder(folder).stepped()) {
            bars.subList(0, bars.size() / 2).forEach(run::slice);
        }

        Journal resumed = onlyFrom(only, bars, folder);

        assertThat(expected.entries(JournalEntry.Booked.class)).hasSizeGreaterThan(5);
        assertThat(resumed.firstDifference(expected)).isEmpty();
    }

    private static RealtimeEngine.Builder rising(Instrument only) {
        return RealtimeEngine.on(MarketDataFeed.none(), List.of(only), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("rising", new Rising(), new BigDecimal("20000"), RiskLimits.NONE);
    }

    private static Journal onlyFrom(Instrument only, List<MarketEvent> bars, @Nullable Path where) {
        RealtimeEngine.Builder described = rising(only);
        if (where != null) {
            described.folder(where);
        }
        SteppedRun run = described.stepped();
        bars.forEach(run::slice);
        return run.finish().journal();
    }

    /** Holds a share while the close is above its mean. */
    static final class Rising implements Strategy {
        private FeatureHandle mean;

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(5));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            Instrument instrument = context.instrument();
            double close = context.bars(instrument).close(0);
            return List.of(OrderIntent.targetQuantity(instrument, close > mean.value() ? 1 : 0));
        }
    }
}
