package io.strategysdk.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on disk: whole or not at all, whoever fails, is killed, or writes at the same time. */
class WholeFileTests {
    private static final int KILLED = 7;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("state.bin");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aFileHasAllOfItsContentAndNothingLiesBesideIt() throws IOException {
        WholeFile.write("state", file(), out -> out.write(new byte[] {1, 2, 3}));
        WholeFile.writeDurably("state", file(), out -> out.write(new byte[] {4, 5}));

        assertThat(file()).hasBinaryContent(new byte[] {4, 5});
        assertThat(files()).containsExactly(file());
    }

    @Test
    void foldersAreMadeForIt() {
        Path deep = directory.resolve("a/b/state.txt");

        assertThat(WholeFile.writeText("state", deep, out -> out.append("größer")))
                .isEqualTo(deep);

        assertThat(deep).hasBinaryContent("größer".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
        Files.writeString(file(), "old");

        assertThatThrownBy(() -> WholeFile.writeDurably("state", file(), out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(SdkException.class)
                .hasMessage("state file must be writable: " + file() + " (java.io.IOException: disk full)");

        assertThat(file()).hasContent("old");
        assertThat(files()).containsExactly(file());
    }

    @Test
    void whatIsNoTextIsRefusedRatherThanReplaced() throws IOException {
        Files.writeString(file(), "old");

        assertThatThrownBy(() -> WholeFile.writeText("state", file(), out -> out.append("half \ud83d of a sign")))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("state file must be writable: " + file());

        assertThat(file()).hasContent("old");
        assertThat(files()).containsExactly(file());
    }

    /** Journals are written when a run is stopped by an interrupt. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptedThreadWritesAllTheSameAndStaysInterrupted(boolean durably) throws Exception {
        boolean[] isInterrupted = new boolean[1];
        Thread writer = new Thread(() -> {
            Thread.currentThread().interrupt();
            if (durably) {
                WholeFile.writeDurably("state", file(), out -> out.write(new byte[] {1, 2}));
            } else {
                WholeFile.write("state", file(), out -> out.write(new byte[] {1, 2}));
            }
            isInterrupted[0] = Thread.currentThread().isInterrupted();
        });

        writer.start();
        writer.join();

        assertThat(file()).hasBinaryContent(new byte[] {1, 2});
        assertThat(isInterrupted[0]).isTrue();
        assertThat(directory).isDirectoryNotContaining("glob:**.draft");
    }

    @Test
    void noReaderSeesADraftUnderTheFilesName() throws IOException {
        Files.writeString(file(), "old");

        WholeFile.write("state", file(), out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertThat(file()).hasContent("old");
            assertThat(files()).hasSize(2);
        });

        assertThat(Files.size(file())).isEqualTo(1 << 20);
    }

    @Test
    void draftsOfOthersStayAndAreNotWrittenTo() throws IOException {
        try (WholeFile.Draft other = WholeFile.Draft.of(file())) {
            WholeFile.writeDurably(file(), new byte[] {1});
            other.channel().write(java.nio.ByteBuffer.wrap(new byte[] {2, 2}));

            assertThat(files()).hasSize(2);
            other.publish();
        }

        assertThat(file()).hasBinaryContent(new byte[] {2, 2});
        assertThat(files()).containsExactly(file());
    }

    @Test
    void ofManyWhoWriteAtOnceOneWinsWithAllOfItsContent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[50_000 + i];
            java.util.Arrays.fill(content, (byte) i);
            writing.add(threads.submit(() -> WholeFile.write("state", file(), out -> out.write(content))));
        }
        for (Future<?> each : writing) {
            each.get();
        }
        threads.shutdown();

        byte[] read = Files.readAllBytes(file());
        assertThat(read).hasSize(50_000 + read[0]).containsOnly(read[0]);
        assertThat(files()).containsExactly(file());
    }

    @Test
    void aProcessThatIsKilledWhileItWritesLeavesTheOldFile() throws Exception {
        Files.writeString(file(), "old");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Killed.class.getName(),
                        file().toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isEqualTo(KILLED);
        assertThat(file()).hasContent("old");
        assertThat(files())
                .hasSize(2)
                .allMatch(path -> path.equals(file()) || path.toString().endsWith(WholeFile.DRAFT));
        WholeFile.writeDurably("state", file(), out -> out.write('n'));
        assertThat(file()).hasContent("n");
    }

    /** Ends in the middle of writing. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            WholeFile.writeDurably("state", Path.of(arguments[0]), out -> {
                out.write(new byte[1 << 20]);
                out.flush();
                Runtime.getRuntime().halt(KILLED);
            });
        }
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(file());
        Files.createFile(file().resolve("inside"));

        assertThatThrownBy(() -> WholeFile.write("state", file(), out -> out.write(1)))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("state file must be writable: " + file());
        assertThat(files()).containsExactly(file());
        assertThatThrownBy(() -> WholeFile.write("state", Path.of("/"), out -> out.write(1)))
                .hasMessageContaining("is no file");
    }
}
