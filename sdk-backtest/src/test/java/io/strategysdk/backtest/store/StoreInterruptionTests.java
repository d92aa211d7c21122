package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM adds to a store and is killed at any moment; or cannot write any more. */
class StoreInterruptionTests {
    private static final StoredSeries SERIES = StoredSeries.bars(RandomRows.AAPL, Timeframe.MINUTE, PriceMode.RAW);
    private static final int KILLS = Integer.getInteger("store.kills", 6);
    private static final SegmentSizes SMALL = new SegmentSizes(16, 700, new ByteCount());

    @TempDir
    private Path parent;

    private Path folder;
    private Path output;

    @BeforeEach
    void nameFiles() {
        folder = parent.resolve("store");
        output = parent.resolve("output.txt");
    }

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingHalfWrittenIsSeen() throws Exception {
        SplittableRandom random = new SplittableRandom(42);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(List.of());
            try {
                while (process.isAlive() && said().isEmpty()) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(150));
            } finally {
                process.destroyForcibly().waitFor();
            }
            acknowledged = said().stream()
                    .mapToInt(StoreInterruptionTests::acknowledged)
                    .reduce(acknowledged, Math::max);
            int revision = assertSound();
            assertThat(revision).isBetween(acknowledged, acknowledged + 1);
            int older = random.nextInt(1, revision + 1);
            assertThat(RandomRows.events(store().at(SERIES, older).columns(SERIES)))
                    .isEqualTo(content(older));
        }

        addNext(store());
        try (StoreWriter writer = store().writer(origin(100_000))) {
            writer.removeUnused(SERIES);
        }
        assertSound();
        assertThat(store().verify().others()).isEmpty();
    }

    /** A limit of the size of files, which a full disk is to a process that writes one. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatDoesNotFitIsNotThereAndTheNextWriterGoesOn() throws Exception {
        addNext(store());
        addNext(store());

        Process process = start(List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said()).anyMatch(line -> line.contains("SdkException") && line.contains("must be writable"));
        int revision = assertSound();
        addNext(store());
        assertThat(assertSound()).isEqualTo(revision + 1);
    }

    private int assertSound() {
        StoreCheck check = store().verify();
        assertThat(check.problems()).isEmpty();
        StoreView view = store().view();
        int revision = view.revision(SERIES).number();
        assertThat(RandomRows.events(view.columns(SERIES))).isEqualTo(content(revision));
        return revision;
    }

    private BarStore store() {
        return BarStore.in(folder, SMALL);
    }

    private Process start(List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        + File.pathSeparator
                        + System.getProperty("jdk.module.path", ""),
                Ingesting.class.getName(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private List<String> said() throws IOException {
        return Files.readAllLines(output);
    }

    /** The last line may be cut off. */
    private static int acknowledged(String line) {
        return line != null && line.matches("revision [0-9]+;")
                ? Integer.parseInt(line.substring("revision ".length(), line.length() - 1))
                : 0;
    }

    /** What the other JVM runs. */
    static final class Ingesting {
        private Ingesting() {}

        public static void main(String[] arguments) {
            BarStore store = BarStore.in(Path.of(arguments[0]), SMALL);
            while (true) {
                System.out.println("revision " + addNext(store) + ";");
                System.out.flush();
            }
        }
    }

    private static int addNext(BarStore store) {
        int next = 1;
        if (Files.exists(Path.of(store.toString(), "store.json"))
                && !store.series().isEmpty()) {
            next = store.view().revision(SERIES).number() + 1;
        }
        try (StoreWriter writer = store.writer(origin(next))) {
            return writer.add(RandomRows.columns(SERIES, given(next)), PriceMode.RAW)
                    .revisionAfter();
        }
    }

    private static Origin origin(int revision) {
        return new Origin("made up", ZoneOffset.UTC, Instant.ofEpochSecond(revision));
    }

    /** Number of rows after so many revisions. */
    private static int rows(int revision) {
        return 150 * revision;
    }

    /** Every fourth revision tells the last 500 rows anew. */
    private static List<Bar> given(int revision) {
        int from = revision % 4 == 0 ? Math.max(0, rows(revision - 1) - 500) : rows(revision - 1);
        List<Bar> bars = new ArrayList<>();
        for (int row = from; row < rows(revision); row++) {
            bars.add(bar(row, revision));
        }
        return bars;
    }

    private static List<MarketEvent> content(int revision) {
        List<MarketEvent> bars = new ArrayList<>();
        for (int r = 1; r <= revision; r++) {
            List<Bar> given = given(r);
            int kept = rows(r) - given.size();
            bars.subList(kept, bars.size()).clear();
            bars.addAll(given);
        }
        return bars;
    }

    private static Bar bar(int row, int revision) {
        long time = row * RandomRows.MINUTE;
        double price = 100 + (row * 31 + revision * 17) % 100;
        return new Bar(
                SERIES.instrument(),
                SERIES.timeframe(),
                time - RandomRows.MINUTE,
                time,
                price,
                price + 1,
                price - 1,
                price,
                revision);
    }
}
