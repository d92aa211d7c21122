package io.strategysdk.alpaca.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose processes are killed, at a venue that loses, doubles, delays and cuts. */
@Tag("chaos")
final class ChaosTests {
    private static final int SEEDS = Integer.getInteger("chaos.seeds", 50);
    private static final long FIRST = Long.getLong("chaos.seed", 1);
    private static final int AT_ONCE = Integer.getInteger("chaos.threads", 2);
    private static final Path FOLDER = Path.of("target", "chaos");

    private final Map<Long, String> failed = new ConcurrentSkipListMap<>();

    @Test
    void whateverKillsARunNothingIsLostAndNothingDoubled() throws Exception {
        ExecutorService running = Executors.newFixedThreadPool(AT_ONCE);
        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> running.execute(() -> run(seed)));
        running.shutdown();
        assertThat(running.awaitTermination(1, TimeUnit.DAYS)).isTrue();

        assertThat(failed)
                .as("seeds that failed; one alone: -Dchaos.seeds=1 -Dchaos.seed=N")
                .isEmpty();
    }

    private void run(long seed) {
        Path folder = FOLDER.resolve("seed-" + seed);
        try {
            remove(folder);
            ChaosRun.run(seed, folder);
            remove(folder);
        } catch (Exception | AssertionError e) {
            failed.put(seed, String.valueOf(e.getMessage()));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(ChaosTests::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
