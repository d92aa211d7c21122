package io.strategysdk.engine;

import static io.strategysdk.engine.CachedColumns.bits;
import static io.strategysdk.engine.CachedColumns.column;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.engine.OwnFeatures.Any;
import io.strategysdk.engine.OwnFeatures.Supplied;
import io.strategysdk.engine.OwnFeatures.Weighted;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    private CachedColumns columns;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("cache");
        columns = new CachedColumns(folder);
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

        assertThat(columns.found(data, feature)).isZero();
        assertThat(columns.found(data(walk(AAPL, 20_000, 3, true)), feature)).isPositive();
    }

    @Test
    void aColumnOfSeveralSeriesIsKept() {
        MarketData data = data(walk(AAPL, 500, 1, true), walk(MSFT, 500, 2, true));
        Feature beta = Indicators.beta(5);
        List<Bases> on = List.of(data.bases[0], data.bases[1]);
        FeatureCache before = columns.cache();
        FeatureCache after = columns.cache();

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
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isOne();

        assertThat(columns.found(data(BARS), new Weighted(Math.nextUp(2), 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(2, 2))).isZero();
        for (int i = 0; i < PRICES.length; i++) {
            double[] changed = PRICES.clone();
            changed[i] = Math.nextUp(changed[i]);
            assertThat(columns.found(data(minutes(AAPL, changed)), new Weighted(2, 1)))
                    .isZero();
        }
        assertThat(columns.found(data(minutes(AAPL, Arrays.copyOf(PRICES, 7))), new Weighted(2, 1)))
                .isZero();
        assertThat(columns.found(data(BARS), new Weighted(2, 1))).isOne();
    }

    /** Of one class and equal components. */
    private record Released() implements PlainFeature {
        static int release = 1;

        @Override
        public int version() {
            return release == 1 ? 1 : 2;
        }

        @Override
        public String name() {
            return release == 3 ? "renamed" : "released";
        }
    }

    @Test
    void versionAndNameAloneMakeAnotherColumn() {
        Set<String> fingerprints = new HashSet<>();
        for (Released.release = 1; Released.release <= 3; Released.release++) {
            assertThat(columns.found(data(BARS), new Released())).isZero();
            assertThat(columns.found(data(BARS), new Released())).isOne();
            fingerprints.add(FeatureFingerprint.of(new Released()));
        }
        assertThat(fingerprints).hasSize(3);
    }

    @Test
    void theKernelsOwnCodeMakesAnotherColumn() {
        Supplier<Kernel> before = Supplied.kernels;
        Feature feature = new Supplied();
        String fingerprint = FeatureFingerprint.of(feature);
        try {
            Supplied.kernels = () -> (Kernel.Stateless) in -> -in.get(0);
            assertThat(FeatureFingerprint.of(feature)).isNotEqualTo(fingerprint);
        } finally {
            Supplied.kernels = before;
        }
        assertThat(FeatureFingerprint.of(feature)).isEqualTo(fingerprint);
    }

    /** One array is read up to a split by one run, and to its end by another. */
    @Test
    void theBarsBeforeASplitDoNotStandForThoseAfterIt() {
        List<CorporateAction> split = List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1));
        double[] prices = new double[600];
        Arrays.setAll(prices, i -> 10 + i % 7);
        double[] later = prices.clone();
        later[599] = 99;
        for (double[] each : List.of(prices, later)) {
            MarketData data = data(minutes(AAPL, each)).withFeatureCache(columns.cache());

            assertThat(column(data.withActions(split), new Weighted(2, 1))).hasSize(540);
            assertThat(column(data, new Weighted(2, 1))).endsWith(2 * each[599]);
        }
    }

    @Test
    void zeroAndNegativeZeroAreTwoParameters() {
        assertThat(columns.found(data(BARS), new Weighted(0.0, 1))).isZero();
        assertThat(columns.found(data(BARS), new Weighted(-0.0, 1))).isZero();
    }

    @Test
    void pricesOfAnotherModeAndOfOtherSharesHaveColumnsOfTheirOwn() {
        List<CorporateAction> split = List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1));
        MarketData raw = data(walk(AAPL, 2_000, 5, false)).withActions(split);
        Feature feature = Indicators.ema(4);

        assertThat(columns.found(raw, feature, 0)).isZero();
        assertThat(columns.found(raw, feature, 1)).isZero();
        assertThat(columns.found(raw.adjusted(PriceMode.SPLIT_ADJUSTED), feature))
                .isOne();
        assertThat(columns.found(raw, feature, 0)).isOne();
        assertThat(columns.found(raw, feature, 1)).isOne();
        assertThat(columns.found(data(walk(AAPL, 2_000, 5, false)), feature)).isZero();
    }

    @Test
    void dataMadeOfTheseKeepTheCache() {
        FeatureCache cache = columns.cache();
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

        assertThat(columns.found(data(BARS), old)).isZero();
        assertThat(columns.found(data(BARS), same)).isOne();
        assertThat(columns.found(data(BARS), changed)).isZero();
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
        Feature fresh = CompiledFeatures.stretch(parent.resolve("fresh"), "x * n", 1, 3, FileTime.from(Instant.now()));

        assertThat(columns.found(data(BARS), fresh)).isZero();
        assertThat(columns.found(data(BARS), fresh)).isZero();
        assertThat(columns.files()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureFingerprint.of(fresh))
                .withMessageContaining("must be older than the program")
                .withMessageContaining("(user.");
    }

    /** Of such a file nobody knows whether it is the one that was loaded. */
    @Test
    void aClassFileOfAnUnknownTimeIsNotTrusted() {
        Feature feature = CompiledFeatures.stretch(parent.resolve("any"), "x * n", 1, 3, FileTime.fromMillis(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureFingerprint.of(feature))
                .withMessageContaining("must be older than the program");
    }

    @Test
    void aClassThatWasLoadedFromAnotherFileThanItsLoaderFindsIsNotTrusted() {
        Feature found = CompiledFeatures.stretch(parent.resolve("found"), "x * n", 1, 3);
        Feature loaded = CompiledFeatures.misplaced(parent.resolve("loaded"), "x + n", parent.resolve("found"), 3);
        assertThat(columns.found(data(BARS), found)).isZero();

        assertThat(columns.found(data(BARS), loaded)).isZero();
        assertThat(column(data(BARS), loaded)[0]).isEqualTo(13);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureFingerprint.of(loaded))
                .withMessageContaining("class must be told by the file that it was loaded from, which is not ");
    }

    /** A class may depend on what nobody sees. */
    private static final class NoRecord implements PlainFeature {}

    @Test
    void whatCannotBeToldExactlyIsComputedEachTime() throws IOException {
        Kernel.Stateless lambda = in -> in.get(0);
        List<Object> ownList = new AbstractList<>() {
            @Override
            public Object get(int index) {
                return 1;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        for (Object content : List.of(lambda, new double[] {1}, new Object(), new AtomicInteger(1), ownList)) {
            assertThat(columns.found(data(BARS), new Any(content))).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeatureFingerprint.of(new Any(content)))
                    .withMessageContaining("must be");
        }
        assertThat(columns.found(data(BARS), new NoRecord())).isZero();
        assertThat(columns.files()).isEmpty();
    }

    /** No two of these may have one column. */
    @Test
    void componentsOfAllKindsAreTold() {
        List<Object> contents = List.of(
                1,
                1L,
                1.0,
                1.0f,
                1.5f,
                0.0f,
                -0.0f,
                (short) 1,
                (byte) 1,
                '1',
                true,
                false,
                "1",
                List.of(1),
                List.of(List.of(1)),
                List.of("1;2"),
                List.of("1;String 2"),
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
                OptionalInt.of(1),
                OptionalLong.of(1),
                OptionalDouble.empty(),
                OptionalDouble.of(1),
                OptionalDouble.of(2),
                BigInteger.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE.setScale(1),
                LocalDate.EPOCH,
                LocalTime.MIDNIGHT,
                Instant.EPOCH,
                ZoneId.of("Europe/Paris"),
                ZoneId.of("Europe/Berlin"),
                Duration.ZERO,
                Period.ZERO);

        assertThat(contents.stream().map(each -> FeatureFingerprint.of(new Any(each))))
                .doesNotHaveDuplicates();
    }

    /** Their code is part of the formula, although the feature's own names it nowhere. */
    @Test
    void constantsAndRecordsBringTheirCode() {
        assertThat(FormulaText.of(new Any(UniverseFilter.Level.SECTOR)))
                .containsPattern("\nio.strategysdk.engine.UniverseFilter\\$Level [0-9a-f]{64}\n");
        assertThat(FormulaText.of(new Any(new CodedFeature(3))))
                .containsPattern("\nio.strategysdk.engine.CodedFeature [0-9a-f]{64}\n");
        assertThat(FormulaText.of(new Any(1))).doesNotContain("UniverseFilter", "CodedFeature");
    }

    private record OddNaN() implements PlainFeature {
        static final double ODD = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) > 12 ? ODD : in.get(0) > 11 ? -0.0 : Double.NaN;
        }
    }

    @Test
    void bitsOfNaNAndOfZeroAreKept() {
        assertThat(columns.found(data(BARS), new OddNaN())).isZero();
        assertThat(columns.found(data(BARS), new OddNaN())).isOne();
        assertThat(bits(column(data(BARS), new OddNaN()))).contains(0x7ff8_0000_dead_beefL, Long.MIN_VALUE);
    }
}
