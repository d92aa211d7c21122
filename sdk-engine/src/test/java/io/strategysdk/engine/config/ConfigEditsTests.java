package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConfigEditsTests {
    private static final List<String> WORDS = List.of(
            "",
            " ",
            ":",
            "- ",
            "-",
            "\n",
            "\t",
            "{",
            "}",
            "[",
            "]",
            "#",
            "'",
            "\"",
            "&a",
            "*a",
            "!",
            "!!int ",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "null",
            "~",
            "true",
            "0",
            "-1",
            "1e9",
            "1.5",
            ".inf",
            "max",
            "live",
            "paper",
            "realtime",
            "broker",
            "${X}",
            "${X:-1}",
            "${",
            "$${",
            "\u0000",
            "\u2028",
            "\uD800",
            "é",
            "<<: ",
            "---\n",
            "...",
            "  ",
            ",");
    private static final List<String> FILES = List.of(
            Specified.BACKTEST,
            Specified.PAPER,
            Specified.LIVE,
            Specified.RISK,
            ConfigTemplate.BACKTEST.text(),
            "{\"mode\": \"paper\", \"seed\": 5, \"strategies\": [{\"name\": \"a\", \"capital\": 1.5e3}]}");

    @Provide
    Arbitrary<Long> edits() {
        return Arbitraries.longs();
    }

    @Property(tries = 3000)
    void fewEditsMakeAConfigurationOrAConfigExceptionAndNothingElse(@ForAll("edits") long seed) {
        Random random = new Random(seed);
        String text = FILES.get(random.nextInt(FILES.size()));
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(8));
            text = text.substring(0, from) + WORDS.get(random.nextInt(WORDS.size())) + text.substring(to);
        }

        try {
            RunConfig config = ConfigLoader.withEnvironment(Map.of("X", "12.5")).parse(text);
            assertThat(config.toString()).isNotEmpty();
            assertThat(config.warnings()).isNotNull();
            assertThat(config.initialCash()).isNotNull();
            config.strategies()
                    .forEach(s -> assertThat(s.riskLimits().toRiskLimits()).isNotNull());
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    /** Wherever a pair of surrogates stands: a block of the reader ends somewhere. */
    @Test
    void aCharacterOfTwoHalvesIsReadAtAnyPlace() {
        for (int before = 1; before < 4_200; before++) {
            String text = "#" + "x".repeat(before) + "\ud83d\udcc8\nmode: backtest\nname: \ud83d\udcc8\n";

            for (String whole : List.of(text, text + "# \ud83d")) {
                assertThatExceptionOfType(ConfigException.class)
                        .as("%d characters before", before)
                        .isThrownBy(() -> ConfigLoader.withEnvironment(Map.of()).parse(whole));
            }
        }
    }
}
