package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy sees after a restart is what it would have seen without, down to the zeros. */
final class RestoredViewTests {
    private static final int BARS = 90;
    private static final Instrument SHARE = Instrument.equity("SHARE");
    private static final Instrument COIN = Instrument.crypto("COIN", "0.50", "0.001");
    private static final Instrument PLAIN =
            Instrument.of("PLAIN", AssetClass.EQUITY, "USD").withLotSize("0.25").withMaxOrderQty("500.50");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theJournalIsTheUninterruptedOneFromEveryStepOn(long seed) {
        MarketData data = data(seed);
        Journal whole = engine(data, seed).build().run().journal();

        Engine running = engine(data, seed).build();
        int steps = 0;
        while (running.step()) {
            steps++;
            Engine resumed = engine(data, seed).resume(running.checkpoint()).build();
            Journal journal = resumed.run().journal();
            assertThat(journal.firstDifference(whole))
                    .as("seed %d after step %d", seed, steps)
                    .isEmpty();
            assertThat(journal.hash()).as("seed %d after step %d", seed, steps).isEqualTo(whole.hash());
        }
        assertThat(steps).isGreaterThan(BARS);
    }

    /** Restored over and over, nothing wears off. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aRunThatIsRestoredBeforeEachStepHasTheUninterruptedJournal(long seed) {
        MarketData data = data(seed);
        Journal whole = engine(data, seed).build().run().journal();

        Engine running = engine(data, seed).build();
        for (int step = 0; step < BARS; step++) {
            assertThat(running.step()).isTrue();
            running = engine(data, seed).resume(running.checkpoint()).build();
        }

        assertThat(running.run().journal().hash()).isEqualTo(whole.hash());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 7, 8})
    void theRunsHaveWhatARestartCouldLose(long seed) {
        RunResult result = engine(data(seed), seed).build().run();

        assertThat(result.strategies())
                .allSatisfy(strategy -> assertThat(strategy.failure()).isEmpty());
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .contains("Accepted", "Filled", "Rejected", "Cancelled", "Expired", "Replaced");
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .filteredOn(OrderEvent.Filled.class::isInstance)
                .hasSizeGreaterThan(20);
    }

    private static Engine.Builder engine(MarketData data, long seed) {
        MarketModel model = new MarketModel(
                SlippageModel.volumeShare(1, 0.01),
                CommissionModel.perShare("0.005").withMinimum("1.00"),
                seed % 2 == 0 ? LatencyModel.NONE : LatencyModel.normal(Duration.ofSeconds(60), Duration.ofSeconds(40)),
                seed);
        return Engine.over(data)
                .execution(new SimulatedMarket(model))
                .strategy("witness", new Witness(), new BigDecimal("100000.50"), RiskLimits.NONE)
                .strategy("poor", new Witness(), new BigDecimal("2000"), RiskLimits.NONE.withMaxLeverage(1));
    }

    /** Two afternoons and the morning between them. */
    private static MarketData data(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return MarketData.of(
                TradingCalendars.nyse(),
                walk(random, SHARE, 50, 100),
                walk(random, COIN, 40_000, 2),
                walk(random, PLAIN, 9, 10_000));
    }

    private static BarColumns walk(SplittableRandom random, Instrument instrument, double first, int perUnit) {
        long start = Instant.parse("2024-03-07T20:30:00Z").getEpochSecond() * 1_000_000_000L;
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        double price = first;
        for (int i = 0; i < BARS + 30; i++) {
            long from = start + (i < 40 ? i : i + 1020L) * 60_000_000_000L;
            double open = tick(price * (1 + (random.nextDouble() - 0.5) / 200), perUnit);
            double close = tick(open * (1 + (random.nextDouble() - 0.5) / 100), perUnit);
            double high = tick(Math.max(open, close) * (1 + random.nextDouble() / 500), perUnit);
            double low = tick(Math.min(open, close) * (1 - random.nextDouble() / 500), perUnit);
            if (random.nextInt(8) > 0) {
                bars.bar(
                        from,
                        from + 60_000_000_000L,
                        open,
                        Math.max(high, Math.max(open, close)),
                        Math.min(low, Math.min(open, close)),
                        close,
                        random.nextInt(5_000));
            }
            price = close;
        }
        return bars.build();
    }

    private static double tick(double price, int perUnit) {
        return Math.rint(price * perUnit) / perUnit;
    }
}
