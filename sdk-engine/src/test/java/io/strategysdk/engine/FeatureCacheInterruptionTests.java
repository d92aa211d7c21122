package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Indicators;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other JVMs write columns and are killed at any moment. */
@Timeout(120)
final class FeatureCacheInterruptionTests {
    private static final int KILLS = Integer.getInteger("store.kills", 6);
    private static final int LENGTHS = 40;
    private static final BarColumns BARS = Runs.walk(AAPL, 50_000, 12, false);

    @TempDir
    private Path parent;

    @Test
    void columnsOfProcessesThatWereKilledAreWholeOrNotThere() throws Exception {
        Path folder = Files.createDirectories(parent.resolve("cache"));
        SplittableRandom random = new SplittableRandom(7);
        long found = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            clear(folder);
            Process one = start(folder);
            Process other = start(folder);
            try {
                while (one.isAlive() && count(folder) == 0) {
                    Thread.sleep(2);
                }
                Thread.sleep(random.nextInt(60));
            } finally {
                one.destroyForcibly().waitFor();
                other.destroyForcibly().waitFor();
            }
            FeatureCache cache = new CachedColumns(folder).cache();
            MarketData data = Runs.data(BARS);
            for (int n = 1; n <= LENGTHS; n++) {
                assertThat(column(data.withFeatureCache(cache), n)).isEqualTo(column(data, n));
            }
            found += cache.found();
        }
        assertThat(found).isPositive();
    }

    private static double[] column(MarketData data, int n) {
        return CachedColumns.column(data, Indicators.sma(n));
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".feature-column"))
                    .count();
        }
    }

    private Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Writing.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(parent.resolve("output.txt").toFile())
                .start();
    }

    /** What the other JVM runs. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            FeatureCache cache = new CachedColumns(folder).cache();
            MarketData data = Runs.data(BARS);
            while (true) {
                for (int n = 1; n <= LENGTHS; n++) {
                    column(data.withFeatureCache(cache), n);
                }
                clear(folder);
            }
        }
    }
}
