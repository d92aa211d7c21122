package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTests {
    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(Map<String, byte[]> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> new String(each.getValue(), StandardCharsets.UTF_8)));
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void valuesAndJournalAreThereAgain() {
        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            assertThat(run.values()).isEmpty();
            run.write(Map.of("a", bytes("1"), "b", bytes("2")), bytes("first "));
            run.write(Map.of("a", bytes("3"), "b", new byte[0], "c", bytes("4")), bytes("second"));
            run.force();
        }

        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            assertThat(texts(run.values())).isEqualTo(Map.of("a", "3", "c", "4"));
            assertThat(run.journal()).isEqualTo(bytes("first second"));
        }
    }

    @Test
    void aSecondRunIsRefused() {
        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            run.write(Map.of("a", bytes("1")), new byte[0]);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> RunFolder.open(folder, NEVER))
                    .withMessage("folder of a run must be had by one run at a time, another has it: " + folder);
        }
        RunFolder.open(folder, NEVER).close();
    }

    @Test
    void aLongLogIsFollowedByANewOneThatBeginsWithAllValues() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        StringBuilder journal = new StringBuilder();
        try (RunFolder run = RunFolder.open(folder, 4000)) {
            for (int i = 0; i < 300; i++) {
                expected.put("key" + i % 7, "value" + i);
                journal.append(i).append(' ');
                run.write(Map.of("key" + i % 7, bytes("value" + i)), bytes(i + " "));
            }
        }

        assertThat(logs()).hasSizeBetween(3, 20);
        try (RunFolder run = RunFolder.open(folder, 4000)) {
            assertThat(texts(run.values())).isEqualTo(expected);
            assertThat(run.journal()).isEqualTo(bytes(journal.toString()));
        }
    }

    @Test
    void aLogDoesNotGetLongByWhatItBeginsWith() throws IOException {
        byte[] large = new byte[20_000];
        Arrays.fill(large, (byte) 7);
        for (int start = 0; start < 5; start++) {
            try (RunFolder run = RunFolder.open(folder, 4000)) {
                run.write(Map.of("large", large), new byte[0]);
                for (int i = 0; i < 100; i++) {
                    run.write(Map.of("small", bytes("value" + i)), bytes("journal"));
                }
            }
        }

        assertThat(logs()).hasSizeLessThan(10);
    }

    /** Killed between the new log's creation and its first frame. */
    @Test
    void aNewLogThatWasNotBegunIsForgotten() throws IOException {
        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            run.write(Map.of("a", bytes("1")), bytes("j"));
        }
        byte[] first = Files.readAllBytes(logs().get(0));
        for (int length : new int[] {0, 5, 35}) {
            Files.write(folder.resolve("run-000002.log"), Arrays.copyOf(first, length));

            try (RunFolder run = RunFolder.open(folder, NEVER)) {
                assertThat(texts(run.values())).isEqualTo(Map.of("a", "1"));
            }
            assertThat(logs()).hasSize(1);
        }
    }

    @Test
    void logsOfTwoRunsCannotBeMixed() throws IOException {
        Path other = folder.resolve("other");
        Path one = folder.resolve("one");
        for (Path each : List.of(one, other)) {
            try (RunFolder run = RunFolder.open(each, 600)) {
                for (int i = 0; i < 60; i++) {
                    run.write(Map.of("a", bytes(each.toString() + i)), new byte[0]);
                }
            }
        }
        try (Stream<Path> files = Files.list(one)) {
            Path newest = files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
            Files.write(newest, Files.readAllBytes(other.resolve(newest.getFileName())));
        }

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> RunFolder.open(one, 600))
                .withMessageStartingWith("log of a run must go on from the one before, ");
    }

    @Test
    void aDamagedLogIsRefused() throws IOException {
        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            run.write(Map.of("a", bytes("1")), new byte[0]);
            run.write(Map.of("a", bytes("2")), new byte[0]);
        }
        Path log = logs().get(0);
        byte[] all = Files.readAllBytes(log);
        all[60] ^= 1;
        Files.write(log, all);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> RunFolder.open(folder, NEVER))
                .withMessageContaining("is damaged at byte ");
    }

    /** Whatever the process was doing: values and journal of one moment, and of none before the last that was complete. */
    @Test
    void cutOffAnywhereItIsAsItWasAtSomeMoment() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        try (RunFolder run = RunFolder.open(folder, NEVER)) {
            for (int i = 1; i <= 40; i++) {
                run.write(Map.of("count", bytes("" + i), "n" + random.nextInt(5), bytes("" + i)), bytes("x"));
            }
        }
        Path log = logs().get(0);
        byte[] all = Files.readAllBytes(log);
        int last = 0;
        for (int cut = 35; cut < 2600; cut += 7) {
            Files.write(log, Arrays.copyOf(all, cut));
            try (RunFolder run = RunFolder.open(folder, NEVER)) {
                int count = Integer.parseInt(texts(run.values()).getOrDefault("count", "0"));
                assertThat(run.journal()).as("cut at %s", cut).hasSize(count);
                assertThat(count).isGreaterThanOrEqualTo(last);
                last = count;
            }
        }
        assertThat(last).isEqualTo(40);
    }
}
