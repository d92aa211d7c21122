package io.strategysdk.engine.config;

import static io.strategysdk.api.feature.Indicators.ema;
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
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.FeatureFingerprint;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not pass a research file unnoticed: files that are cut, features and parameters that are others. */
class ResearchGuardsTests {
    /** Averages that cross. */
    @StrategyInfo(name = "crossing", version = 3)
    public static final class Crossing implements Strategy {
        /** What can be tuned. */
        public record Parameters(
                @Parameter(byDefault = "10") int fast,
                @Parameter(byDefault = "30") int slow,
                @Parameter(byDefault = "9") int maxBars) {}

        /** With parameters. */
        public Crossing(Parameters parameters) {}

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** Takes no parameters. */
    public static final class Plain implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    /** One's own, of two inputs. */
    public record Beside(Input one, Input other) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(one, other);
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

    /** One's own, whose kernel is made at run time: no file has its code. */
    public record Hidden(int n) implements Feature {
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
            return (Kernel) Proxy.newProxyInstance(
                    Hidden.class.getClassLoader(), new Class<?>[] {Kernel.class}, (proxy, method, arguments) -> 0.0);
        }
    }

    private static Study study() {
        return Study.of("mine", Crossing.class)
                .range("fast", 5, 20, 5, 10)
                .choice("slow", List.of(30, 50), 50)
                .feature(sma(10))
                .feature(sma(50));
    }

    private static Study second() {
        return Study.of("second", Plain.class);
    }

    private static String text() {
        return ResearchFile.of(study(), second()).text();
    }

    @Nested
    class Cuts {
        @TempDir
        private Path folder;

        @Test
        void afterAnyByteAreRefusedWithTheirPlace() throws Exception {
            byte[] whole = text().getBytes(StandardCharsets.UTF_8);
            Path file = folder.resolve("research.yaml");
            Files.write(file, whole);
            assertThat(ResearchFile.read(file).studies()).containsExactly(study(), second());

            // what lacks the last line feed only lacks nothing
            for (int length = 0; length < whole.length - 1; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThatExceptionOfType(ConfigException.class)
                        .as("the first %s bytes", length)
                        .isThrownBy(() -> ResearchFile.read(file))
                        .withMessageStartingWith(file + ": ");
            }
        }

        @Test
        void afterAnyLineSayWhatIsMissing() {
            List<String> lines = text().lines().toList();
            for (int count = 2; count < lines.size(); count++) {
                String cut = String.join("\n", lines.subList(0, count)) + "\n";
                assertThatExceptionOfType(ConfigException.class)
                        .as(cut)
                        .isThrownBy(() -> ResearchFile.parse(cut, "text"))
                        .withMessageContaining("end")
                        .withMessageContaining("must be given");
            }
        }

        @Test
        void ofASingleLineNameWhatThereWas() {
            List<String> lines = text().lines().toList();
            for (String line :
                    lines.stream().filter(each -> each.contains("- {")).toList()) {
                String kind = line.contains("value: ") ? "parameters" : "features";
                List<String> others = new ArrayList<>(lines);
                others.remove(line);

                assertThatExceptionOfType(ConfigException.class)
                        .as(line)
                        .isThrownBy(() -> ResearchFile.parse(String.join("\n", others), "text"))
                        .withMessage("text: 1 problem\n  end." + kind + " (line " + others.size()
                                + "): must be how many the file has, 1: lines are missing, or it was changed"
                                + " without its end, was 2");
            }
        }

        @Test
        void ofAWholeStudyAreNamedToo() {
            String one = text().replace("studies: 2", "studies: 3");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(one, "text"))
                    .withMessageContaining("end.studies")
                    .withMessageEndingWith("was 3");
        }

