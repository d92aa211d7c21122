package io.strategysdk.engine;

import static io.strategysdk.engine.CachedColumns.bits;
import static io.strategysdk.engine.CachedColumns.column;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.engine.OwnFeatures.Fragile;
import io.strategysdk.engine.OwnFeatures.Weighted;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of columns: whole ones are taken, all others are computed anew, and the folder keeps to its limit. */
@Timeout(60)
final class FeatureCacheFolderTests {
    private static final double[] PRICES = {10, 11, 12.5, 11.25, 13, 14, 12, 15};
    private static final BarColumns BARS = minutes(AAPL, PRICES);

    @TempDir
    private Path parent;

    private Path folder;
    private CachedColumns columns;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("cache");
        columns = new CachedColumns(folder);
    }

    @Test
    void aFileWithAChangedByteIsComputedAndReplaced() throws IOException {
        columns.found(data(BARS), new Weighted(2, 1));
        Path file = columns.files().get(0);
        byte[] sound = Files.readAllBytes(file);

        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                assertThat(columns.found(data(BARS), new Weighted(2, 1)))
                        .as("byte %d", at)
                        .isZero();
                assertThat(Files.readAllBytes(file)).isEqualTo(sound);
            }
        }
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isOne();
    }

    @Test
    void aFileOfAnotherLengthIsComputedAndReplaced() throws IOException {
        columns.found(data(BARS), new Weighted(2, 1));
        Path file = columns.files().get(0);
        byte[] sound = Files.readAllBytes(file);

        for (int length = 0; length < sound.length + 20; length++) {
            if (length != sound.length) {
                Files.write(file, Arrays.copyOf(sound, length));
                assertThat(columns.found(data(BARS), new Weighted(2, 1)))
                        .as("length %d", length)
                        .isZero();
                assertThat(Files.readAllBytes(file)).isEqualTo(sound);
            }
        }
    }

    @Test
    void aFileUnderTheNameOfAnotherColumnIsNotTaken() throws IOException {
        columns.found(data(BARS), new Weighted(2, 1));
        Path one = columns.files().get(0);
        columns.found(data(BARS), new Weighted(3, 1));
        Path other = columns.files().stream()
                .filter(file -> !file.equals(one))
                .findFirst()
                .orElseThrow();

        Files.copy(one, other, StandardCopyOption.REPLACE_EXISTING);

        assertThat(columns.found(data(BARS), new Weighted(3, 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(3, 1))).isOne();
    }

    @Test
    void aFolderUnderTheNameOfAColumnDoesNoHarm() throws IOException {
        columns.found(data(BARS), new Weighted(2, 1));
        Path file = columns.files().get(0);
        Files.delete(file);
        Files.createDirectories(file.resolve("inside"));

        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isZero();
    }

    @Test
    void threadsThatWriteTheSameColumnsAgree() throws Exception {
        BarColumns bars = walk(AAPL, 30_000, 8, false);
        long[] expected = bits(column(data(bars), Indicators.stdev(20)));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<long[]>> computed = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> bits(column(data(bars).withFeatureCache(columns.cache()), Indicators.stdev(20)))))
                    .toList();
            for (Future<long[]> each : computed) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(columns.files()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedAtTheStart() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "no folder");

        assertThatThrownBy(() -> FeatureCache.in(file))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("feature cache must be a folder that can be written, was " + file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureCache.in(folder, 0))
                .withMessage("size of a feature cache must be positive, was 0 bytes");
    }

    @Test
    void aFolderThatIsGoneLaterCostsTimeOnly() throws IOException {
        FeatureCache cache = columns.cache();
        Files.delete(folder);
        Files.writeString(folder, "a file has taken its place");

        double[] column = column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

        assertThat(bits(column)).isEqualTo(bits(column(data(BARS), new Weighted(2, 1))));
    }

    @Test
    void whatWasNotUsedForTheLongestTimeIsRemovedAndOtherFilesStay() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, 3 * ColumnFile.size(PRICES.length) + 10).withoutPatience();
        List<String> foreign = List.of(
                "notes.txt",
                "0".repeat(64),
                "0".repeat(63) + ".feature-column",
                "0".repeat(64) + ".feature-column.bak",
                "0".repeat(64) + ".feature-column.7.1.draft.keep");
        for (String name : foreign) {
            Files.setLastModifiedTime(
                    Files.writeString(folder.resolve(name), "x".repeat(1_000)), FileTime.fromMillis(0));
        }
        Path draft = Files.write(folder.resolve("0".repeat(64) + ".feature-column.123.1.draft"), new byte[10]);
        Files.setLastModifiedTime(draft, FileTime.fromMillis(5));

        for (int i = 1; i <= 3; i++) {
            column(data(BARS).withFeatureCache(cache), new Weighted(i, 1));
            for (Path file : columns.files()) {
                FileTime time = Files.getLastModifiedTime(file);
                if (time.toInstant().isAfter(Instant.EPOCH.plusSeconds(10))) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(i * 1_000L));
                }
            }
        }
        assertThat(draft).exists();
        column(data(BARS).withFeatureCache(cache), new Weighted(1, 1)); // used again
        column(data(BARS).withFeatureCache(cache), new Weighted(4, 1));

        assertThat(draft).doesNotExist();
        foreign.forEach(name -> assertThat(folder.resolve(name)).exists());
        assertThat(columns.files()).hasSize(foreign.size() + 3);
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(1, 1))).isOne();
        assertThat(columns.found(data(BARS), new Weighted(3, 1))).isOne();
        assertThat(columns.found(data(BARS), new Weighted(4, 1))).isOne();
    }

    /** A process that is killed leaves one. */
    @Test
    void draftsOfWritersAreRemovedLikeColumns() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, ColumnFile.size(PRICES.length)).withoutPatience();
        try (WholeFile.Draft draft = WholeFile.Draft.of(folder.resolve("0".repeat(64) + ".feature-column"))) {
            draft.channel().write(ByteBuffer.allocate(1));
            Path left = columns.files().get(0);
            Files.setLastModifiedTime(left, FileTime.fromMillis(0));

            column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

            assertThat(left).doesNotExist();
            assertThat(columns.files()).hasSize(1);
        }
    }

    @Test
    void aColumnLargerThanTheLimitIsNotKept() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, ColumnFile.size(PRICES.length) - 1).withoutPatience();

        column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

        assertThat(columns.files()).isEmpty();
    }

    @Test
    void aColumnOfJustTheLimitIsKept() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, ColumnFile.size(PRICES.length)).withoutPatience();

        column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

        assertThat(columns.files()).hasSize(1);
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isOne();
    }

    @Test
    void foldersAndLinksUnderNamesOfColumnsAreNeitherCountedNorRemoved() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, 2 * ColumnFile.size(PRICES.length)).withoutPatience();
        Path inside = Files.createDirectories(folder.resolve("0".repeat(64) + ".feature-column/inside"));
        Files.setLastModifiedTime(inside.getParent(), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        Path outside = Files.write(parent.resolve("outside"), new byte[1_000]);
        Files.setLastModifiedTime(outside, FileTime.fromMillis(0));
        Path link = Files.createSymbolicLink(folder.resolve("1".repeat(64) + ".feature-column"), outside);

        column(data(BARS).withFeatureCache(cache), new Weighted(1, 1));
        column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

        assertThat(inside).exists();
        assertThat(link).isSymbolicLink();
        assertThat(columns.found(data(BARS), new Weighted(1, 1))).isOne();
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isOne();
    }

    private record Slow(int millis) implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return in.get(0);
            };
        }
    }

    /** 256 values are computed before anybody looks at the time. */
    @Test
    void onlyWhatIsSlowToComputeIsKept() throws IOException {
        FeatureCache cache = FeatureCache.in(folder);
        column(data(BARS).withFeatureCache(cache), new Slow(0));
        column(data(BARS).withFeatureCache(cache), new Slow(5));
        assertThat(columns.files()).isEmpty();

        MarketData longer = data(walk(AAPL, 300, 4, false));
        double[] computed = column(longer.withFeatureCache(cache), new Slow(1));
        assertThat(columns.files()).hasSize(1);
        double[] found = column(longer.withFeatureCache(cache), new Slow(1));

        assertThat(cache.found()).isOne();
        assertThat(bits(found)).isEqualTo(bits(computed)).isEqualTo(bits(longer.tape.series[0].close));
    }

    @Test
    void aKernelThatThrowsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> column(data(BARS).withFeatureCache(columns.cache()), new Fragile(12.5)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("close must be below 12.5");
        assertThat(columns.files()).isEmpty();
    }
}
