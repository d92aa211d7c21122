package io.strategysdk.engine.config;

import static io.strategysdk.api.feature.Indicators.bollinger;
import static io.strategysdk.api.feature.Indicators.correlation;
import static io.strategysdk.api.feature.Indicators.ema;
import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.feature.Indicators.zscore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.PlainFeature;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchFileTests {
    /** Averages that cross. */
    @StrategyInfo(name = "crossing", version = 3)
    public static final class Crossing implements Strategy {
        /** What can be tuned. */
        public record Parameters(
                @Parameter(byDefault = "10") int fast,
                @Parameter(byDefault = "30") int slow,
                @Parameter(byDefault = "0.5") double weight,
                @Parameter(byDefault = "close") Price price,
                @Parameter(byDefault = "false") boolean shorts) {}

        /** Of what. */
        public enum Price {
            OPEN,
            CLOSE
        }

        /** With parameters. */
        public Crossing(Parameters parameters) {}

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** One's own, of all kinds of components. */
    public record Spread(double beta, int bars, long seed, String note, boolean logs, BigDecimal exact, Mode mode)
            implements Feature {
        /** A choice. */
        public enum Mode {
            RATIO,
            BARE_DIFFERENCE
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) - beta * in.get(1);
        }
    }

    /** One's own, of another and an input. */
    record Above(Feature of, Input than) implements Feature {
        Above {
            if (than.equals(Input.volume())) {
                throw new IllegalArgumentException("than must be a price, was " + than);
            }
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.of(of), than);
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) - in.get(1);
        }
    }

    /** One's own, of what files cannot write. */
    record Since(LocalDate day) implements PlainFeature {}

    private static final Spread SPREAD = new Spread(
            0.1 + 0.2, 7, 1L << 50, "a \"b\" ${c} ü\n", true, new BigDecimal("1.50"), Spread.Mode.BARE_DIFFERENCE);

    private static Study study() {
        return Study.of("mine", Crossing.class)
                .range("fast", 5, 20, 5, 10)
                .range("slow", 30, 90, 10, 50)
                .range("weight", 0.1, 1.0, 0.1, 0.3)
                .choice("price", List.of("open", "close"), "close")
                .choice("shorts", List.of(false), false)
                .feature(sma(10))
                .feature(ema(5).of(rsi(14)));
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) {
        ResearchFile file =
                ResearchFile.of(study(), Study.of("other", Crossing.class).feature(SPREAD));

        file.writeTo(folder.resolve("research.yaml"));
        ResearchFile read = ResearchFile.read(folder.resolve("research.yaml"));

        assertThat(read).isEqualTo(file);
        assertThat(read.study("mine").chosen())
                .containsExactly(
                        Map.entry("fast", 10L),
                        Map.entry("slow", 50L),
                        Map.entry("weight", new BigDecimal("0.3")),
                        Map.entry("price", "close"),
                        Map.entry("shorts", false));
        assertThat(read.study("mine").makeFeatures()).containsValues(sma(10), ema(5).of(rsi(14)));
        assertThat(read.study("other").makeFeatures()).containsValue(SPREAD);
        assertThat(file.toString()).isEqualTo("research of mine, other");
    }

    /** Who has opened the old one reads all of it. */
    @Test
    void aFileIsReplacedAsAWhole(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("research.yaml");
        ResearchFile old = ResearchFile.of(study());
        ResearchFile other = ResearchFile.of(Study.of("other", Crossing.class).feature(SPREAD));
        old.writeTo(path);

        try (InputStream reader = Files.newInputStream(path)) {
            other.writeTo(path);

            assertThat(reader).hasContent(old.text());
        }
        assertThat(ResearchFile.read(path)).isEqualTo(other);
        assertThat(folder).isDirectoryContaining(path::equals).isDirectoryNotContaining("glob:**.draft");
    }

    @Test
    void theFileIsPlain() {
        String text = ResearchFile.of(study()).text().replaceAll("[0-9a-f]{64}", "...");

        assertThat(text).isEqualTo("""
                research: 1
                studies:
                  - name: "mine"
                    strategy: "crossing"
                    version: 3
                    parameters:
                      - {name: "fast", min: 5, max: 20, step: 5, value: 10}
                      - {name: "slow", min: 30, max: 90, step: 10, value: 50}
                      - {name: "weight", min: 0.1, max: 1.0, step: 0.1, value: 0.3}
                      - {name: "price", values: ["open", "close"], value: "close"}
                      - {name: "shorts", values: [false], value: false}
                    features:
                      - {name: "sma(10)", version: 1, fingerprint: "..."}
                      - {name: "ema(5).of(rsi(14))", version: 1, fingerprint: "..."}
                end: {studies: 1, parameters: 5, features: 2}
                """);
    }

    @Nested
    class Features {
        @Test
        void ofOnesOwnBringWhatTheyAreMadeOf() {
            Above above = new Above(zscore(20).of(SPREAD), Input.close(1));
            Study study =
                    Study.of("x", Crossing.class).feature(sma(3).of(above)).feature(SPREAD);

            Study read =
                    ResearchFile.parse(ResearchFile.of(study).text(), "text").study("x");

            assertThat(read.features())
                    .extracting(StudyFeature::name)
                    .containsExactly(
                            SPREAD.name(), "zscore(20).of(" + SPREAD + ")", above.name(), "sma(3).of(" + above + ")");
            assertThat(read.makeFeatures().values())
                    .containsExactly(SPREAD, zscore(20).of(SPREAD), above, sma(3).of(above));
        }

        @Test
        void ofTheCatalogueAreReadFromTheirNames() {
            Study study = Study.of("x", Crossing.class)
                    .feature(bollinger(20, 2.5).upper())
                    .feature(bollinger(20, 2).of(Input.hlc3()).lower())
                    .feature(correlation(20))
                    .feature(sma(4).of(Input.close(1)));

            assertThat(study.makeFeatures().values())
                    .containsExactly(
                            bollinger(20, 2.5).upper(),
                            bollinger(20, 2).of(Input.hlc3()).lower(),
                            correlation(20),
                            sma(4).of(Input.close(1)));
        }

        @Test
        void thatCannotBeWrittenAreRefused() {
            record Local(int n) implements PlainFeature {}

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().feature(new Local(1)))
                    .withMessageStartingWith("a feature must be a record of a class of its own to be written, was ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            study().feature(new Spread(Double.NaN, 1, 1, "", true, BigDecimal.ONE, Spread.Mode.RATIO)))
                    .withMessageContaining("component beta of")
                    .withMessageEndingWith("was NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().feature(new Since(LocalDate.EPOCH)))
                    .withMessageContaining("component day of");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().feature(new Spread(
                            Double.POSITIVE_INFINITY, 1, 1, "", true, BigDecimal.ONE, Spread.Mode.RATIO)))
                    .withMessageContaining("component beta of")
                    .withMessageEndingWith("was Infinity");
            for (long seed : new long[] {1_000_000_000_000_000_000L, -1_000_000_000_000_000_000L, Long.MIN_VALUE}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                study().feature(new Spread(1, 1, seed, "", true, BigDecimal.ONE, Spread.Mode.RATIO)))
                        .withMessageContaining("component seed of")
                        .withMessageEndingWith("was " + seed);
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "sma(10); 0; feature 'sma(10)' must have version 0, was 1",
                    "sma(10); 2; feature 'sma(10)' must have version 2, was 1",
                    "sma(010); 1; feature must have the name 'sma(010)', was 'sma(10)'",
                    "smma(10); 1; feature 'smma(10)' must exist: there must be such a method of the catalogue, was smma of 1 argument",
                    "sma(10, 3); 1; feature 'sma(10, 3)' must exist: there must be such a method of the catalogue, was sma of 2 arguments",
                    "sma(1.5); 1; feature 'sma(1.5)' must exist: there must be such a method of the catalogue, was sma of 1 argument",
                    "sma(18446744073709551626); 1; feature 'sma(18446744073709551626)' must exist: there must be such a method of the catalogue, was sma of 1 argument",
                    "sma(0); 1; feature 'sma(0)' must exist: length of sma must be between 1 and 1000000, was 0",
                    "sma(10; 1; feature 'sma(10' must exist: it must be written as in code, such as ema(5).of(rsi(14)), was sma(10",
                    "close; 1; feature 'close' must exist: it must be a feature, close is an input of one, as in ema(5).of(close)",
                    "bollinger(20, 2); 1; feature 'bollinger(20, 2)' must exist: it must be a feature of the catalogue, was bollinger(20, 2)",
                    "sma(10).toString(); 1; feature 'sma(10).toString()' must exist: there must be such a method of the catalogue, was toString of 0 arguments",
                    ".sma(10); 1; feature '.sma(10)' must exist: it must be written as in code, such as ema(5).of(rsi(14)), was .sma(10)",
                    "sma(10)of(close); 1; feature 'sma(10)of(close)' must exist: it must be written as in code, such as ema(5).of(rsi(14)), was sma(10)of(close)",
                    "sma(10).name(); 1; feature 'sma(10).name()' must exist: there must be such a method of the catalogue, was name of 0 arguments",
                    "sma(10).newKernel(); 1; feature 'sma(10).newKernel()' must exist: it must be a feature of the catalogue, was sma(10).newKernel()"
                })
        void thatAreNotWhatTheyWereAreRefused(String name, int version, String rule) {
            String text = "research: 1\nstudies:\n  - name: x\n    strategy: crossing\n    version: 3\n    features:\n"
                    + "      - {name: \"" + name + "\", version: " + version
                    + "}\nend: {studies: 1, parameters: 0, features: 1}\n";

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(
                            () -> ResearchFile.parse(text, "text").study("x").makeFeatures())
                    .withMessage("study x: 1 problem\n  studies[0].features[0].name (line 7): " + rule);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "beta: 0.3; its class must be on the class path, was com.acme.Nothing; com.acme.Nothing",
                    "beta: 0.3; its class must be a record that is a feature, was java.lang.String; java.lang.String",
                    "beta: 0.3; its class must be a record that is a feature, was ORIGIN; ORIGIN",
                    "beta: 0.3; component bars of SPREAD must be given; SPREAD",
                    "day: 2024-01-02; component day of SINCE must be of a type that files can write, was java.time.LocalDate; SINCE",
                    "of: sma(3), than: volume; its record must accept the components: than must be a price, was volume; ABOVE",
                    "of: sma(3), than: 7; it must be a feature of the catalogue, was 7; ABOVE",
                    "of: sma(3), than: open, more: 1; component more must be one of [of, than] (ABOVE); ABOVE"
                })
        void ofOnesOwnSayWhatIsMissing(String components, String rule, String type) {
            String text = "research: 1\nstudies:\n  - name: x\n    strategy: crossing\n    version: 3\n    features:\n"
                    + "      - {name: mine, version: 2, type: \"" + named(type) + "\", components: {" + components
                    + "}}\nend: {studies: 1, parameters: 0, features: 1}\n";

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(
                            () -> ResearchFile.parse(text, "text").study("x").makeFeatures())
                    .withMessageContaining("studies[0].features[0].name (line 7): feature 'mine' must exist: ")
                    .withMessageContaining(named(rule));
        }

        private static String named(String text) {
            return text.replace("SPREAD", Spread.class.getName())
                    .replace("ABOVE", Above.class.getName())
                    .replace("SINCE", Since.class.getName())
                    .replace("ORIGIN", Origin.class.getName());
        }

        @Test
        void thatAreDeeperThanAnybodyNeedsAreRefused() {
            String deep = "sma(2)" + ".of(sma(2)".repeat(15) + ")".repeat(15);

            assertThat(study().feature(deep).features()).hasSize(3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().feature("sma(2).of(" + deep + ")"))
                    .withMessage("it must not be deeper than 16 features");
        }
    }

    @Test
    void aRangeMayBeOfOneValueAndNumbersAreEqualWhateverTheirDigits() {
        Study study = Study.of("x", Crossing.class)
                .range("fast", 5, 5, 1, 5)
                .choice("weight", List.of(0.5, new BigDecimal("1.0")), 1);

        assertThat(ResearchFile.of(study).study("x").chosen()).containsEntry("weight", 1L);
    }

    @Nested
    class Mistakes {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "min: 5, max: 1, value: 5; studies[0].parameters[0].min (line 7): must not be above max 1 (fast), was 5",
                    "min: 5, max: 10, step: 0, value: 5; step (line 7): must be positive (fast), was 0",
                    "min: 5, max: 10, value: 11; value (line 7): must be from 5 to 10 (fast), was 11",
                    "min: 5, value: 4; value (line 7): must be at least 5 (fast), was 4",
                    "max: 5, value: 6; value (line 7): must be at most 5 (fast), was 6",
                    "min: 5, max: 10, value: x; value (line 7): must be from 5 to 10 (fast), was 'x'",
                    "value: 4; name (line 7): must have min and max, or values, and not both, was 'fast'",
                    "min: 1, values: [1], value: 1; name (line 7): must have min and max, or values, and not both, was 'fast'",
                    "values: [1, 2], step: 1, value: 1; step (line 7): is for a range only, was 1",
                    "values: [1, x], value: 3; value (line 7): must be one of 1, 'x' (fast), was 3",
                    "min: a, max: 10, value: 5; min (line 7): must be a number, was 'a'",
                    "min: 5, max: 10; value (line 7): must be given",
                    "mim: 5, max: 10, value: 7; mim (line 7): is not a known property, did you mean 'min'?",
                    "min: 5, max: 10, value: ${HOME}; value (line 7): needs the environment variable HOME, which is not set"
                })
        void ofParametersNameTheirPlace(String parts, String expected) {
            String text =
                    "research: 1\nstudies:\n  - name: x\n    strategy: crossing\n    version: 3\n    parameters:\n"
                            + "      - {name: fast, " + parts.replace("${HOME}", "\"${HOME}\"")
                            + "}\nend: {studies: 1, parameters: 1, features: 0}\n";

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(text, "my file"))
                    .withMessageStartingWith("my file: ")
                    .withMessageContaining(expected);
        }

        @Test
        void ofTheWholeFile(@TempDir Path folder) throws Exception {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(
                            "research: 2\nstudies: []\nend: {studies: 0, parameters: 0, features: 0}\n", "text"))
                    .withMessage("text: 1 problem\n  research (line 1): must be 1, was 2");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.read(folder.resolve("none.yaml")))
                    .withMessageContaining("file must exist");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.of(study(), study()))
                    .withMessageContaining("must be named once, was 'mine'");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.of(study().range("fast", 1, 2, 1, 1)))
                    .withMessageContaining("must be named once, was 'fast'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResearchFile.of(study()).study("his"))
                    .withMessage("study must be one of [mine], was 'his'");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> ResearchFile.of(study()).writeTo(folder))
                    .withMessageStartingWith("research file must be writable: ");
        }
    }

    @Nested
    class InConfiguration {
        @TempDir
        private Path folder;

        private Path file() {
            return folder.resolve("research.yaml");
        }

        private List<String> problems(String name, String params, String study) throws Exception {
            if (Files.notExists(file())) {
                ResearchFile.of(study()).writeTo(file());
            }
            ConfigDraft draft = ConfigLoader.withEnvironment(Map.of("SLOW", "95"))
                    .draft(
                            "mode: backtest\ndata: {path: x}\nstrategies:\n  - name: " + name
                                    + "\n    capital: 1\n    params: {" + params + "}\n    research: {file: '" + file()
                                    + "', study: " + study + "}\n",
                            ConfigLoader.Format.YAML,
                            "text");
            assertThat(draft.problems()).isEmpty();
            return StrategyRegistry.empty()
                    .register(Crossing.class)
                    .register(Idle.class)
                    .register(Patient.class)
                    .check(draft)
                    .stream()
                    .map(Problem::toString)
                    .map(text -> text.replace(file().toString(), "FILE"))
                    .toList();
        }

        @ParameterizedTest
        @ValueSource(strings = {"fast: 5, slow: 90", "fast: 20, weight: 1, price: open", "fast: 7, shorts: false"})
        void whatIsWithinIsFine(String params) throws Exception {
            assertThat(problems("crossing", params, "mine")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "fast: 4; strategies[0].params.fast (line 6): must be from 5 to 20, as study 'mine' found, was 4",
                    "slow: 91; strategies[0].params.slow (line 6): must be from 30 to 90, as study 'mine' found, was 91",
                    "weight: 1.01; strategies[0].params.weight (line 6): must be from 0.1 to 1.0, as study 'mine' found, was 1.01",
                    "shorts: true; strategies[0].params.shorts (line 6): must be one of false, as study 'mine' found, was true"
                })
        void whatIsNotIsRefused(String params, String expected) throws Exception {
            assertThat(problems("crossing", params, "mine")).containsExactly(expected);
        }

        /** Names may be written in either way. */
        @ParameterizedTest
        @ValueSource(strings = {"most_bars", "mostBars"})
        void namesOfSeveralWordsAreFound(String name) throws Exception {
            ResearchFile.of(Study.of("mine", Patient.class).range("most_bars", 1, 5, 1, 3))
                    .writeTo(file());

            assertThat(problems("patient", name + ": 5", "mine")).isEmpty();
            assertThat(problems("patient", name + ": 6", "mine"))
                    .containsExactly("strategies[0].params." + name
                            + " (line 6): must be from 1 to 5, as study 'mine' found, was 6");
        }

        @Test
        void defaultsCountToo() throws Exception {
            ResearchFile.of(Study.of("mine", Crossing.class)
                            .range("slow", 40, 90, 10, 50)
                            .choice("price", List.of("open"), "open")
                            .choice("shorts", List.of(true), true))
                    .writeTo(file());

            assertThat(problems("crossing", "fast: 4", "mine"))
                    .containsExactly(
                            "strategies[0].params.slow (line 4): must be from 40 to 90, as study 'mine' found, was 30 by default",
                            "strategies[0].params.price (line 4): must be one of 'open', as study 'mine' found, was close by default",
                            "strategies[0].params.shorts (line 4): must be one of true, as study 'mine' found, was false by default");
        }

        @Test
        void valuesOfTheEnvironmentAreComparedAndNotShown() throws Exception {
            assertThat(problems("crossing", "slow: \"${SLOW}\"", "mine"))
                    .containsExactly(
                            "strategies[0].params.slow (line 6): must be from 30 to 90, as study 'mine' found, was ${SLOW}");
        }

        @Test
        void anotherStudyOrStrategyIsRefused() throws Exception {
            assertThat(problems("crossing", "", "min"))
                    .containsExactly("strategies[0].research.study (line 7): must be a study of the file, did you mean"
                            + " 'mine'?, was 'min'");
            assertThat(problems("idle", "", "mine"))
                    .containsExactly(
                            "strategies[0].name (line 4): must be crossing version 3, of which study 'mine' is, was"
                                    + " idle version 1");
        }

        @Test
        void aStudyOfAnotherVersionIsRefused() throws Exception {
            Files.writeString(file(), ResearchFile.of(study()).text().replace("version: 3", "version: 2"));

            assertThat(problems("crossing", "", "mine"))
                    .containsExactly(
                            "strategies[0].name (line 4): must be crossing version 2, of which study 'mine' is, was"
                                    + " crossing version 3");
        }

        @Test
        void featuresThatHaveChangedAreRefused() throws Exception {
            Files.writeString(
                    file(),
                    ResearchFile.of(study()).text().replace("\"sma(10)\", version: 1", "\"sma(10)\", version: 4"));

            assertThat(problems("crossing", "", "mine"))
                    .containsExactly(
                            "strategies[0].research.study (line 7): feature 'sma(10)' must have version 4, was 1");
        }

        @Test
        void aParameterThatIsGoneIsRefused() throws Exception {
            Files.writeString(file(), ResearchFile.of(study()).text().replace("name: \"slow\"", "name: \"speed\""));

            assertThat(problems("crossing", "", "mine"))
                    .containsExactly(
                            "strategies[0].research.study (line 7): must be of parameters that the strategy has,"
                                    + " study 'mine' is of another one, was speed");
        }

        @Test
        void aFileThatCannotBeReadIsRefused() throws Exception {
            Files.writeString(
                    file(), "research: 1\nstudies:\n  - name: 1\nend: {studies: 1, parameters: 0, features: 0}\n");

            assertThat(problems("crossing", "", "mine"))
                    .hasSize(3)
                    .first()
                    .asString()
                    .isEqualTo(
                            "strategies[0].research.file (line 7): must be a research file: studies[0].name (line 3) must"
                                    + " be text, put it in quotes (it is 1), was FILE");
        }
    }

    /** With a name of two words. */
    @StrategyInfo(name = "patient")
    public static final class Patient implements Strategy {
        /** What can be tuned. */
        public record Patience(@Parameter(byDefault = "3") int mostBars) {}

        /** With parameters. */
        public Patient(Patience patience) {}

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** Another one. */
    @StrategyInfo(name = "idle")
    public static final class Idle implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }
}