        @Test
        void areNotHiddenByAnEndThatStandsBefore() {
            String end = text().lines().reduce((one, other) -> other).orElseThrow();
            String moved = end + "\n" + text().replace(end + "\n", "");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(moved, "text"))
                    .withMessage("text: 1 problem\n  end (line 1): must be the last of the file");
        }

        @Test
        void ofHandWrittenFilesSayWhichEndToWrite() {
            String end = text().lines().reduce((one, other) -> other).orElseThrow();

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(text().replace(end, ""), "text"))
                    .withMessage(
                            "text: 1 problem\n  end: must be given, the file was cut or never had one; of what there"
                                    + " is it would be {studies: 2, parameters: 2, features: 2}");
        }

        @Test
        void ofJsonAreRefusedAsWell() {
            String json = """
                    {"research": 1, "studies": [{"name": "x", "strategy": "plain", "version": 1}],
                     "end": {"studies": 1, "parameters": 0, "features": 0}}""";
            assertThat(ResearchFile.parse(json, "text").study("x").version()).isEqualTo(1);

            for (int length = 0; length < json.length(); length++) {
                String cut = json.substring(0, length);
                assertThatExceptionOfType(ConfigException.class)
                        .as(cut)
                        .isThrownBy(() -> ResearchFile.parse(cut, "text"));
            }
        }
    }

    @Nested
    class Writing {
        @TempDir
        private Path folder;

        @Test
        void replacesTheFileAndNeverItsContent() throws Exception {
            Path file = folder.resolve("research.yaml");
            ResearchFile.of(second()).writeTo(file);
            Path before = Files.createLink(folder.resolve("before.yaml"), file);

            ResearchFile.of(study()).writeTo(file);

            assertThat(before).hasContent(ResearchFile.of(second()).text());
            assertThat(file).hasContent(ResearchFile.of(study()).text());
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("research.yaml", "before.yaml");
        }

        @Test
        void saysWhyItFailed() throws Exception {
            Path file = Files.createFile(folder.resolve("file"));
            Path below = file.resolve("research.yaml");

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> ResearchFile.of(study()).writeTo(below))
                    .withMessageStartingWith("research file must be writable: " + below + " (java.")
                    .withCauseInstanceOf(IOException.class);
        }
    }

    @Nested
    class LongerBars {
        static Stream<Feature> features() {
            Beside own =
                    new Beside(Input.of(Timeframe.DAY, Input.Field.HIGH), Input.of(Input.SessionField.DAY_OF_WEEK));
            return Stream.of(
                    ema(10).of(Input.of(Timeframe.DAY, sma(20))),
                    ema(10).of(Input.of(Timeframe.minutes(15), Input.Field.CLOSE)),
                    zscore(3)
                            .of(ema(10).of(new Input.OfTimeframe(
                                    1, Timeframe.WEEK, Input.of(sma(5).of(Input.high()))))),
                    sma(4).of(Input.of(Timeframe.DAY, ema(2).of(Input.of(Timeframe.MONTH, sma(3))))),
                    sma(3).of(Input.of(Input.SessionField.SECONDS_TO_CLOSE)),
                    sma(3).of(new Input.OfSession(1, Input.SessionField.MONTH)),
                    own,
                    sma(2).of(Input.of(Timeframe.DAY, own)),
                    new Beside(Input.close(), Input.of(Timeframe.DAY, own)));
        }

        @ParameterizedTest
        @MethodSource("features")
        void areWrittenAndReadAgain(Feature feature) {
            Study study = Study.of("x", Plain.class).feature(feature);

            Study read =
                    ResearchFile.parse(ResearchFile.of(study).text(), "text").study("x");

            assertThat(read.makeFeatures()).containsEntry(feature.name(), feature);
        }

        @Test
        void areGivenAsTheyAreNamed() {
            Study study = Study.of("x", Plain.class).feature("ema(10).of(sma(20) of 1d)");

            assertThat(study.makeFeatures()).containsValue(ema(10).of(Input.of(Timeframe.DAY, sma(20))));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "sma(20) of 1d; it must be a feature, sma(20) of 1d is an input of one, as in ema(5).of(sma(20) of 1d)",
                    "volume; it must be a feature, volume is an input of one, as in ema(5).of(volume)",
                    "ema(10).of(sma(20) of 1x); timeframe must be a number and s, m, h, d, w or mo, was '1x'",
                    "ema(10).of(close of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d of 1d"
                            + " of 1d of 1d); it must not be deeper than 16 features",
                    "ema(10).of(sma(0) of 1d); length of sma must be between 1 and 1000000, was 0",
                    "ema(10).of(Input.of(Timeframe.DAY, sma(20))); inputs must be written as they are named, such as close(1)"
                            + " or sma(20) of 1d, was Input.of(Timeframe.DAY, sma(20))"
                })
        void thatAreWrittenInAnotherWayAreRefused(String definition, String expected) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Study.of("x", Plain.class).feature(definition))
                    .withMessage(expected);
        }
    }

    @Nested
    class ParametersOfAClass {
        @Test
        void areThoseThatItHas() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().range("fats", 1, 2, 1, 1))
                    .withMessage("parameter must be one of fast, slow, max_bars (crossing), did you mean 'fast'?, was"
                            + " 'fats'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study().choice("horizon", List.of(1), 1))
                    .withMessage("parameter must be one of fast, slow, max_bars (crossing), was 'horizon'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> second().range("fast", 1, 2, 1, 1))
                    .withMessage("parameter must be one of none (plain), was 'fast'");
        }

        @Test
        void areKnownInEitherSpelling() {
            assertThat(study().range("maxBars", 1, 9, 1, 2)
                            .range("max_bars", 1, 9, 1, 2)
                            .parameters())
                    .hasSize(4);
        }
    }

    @Nested
    class Formulas {
        @Test
        void areToldByTheFingerprintOfTheFeature() {
            assertThat(study().features())
                    .extracting(StudyFeature::fingerprint)
                    .containsExactly(
                            Optional.of(FeatureFingerprint.of(sma(10))), Optional.of(FeatureFingerprint.of(sma(50))));
            assertThat(second().feature("macd(12, 26, 9).signal()")
                            .features()
                            .get(0)
                            .fingerprint())
                    .isPresent();
        }

        @Test
        void thatCannotBeToldGoByNameAndVersion() {
            Study study = second().feature(new Hidden(1));

            assertThat(ResearchFile.of(study).text()).doesNotContain("fingerprint");
            assertThat(study.makeFeatures()).containsValue(new Hidden(1));
        }

        @Test
        void thatCouldBeToldOnceMustBeToldNow() {
            String text = ResearchFile.of(second().feature(new Hidden(1))).text();
            String told = text.replace("version: 1, type", "version: 1, fingerprint: \"" + "0".repeat(64) + "\", type");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() ->
                            ResearchFile.parse(told, "text").study("second").makeFeatures())
                    .withMessageContaining("formula of 'Hidden[n=1]' must be the one that was studied: ")
                    .withMessageContaining("was one that cannot be told: class must ");
        }

        @Test
        void areSixtyFourDigits() {
            String text = text().replaceFirst("[0-9a-f]{64}", "abc");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> ResearchFile.parse(text, "text"))
                    .withMessageContaining("fingerprint (line 10): must be 64 hexadecimal digits, was 'abc'");
        }

        @Test
        void thatHaveChangedUnderTheirVersionAreRefused() {
            String changed = text().replaceFirst("[0-9a-f]{64}", "0".repeat(64));

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() ->
                            ResearchFile.parse(changed, "text").study("mine").makeFeatures())
                    .withMessageContaining(
                            "study mine: 1 problem\n  studies[0].features[0].fingerprint (line 10): formula of"
                                    + " 'sma(10)' must be the one that was studied: ")
                    .withMessageContaining("was ");
        }
    }

    @Nested
    class InConfiguration {
        @TempDir
        private Path folder;

        private List<String> problems(String written, Map<String, String> environment) {
            ConfigDraft draft = ConfigLoader.withEnvironment(environment)
                    .draft(
                            "mode: backtest\ndata: {path: x}\nstrategies:\n  - name: crossing\n    capital: 1\n"
                                    + "    research: {file: '" + written + "', study: mine}\n",
                            ConfigLoader.Format.YAML,
                            "text");
            assertThat(draft.problems()).isEmpty();
            return StrategyRegistry.empty().register(Crossing.class).check(draft).stream()
                    .map(Problem::toString)
                    .map(text -> text.replace(folder.toString(), "FOLDER"))
                    .toList();
        }

        @Test
        void aMistakeInTheFileIsToldWithItsPlaceAndTheFileOnce() throws Exception {
            Path file = folder.resolve("research.yaml");
            Files.writeString(file, text().replace("strategy: \"plain\"", "strategy: \"\""));

            assertThat(problems(file.toString(), Map.of()))
                    .containsExactly("strategies[0].research.file (line 6): must be a research file:"
                            + " studies[1].strategy (line 13) must not be blank (it is ''), was FOLDER/research.yaml");
        }

        @Test
        void aFileThatIsCutIsTold() throws Exception {
            Path file = folder.resolve("research.yaml");
            Files.writeString(file, text().substring(0, text().indexOf("end: ")));

            assertThat(problems(file.toString(), Map.of()))
                    .containsExactly(
                            "strategies[0].research.file (line 6): must be a research file: end must be given, the"
                                    + " file was cut or never had one; of what there is it would be {studies: 2, parameters: 2,"
                                    + " features: 2}, was FOLDER/research.yaml");
        }

        @Test
        void aFileThatIsNotYamlIsToldWithItsLine() throws Exception {
            Path file = folder.resolve("research.yaml");
            Files.writeString(file, text().substring(0, text().length() - 3));

            assertThat(problems(file.toString(), Map.of()))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "strategies[0].research.file (line 6): must be a research file: (line 15) must be readable")
                    .endsWith(", was FOLDER/research.yaml");
        }

        @Test
        void aPathOfTheEnvironmentIsNotShown() {
            assertThat(problems("${FOLDER}/none.yaml", Map.of("FOLDER", folder + "/secret")))
                    .containsExactly(
                            "strategies[0].research.file (line 6): must be a research file: file must exist, was"
                                    + " ${FOLDER}/none.yaml");
        }

        @Test
        void aFormulaThatHasChangedIsRefusedWithItsName() throws Exception {
            Path file = folder.resolve("research.yaml");
            Files.writeString(
                    file, text().replaceFirst("fingerprint: \"[0-9a-f]{64}", "fingerprint: \"" + "0".repeat(64)));

            assertThat(problems(file.toString(), Map.of()))
                    .singleElement()
                    .asString()
                    .startsWith("strategies[0].research.study (line 6): formula of 'sma(10)' must be the one that was"
                            + " studied: ");
        }
    }
}
