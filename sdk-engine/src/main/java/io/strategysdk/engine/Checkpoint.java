package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.internal.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A run between two steps: books, orders, timers, state cells, sequences, journal. An engine that is
 * {@linkplain Engine.Builder#resume resumed} from it, in this or another JVM, goes on as if nothing had happened.
 * Immutable.
 */
public final class Checkpoint {
    private static final byte[] MAGIC = "strategy-sdk checkpoint 4\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM = 8;
    private final byte[] state;

    Checkpoint(byte[] state) {
        this.state = state;
    }

    /**
     * Reads a checkpoint file.
     *
     * @throws SdkException when the file cannot be read, is no checkpoint, or is damaged
     */
    public static Checkpoint read(Path file) {
        byte[] rest = WholeFile.read("checkpoint", file, MAGIC);
        if (rest.length <= CHECKSUM) {
            throw new SdkException("checkpoint file must be whole, was cut off: " + file);
        }
        byte[] state = Arrays.copyOfRange(rest, CHECKSUM, rest.length);
        String expected = new String(rest, 0, CHECKSUM, StandardCharsets.US_ASCII);
        if (!checksum(state).equals(expected)) {
            throw new SdkException(
                    "checkpoint file must have the checksum " + expected + ", had " + checksum(state) + ": " + file);
        }
        return new Checkpoint(state);
    }

    /**
     * Writes the checkpoint to a file, whole or not at all.
     *
     * @throws SdkException when the file cannot be written
     */
    public void writeTo(Path file) {
        WholeFile.write("checkpoint", file, out -> {
            out.write(MAGIC);
            out.write(checksum(state).getBytes(StandardCharsets.US_ASCII));
            out.write(state);
        });
    }

    /** The run's time: close of the last slice. */
    public Instant time() {
        return Clock.instantOf(reader().epochNanos());
    }

    RunState.Reader reader() {
        try {
            return new RunState.Reader(state);
        } catch (RuntimeException e) {
            throw notOurs(e);
        }
    }

    /** What reading met with, in the words of this class. */
    static SdkException notOurs(RuntimeException e) {
        return e instanceof SdkException known
                ? known
                : new SdkException(
                        "a checkpoint must be as this version and an execution like this one wrote it, could not be read: "
                                + e,
                        e);
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(CHECKSUM - digits.length()) + digits;
    }

    /** Where the run stands. */
    @Override
    public String toString() {
        return "checkpoint at " + time();
    }
}
