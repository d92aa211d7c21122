package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of runs over the same data, in a machine with little memory. */
class ManyRunsTests {
    private static final long MINUTE = 60_000_000_000L;
    private static final int BARS = 100_000;
    private static final int RUNS = 200;

    @TempDir
    Path folder;

    /** Looks at one average of its own. */
    private record Watcher(Feature average) implements Strategy {
        @Override
        public void onStart(Context context) {
            context.feature(average, context.instrument());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** Runs with as many averages as fill the memory more than twice. */
    static final class Search {
        private Search() {}

        public static void main(String[] args) {
            BarColumns.Builder bars = BarColumns.builder(Instrument.equity("ACME"), Timeframe.MINUTE);
            for (long i = 0; i < BARS; i++) {
                bars.bar(i * MINUTE, (i + 1) * MINUTE, 10, 10, 10, 10, 1);
            }
            MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
            for (int length = 2; length < 2 + RUNS; length++) {
                Backtest.of(new Watcher(Indicators.sma(length))).on(data).run();
            }
        }
    }

    @Test
    void aSearchThroughManyFeaturesNeedsTheMemoryOfOne() throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process search = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + java.io.File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Search.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(search.waitFor()).as(Files.readString(said)).isZero();
    }
}
