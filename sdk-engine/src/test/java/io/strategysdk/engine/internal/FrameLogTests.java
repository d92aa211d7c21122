package io.strategysdk.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameLogTests {
    private static final String MAGIC = "test log 1";
    private static final int HEAD = MAGIC.length() + 1 + FrameLog.DIGEST;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("test.log");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(String... frames) {
        try (FrameLog log = FrameLog.create(file, MAGIC, FrameLog.NOTHING)) {
            for (String frame : frames) {
                log.append(bytes(frame));
            }
            log.force();
        }
    }

    private List<String> read() {
        List<String> frames = new ArrayList<>();
        FrameLog.read(file, MAGIC, frame -> frames.add(new String(frame, StandardCharsets.UTF_8)));
        return frames;
    }

    private List<String> reopenAndAdd(String frame) {
        List<String> frames = new ArrayList<>();
        try (FrameLog log = FrameLog.open(file, MAGIC, each -> frames.add(new String(each, StandardCharsets.UTF_8)))) {
            log.append(bytes(frame));
            log.force();
        }
        return frames;
    }

    @Test
    void framesAreReadAsTheyWereWritten() {
        write("one", "two\0\0", "three");

        assertThat(read()).containsExactly("one", "two\0\0", "three");
    }

    @Test
    void aLogGoesOnWhereItStopped() {
        write("one", "two");

        assertThat(reopenAndAdd("three")).containsExactly("one", "two");
        assertThat(read()).containsExactly("one", "two", "three");
    }

    @Test
    void aLogMayGoOnFromAnother() {
        write("one");
        String chain;
        try (FrameLog log = FrameLog.open(file, MAGIC, frame -> {})) {
            chain = log.chain();
        }
        Path second = folder.resolve("second.log");
        FrameLog.create(second, MAGIC, chain).close();

        assertThat(FrameLog.read(second, MAGIC, frame -> {}).before()).isEqualTo(chain);
    }

    @Test
    void aLogThatIsThereIsNotMadeAnew() {
        write("one");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FrameLog.create(file, MAGIC, FrameLog.NOTHING))
                .withMessageContaining("log must be writable: " + file);
        assertThat(read()).containsExactly("one");
    }

    @Test
    void moreThanTheRoomThatWasMadeFits() {
        String large = "x".repeat(3_000_000);
        write("one", large, "three");

        assertThat(read()).containsExactly("one", large, "three");
        assertThat(reopenAndAdd(large)).hasSize(3);
        assertThat(read()).hasSize(4);
    }

    /** What a process that was killed, or a machine that lost its power, leaves behind. */
    @Test
    void whateverIsCutOffOfTheLastFrameIsLostAndNothingElse() throws IOException {
        write("one", "two");
        int whole = Math.toIntExact(FrameLog.read(file, MAGIC, frame -> {}).bytes());
        write2();
        int end = Math.toIntExact(FrameLog.read(file, MAGIC, frame -> {}).bytes());
        byte[] all = Files.readAllBytes(file);
        for (int cut = whole; cut < end; cut++) {
            for (boolean hasRoom : new boolean[] {true, false}) {
                byte[] left = Arrays.copyOf(Arrays.copyOf(all, cut), hasRoom ? all.length : cut);
                Files.write(file, left);

                assertThat(read()).as("cut at %s", cut).containsExactly("one", "two");
                assertThat(reopenAndAdd("four")).containsExactly("one", "two");
                assertThat(read()).as("cut at %s", cut).containsExactly("one", "two", "four");
            }
        }
    }

    private void write2() {
        reopenAndAdd("three, which is longer");
    }

    @Test
    void pagesOfTheLastFrameThatDidNotReachTheDiskAreFound() throws IOException {
        write("one", "two", "abcdefgh".repeat(2000));
        byte[] all = Files.readAllBytes(file);
        Arrays.fill(all, 4096, 8192, (byte) 0);
        Files.write(file, all);

        assertThat(FrameLog.read(file, MAGIC, frame -> {}).isTorn()).isTrue();
        assertThat(read()).containsExactly("one", "two");
    }

    /** Each byte of all frames but the last. */
    @Test
    void whatWasChangedBeforeTheEndIsDamageAndNotForgotten() throws IOException {
        write("one", "two", "three");
        byte[] all = Files.readAllBytes(file);
        int lastFrame = HEAD + 2 * (8 + FrameLog.DIGEST + 3);
        for (int at = HEAD; at < lastFrame; at++) {
            byte[] changed = all.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);

            assertThatExceptionOfType(SdkException.class)
                    .as("byte %s", at)
                    .isThrownBy(this::read)
                    .withMessageStartingWith("log must be as it was written, is damaged at byte ")
                    .withMessageEndingWith(": " + file);
        }
    }

    @Test
    void framesCannotChangePlaces() throws IOException {
        write("one", "two", "end");
        byte[] all = Files.readAllBytes(file);
        int frame = 8 + FrameLog.DIGEST + 3;
        byte[] swapped = all.clone();
        System.arraycopy(all, HEAD, swapped, HEAD + frame, frame);
        System.arraycopy(all, HEAD + frame, swapped, HEAD, frame);
        Files.write(file, swapped);

        assertThatExceptionOfType(SdkException.class).isThrownBy(this::read).withMessageContaining("damaged at byte");
    }

    @Test
    void anotherFileIsNoLog() throws IOException {
        Files.writeString(file, "date,close\n2024-01-02,10\n");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(this::read)
                .withMessage("log must start with 'test log 1': " + file);
    }

    @Test
    void anInterruptDoesNotDisturbIt() {
        try (FrameLog log = FrameLog.create(file, MAGIC, FrameLog.NOTHING)) {
            Thread.currentThread().interrupt();
            log.append(bytes("one"));
            log.force();
            assertThat(Thread.interrupted()).isTrue();
            log.append(bytes("two"));
        }

        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void anyBytesAreReadAgain() {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> written = new ArrayList<>();
        try (FrameLog log = FrameLog.create(file, MAGIC, FrameLog.NOTHING)) {
            for (int i = 0; i < 500; i++) {
                byte[] frame = new byte[random.nextInt(1, 9000)];
                random.nextBytes(frame);
                written.add(frame);
                log.append(frame);
            }
        }

        List<byte[]> read = new ArrayList<>();
        FrameLog.Contents contents = FrameLog.read(file, MAGIC, read::add);

        assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(written);
        assertThat(contents.frames()).isEqualTo(500);
        assertThat(contents.isTorn()).isFalse();
    }
}
