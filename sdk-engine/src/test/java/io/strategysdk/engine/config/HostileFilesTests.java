package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.engine.config.ConfigLoader.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static String refusal(String text, Format format) {
        ConfigException thrown = Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.withEnvironment(Map.of()).parse(text, format, "run")));
        return Specified.message(thrown);
    }

    @Test
    void aliasesAreRefusedBeforeTheyMultiply() {
        StringBuilder laughs = new StringBuilder("mode: paper\nstrategies: &a0 [x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            laughs.append("l")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(refusal(laughs.toString(), Format.YAML))
                .contains("l1[0] (line 3): must be written out, aliases such as *a0 are not read");
    }

    @ParameterizedTest
    @EnumSource
    void depthIsBounded(Format format) {
        assertThat(refusal("[".repeat(500_000), format)).contains("nesting depth");
        assertThat(refusal("{\"a\":".repeat(150_000), format)).contains("nesting depth");
    }

    @Test
    void depthOfBlocksIsBounded() {
        assertThat(refusal("- ".repeat(400_000), Format.YAML)).contains("nesting depth");
        assertThat(refusal("? ".repeat(400_000), Format.YAML)).contains("must be readable YAML");
    }

    @ParameterizedTest
    @EnumSource
    void sizeIsBounded(Format format) {
        assertThat(refusal(" ".repeat((1 << 20) + 1), format)).contains("file must not be larger than 1 MB");
    }

    @Test
    void sizeOfAFileIsBoundedBeforeItIsRead(@TempDir Path directory) throws IOException {
        Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);

        ConfigException thrown = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.create().load(large));

        assertThat(thrown).hasMessageContaining("file must not be larger than 1 MB");
    }

    @Test
    void manyItemsAreRefusedInGoodTime() {
        assertThat(refusal("mode: paper\nstrategies: [" + "{},".repeat(10_000) + "{}]", Format.YAML))
                .contains("20002 problems");
        assertThat(refusal("mode: paper\nstrategies: [" + "1,".repeat(200_000) + "1]", Format.YAML))
                .contains("must be readable YAML");
    }

    @Test
    void numbersOfAMillionDigitsAreNotWrittenOut() {
        assertThat(refusal("{\"mode\": \"paper\", \"seed\": " + "9".repeat(100_000) + "}", Format.JSON))
                .contains("must be readable JSON");
        assertThat(refusal(
                        "mode: paper\nstrategies: [{name: a, capital: 1e999999999}, {name: b, capital: 1e-999999999}]",
                        Format.YAML))
                .contains("strategies[0].capital (line 2): must be a number, was 1e999999999");
    }

    @Test
    void controlCharactersDoNotReachTheMessage() {
        String message = refusal("{\"mode\": \"paper\\n\\u001b[31mall is well\", \"a\\nb\": 1}", Format.JSON);

        assertThat(message.lines()).hasSize(3);
        assertThat(message).doesNotContain("\u001b");
    }

    @Test
    void longValuesAreCut() {
        assertThat(refusal("mode: " + "x".repeat(5000), Format.YAML)).hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: !!java.net.URL [http://localhost]",
                "mode: !!binary aGVsbG8=",
                "a: b: c",
                "\tmode: paper",
                "mode: paper\n  clock: 1",
                "mode: 'paper",
                "mode: paper\n<<: {seed: 1}",
                "%YAML 3.0\n---\nmode: paper\n...\n%",
                "mode: paper\u0000",
                "mode: [paper",
                "!!set {a, b}",
                "&a mode: *b",
                "? [a]\n: b",
                "? {a: b}\n: c",
                "null: 1",
                "~: 1",
                "''"
            })
    void oddYamlIsAProblemAndNothingWorse(String yaml) {
        assertThat(refusal(yaml, Format.YAML)).startsWith("run: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"mode\"",
                "{\"mode\": NaN}",
                "{\"mode\": \"paper\",}",
                "{'mode': 1}",
                "{} {}",
                "{\"mode\": 01}",
                "// {}",
                "nul",
                "{\"mode\": \"paper\"} x"
            })
    void oddJsonIsAProblemAndNothingWorse(String json) {
        assertThat(refusal(json, Format.JSON)).startsWith("run: ");
    }
}
