package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy sees after a restart is what it would have seen without, down to the zeros. */
final class RestoredViewTests {
    private static final int BARS = 90;

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
        return Engine.over(data)
                .execution(new SimulatedMarket(RandomMinutes.model(seed)))
                .strategy("witness", new Witness(), new BigDecimal("100000.50"), RiskLimits.NONE)
                .strategy("poor", new Witness(), new BigDecimal("2000"), RiskLimits.NONE.withMaxLeverage(1));
    }

    private static MarketData data(long seed) {
        return MarketData.of(TradingCalendars.nyse(), RandomMinutes.until(Long.MAX_VALUE, seed));
    }
}
