package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns on disk: found by what they are made of, computed in every other case, the same numbers in both. */
@Timeout(60)
final class FeatureCacheTests {
    private static final double[] PRICES = {10, 11, 12.5, 11.25, 13, 14, 12, 15};
    private static final BarColumns BARS = minutes(AAPL, PRICES);

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("cache");
    }

    /** One of another process: what another has hashed is not known to it. */
    private FeatureCache cache() {
        return FeatureCache.in(folder).withoutPatience();
    }

    private static double[] column(MarketData data, Feature feature) {
        return column(data, feature, 0);
    }

    private static double[] column(MarketData data, Feature feature, int basis) {
        return data.features.column(feature, List.of(data.bases[0]), List.of(basis));
    }

    private static long[] bits(double[] column) {
        return Arrays.stream(column).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    /** How many columns come from the folder when a feature is asked for, equal to those without a cache. */
    private long found(MarketData data, Feature feature, int basis) {
        FeatureCache cache = cache();
        double[] kept = column(data.withFeatureCache(cache), feature, basis);
        assertThat(bits(kept)).isEqualTo(bits(column(data, feature, basis)));
        return cache.found();
    }

    private long found(MarketData data, Feature feature) {
        return found(data, feature, 0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A weighted close; NaN with other bits than usual where that says so. */
    private record Weighted(double weight, int itsVersion) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public int version() {
            return itsVersion;
        }

        @Override
        public String name() {
            return "weighted";
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> weight * in.get(0);
        }
    }

    static Stream<Feature> catalogue() {
        return Stream.of(
                Indicators.sma(3),
                Indicators.rsi(3),
                Indicators.hurst(20),
                Indicators.tema(3),
                Indicators.macd(2, 4, 2).histogram(),
                Indicators.dmi(3).adx(),
                Indicators.sma(2).of(Input.volume()),
                Indicators.ema(4).of(Input.hl2()));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void aKeptColumnIsTheComputedOneToTheBit(Feature feature) {
        MarketData data = data(walk(AAPL, 20_000, 3, true));

        assertThat(found(data, feature)).isZero();
        assertThat(found(data(walk(AAPL, 20_000, 3, true)), feature)).isPositive();
    }

    @Test
    void aColumnOfSeveralSeriesIsKept() {
        MarketData data = data(walk(AAPL, 500, 1, true), walk(MSFT, 500, 2, true));
        Feature beta = Indicators.beta(5);
        List<Bases> on = List.of(data.bases[0], data.bases[1]);
        FeatureCache before = cache();
        FeatureCache after = cache();

        MarketData first = data.withFeatureCache(before);
        first.features.column(beta, List.of(first.bases[0], first.bases[1]), List.of(0, 0));
        MarketData second = data.withFeatureCache(after);
        double[] kept = second.features.column(beta, List.of(second.bases[0], second.bases[1]), List.of(0, 0));

        assertThat(before.found()).isZero();
        assertThat(after.found()).isPositive();
        assertThat(bits(kept)).isEqualTo(bits(data.features.column(beta, on, List.of(0, 0))));
    }

    @Test
    void anotherParameterVersionOrPriceHasAColumnOfItsOwn() {
        assertThat(found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(found(data(BARS), new Weighted(2, 1))).isOne();

        assertThat(found(data(BARS), new Weighted(Math.nextUp(2), 1))).isZero();
        assertThat(found(data(BARS), new Weighted(2, 2))).isZero();
        for (int i = 0; i < PRICES.length; i++) {
            double[] changed = PRICES.clone();
            changed[i] = Math.nextUp(changed[i]);
            assertThat(found(data(minutes(AAPL, changed)), new Weighted(2, 1))).isZero();
        }
        assertThat(found(data(minutes(AAPL, Arrays.copyOf(PRICES, 7))), new Weighted(2, 1)))
                .isZero();
        assertThat(found(data(BARS), new Weighted(2, 1))).isOne();
    }

    /** Of one class and equal components. */
    private record Released() implements Feature {
        static int release = 1;

        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public int version() {
            return release == 1 ? 1 : 2;
        }

        @Override
        public String name() {
            return release == 3 ? "renamed" : "released";
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0);
        }
    }

    @Test
    void versionAndNameAloneMakeAnotherColumn() {
        Set<String> fingerprints = new HashSet<>();
        for (Released.release = 1; Released.release <= 3; Released.release++) {
            assertThat(found(data(BARS), new Released())).isZero();
            assertThat(found(data(BARS), new Released())).isOne();
            fingerprints.add(FeatureFingerprint.of(new Released()));
        }
        assertThat(fingerprints).hasSize(3);
    }

    @Test
    void zeroAndNegativeZeroAreTwoParameters() {
        assertThat(found(data(BARS), new Weighted(0.0, 1))).isZero();
        assertThat(found(data(BARS), new Weighted(-0.0, 1))).isZero();
    }

    @Test
    void pricesOfAnotherModeAndOfOtherSharesHaveColumnsOfTheirOwn() {
        List<CorporateAction> split = List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1));
        MarketData raw = data(walk(AAPL, 2_000, 5, false)).withActions(split);
        Feature feature = Indicators.ema(4);

        assertThat(found(raw, feature, 0)).isZero();
        assertThat(found(raw, feature, 1)).isZero();
        assertThat(found(raw.adjusted(PriceMode.SPLIT_ADJUSTED), feature)).isOne();
        assertThat(found(raw, feature, 0)).isOne();
        assertThat(found(raw, feature, 1)).isOne();
        assertThat(found(data(walk(AAPL, 2_000, 5, false)), feature)).isZero();
    }

    @Test
    void dataMadeOfTheseKeepTheCache() {
        FeatureCache cache = cache();
        MarketData data = data(BARS).withFeatureCache(cache);

        column(data.withActions(List.of()), new Weighted(3, 1));
        column(data.declared(PriceMode.SPLIT_ADJUSTED), new Weighted(3, 1));
        column(data.adjusted(PriceMode.TOTAL_RETURN), new Weighted(3, 1));

        assertThat(cache.found()).isEqualTo(2);
    }

    @Test
    void aFormulaThatWasChangedUnderItsOldVersionIsComputed() {
        Feature old = CompiledFeatures.stretch(parent.resolve("old"), "x * n", 1, 3);
        Feature same = CompiledFeatures.stretch(parent.resolve("same"), "x * n", 1, 3);
        Feature changed = CompiledFeatures.stretch(parent.resolve("changed"), "x + n", 1, 3);
        assertThat(changed.name()).isEqualTo(old.name());
        assertThat(changed.getClass().getName()).isEqualTo(old.getClass().getName());

        assertThat(found(data(BARS), old)).isZero();
        assertThat(found(data(BARS), same)).isOne();
        assertThat(found(data(BARS), changed)).isZero();
        assertThat(column(data(BARS), changed)[0]).isEqualTo(13);
    }

    @Test
    void fingerprintsDifferWhereFormulasDo() {
        Feature old = CompiledFeatures.stretch(parent.resolve("old"), "x * n", 1, 3);

        assertThat(FeatureFingerprint.of(CompiledFeatures.stretch(parent.resolve("same"), "x * n", 1, 3)))
                .isEqualTo(FeatureFingerprint.of(old))
                .matches("[0-9a-f]{64}");
        assertThat(Stream.of(
                                CompiledFeatures.stretch(parent.resolve("changed"), "n * x", 1, 3),
                                CompiledFeatures.stretch(parent.resolve("newer"), "x * n", 2, 3),
                                CompiledFeatures.stretch(parent.resolve("other"), "x * n", 1, 4),
                                old)
                        .map(FeatureFingerprint::of))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClassThatWasCompiledWhileTheProgramRunsIsNotTrusted() throws IOException {
        Feature fresh = CompiledFeatures.stretch(parent.resolve("fresh"), "x * n", 1, 3, false);

        assertThat(found(data(BARS), fresh)).isZero();
        assertThat(found(data(BARS), fresh)).isZero();
        assertThat(files()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureFingerprint.of(fresh))
                .withMessageContaining("must be older than the program")
                .withMessageContaining("(user.");
    }

    /** A class may depend on what nobody sees. */
    private static final class NoRecord implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0);
        }
    }

    private record Any(Object content) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0);
        }

        @Override
        public String name() {
            return "any";
        }
    }

    @Test
    void whatCannotBeToldExactlyIsComputedEachTime() throws IOException {
        Kernel.Stateless lambda = in -> in.get(0);
        for (Object content : List.of(lambda, new double[] {1}, new Object(), new AtomicInteger(1))) {
            assertThat(found(data(BARS), new Any(content))).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeatureFingerprint.of(new Any(content)))
                    .withMessageContaining("must be");
        }
        assertThat(found(data(BARS), new NoRecord())).isZero();
        assertThat(files()).isEmpty();
    }

    /** No two of these may have one column. */
    @Test
    void componentsOfAllKindsAreTold() {
        List<Object> contents = List.of(
                1,
                1L,
                1.0,
                1.0f,
                "1",
                List.of(1),
                List.of(List.of(1)),
                List.of("1;2"),
                List.of("1", "2"),
                Input.Field.OPEN,
                Input.close(),
                Input.close(1),
                Indicators.sma(2),
                Indicators.sma(3),
                new Any(1),
                new Any("1"),
                Optional.empty(),
                Optional.of(1),
                BigDecimal.ONE,
                LocalDate.EPOCH,
                Duration.ZERO);

        assertThat(contents.stream().map(each -> FeatureFingerprint.of(new Any(each))))
                .doesNotHaveDuplicates();
    }

    private record OddNaN() implements Feature {
        static final double ODD = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) > 12 ? ODD : in.get(0) > 11 ? -0.0 : Double.NaN;
        }
    }

    @Test
    void bitsOfNaNAndOfZeroAreKept() {
        assertThat(found(data(BARS), new OddNaN())).isZero();
        assertThat(found(data(BARS), new OddNaN())).isOne();
        assertThat(bits(column(data(BARS), new OddNaN()))).contains(0x7ff8_0000_dead_beefL, Long.MIN_VALUE);
    }

    @Test
    void aFileWithAChangedByteIsComputedAndReplaced() throws IOException {
        found(data(BARS), new Weighted(2, 1));
        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);

        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                assertThat(found(data(BARS), new Weighted(2, 1)))
                        .as("byte %d", at)
                        .isZero();
                assertThat(Files.readAllBytes(file)).isEqualTo(sound);
            }
        }
        assertThat(found(data(BARS), new Weighted(2, 1))).isOne();
    }

    @Test
    void aFileOfAnotherLengthIsComputedAndReplaced() throws IOException {
        found(data(BARS), new Weighted(2, 1));
        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);

        for (int length = 0; length < sound.length + 20; length++) {
            if (length != sound.length) {
                Files.write(file, Arrays.copyOf(sound, length));
                assertThat(found(data(BARS), new Weighted(2, 1)))
                        .as("length %d", length)
                        .isZero();
                assertThat(Files.readAllBytes(file)).isEqualTo(sound);
            }
        }
    }

    @Test
    void aFileUnderTheNameOfAnotherColumnIsNotTaken() throws IOException {
        found(data(BARS), new Weighted(2, 1));
        Path one = files().get(0);
        found(data(BARS), new Weighted(3, 1));
        Path other =
                files().stream().filter(file -> !file.equals(one)).findFirst().orElseThrow();

        Files.copy(one, other, StandardCopyOption.REPLACE_EXISTING);

        assertThat(found(data(BARS), new Weighted(3, 1))).isZero();
        assertThat(found(data(BARS), new Weighted(3, 1))).isOne();
    }

    @Test
    void aFolderUnderTheNameOfAColumnDoesNoHarm() throws IOException {
        found(data(BARS), new Weighted(2, 1));
        Path file = files().get(0);
        Files.delete(file);
        Files.createDirectories(file.resolve("inside"));

        assertThat(found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(found(data(BARS), new Weighted(2, 1))).isZero();
    }

    @Test
    void threadsThatWriteTheSameColumnsAgree() throws Exception {
        BarColumns bars = walk(AAPL, 30_000, 8, false);
        long[] expected = bits(column(data(bars), Indicators.stdev(20)));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<long[]>> columns = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> bits(column(data(bars).withFeatureCache(cache()), Indicators.stdev(20)))))
                    .toList();
            for (Future<long[]> each : columns) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).hasSize(1);
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
        FeatureCache cache = cache();
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
            for (Path file : files()) {
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
        assertThat(files()).hasSize(foreign.size() + 3);
        assertThat(found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(found(data(BARS), new Weighted(1, 1))).isOne();
        assertThat(found(data(BARS), new Weighted(3, 1))).isOne();
        assertThat(found(data(BARS), new Weighted(4, 1))).isOne();
    }

    @Test
    void aColumnLargerThanTheLimitIsNotKept() throws IOException {
        FeatureCache cache =
                FeatureCache.in(folder, ColumnFile.size(PRICES.length) - 1).withoutPatience();

        column(data(BARS).withFeatureCache(cache), new Weighted(2, 1));

        assertThat(files()).isEmpty();
    }

    private record Slow(int millis) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

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
        assertThat(files()).isEmpty();

        MarketData longer = data(walk(AAPL, 300, 4, false));
        double[] computed = column(longer.withFeatureCache(cache), new Slow(1));
        assertThat(files()).hasSize(1);
        double[] found = column(longer.withFeatureCache(cache), new Slow(1));

        assertThat(cache.found()).isOne();
        assertThat(bits(found)).isEqualTo(bits(computed)).isEqualTo(bits(longer.tape.series[0].close));
    }

    @Test
    void aKernelThatThrowsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> column(data(BARS).withFeatureCache(cache()), new Broken()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("at 12.5");
        assertThat(files()).isEmpty();
    }

    private record Broken() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> {
                if (in.get(0) == 12.5) {
                    throw new IllegalStateException("at 12.5");
                }
                return in.get(0);
            };
        }
    }
}
