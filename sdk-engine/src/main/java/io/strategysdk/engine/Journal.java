package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Everything that happened in a run, in order: intents, refusals, orders, fills, books, corporate actions, errors. The
 * same inputs, configuration and seed give the same bytes and the same {@link #hash} on any machine, locale, zone and
 * Java version. Texts of errors are kept beside the hash, not in it.
 *
 * <p>A finished journal is safe to read from any thread; each iteration decodes it anew.
 */
public final class Journal implements Iterable<JournalEntry> {
    private static final byte[] MAGIC = "strategy-sdk journal 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int HASH = 32;
    private static final int CHECKSUM = 8;
    private static final int HEADER = MAGIC.length + HASH + CHECKSUM;

    private final JournalBuffer buffer;
    private final String hash;

    Journal(JournalBuffer buffer, String hash) {
        this.buffer = buffer;
        this.hash = hash;
    }

    /**
     * Reads a journal file.
     *
     * @throws SdkException when the file cannot be read, is no journal, or is not whole
     */
    public static Journal read(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            if (all.length < HEADER || !startsWith(all, MAGIC)) {
                throw new SdkException("journal file must start with '"
                        + new String(MAGIC, StandardCharsets.US_ASCII).strip() + "': " + file);
            }
            byte[] body = Arrays.copyOfRange(all, HEADER, all.length);
            String hash = new String(all, MAGIC.length, HASH, StandardCharsets.US_ASCII);
            String checksum = new String(all, MAGIC.length + HASH, CHECKSUM, StandardCharsets.US_ASCII);
            if (!checksum.equals(checksum(hash, body))) {
                throw new SdkException("journal file must be whole and as it was written: " + file);
            }
            return new Journal(JournalBuffer.of(body), hash);
        } catch (IOException e) {
            throw new SdkException("journal file must be readable: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** Hash of everything in it: 32 hexadecimal digits. Equal journals have equal hashes. */
    public String hash() {
        return hash;
    }

    /** Names of the run's strategies, in order. */
    public List<String> strategies() {
        return reader().strategies();
    }

    /** Instruments of the run, in order. */
    public List<Instrument> instruments() {
        return reader().instruments();
    }

    @Override
    public Iterator<JournalEntry> iterator() {
        return reader();
    }

    private JournalReader reader() {
        return new JournalReader(buffer.toBytes());
    }

    /** All entries of one kind, in order. */
    public <T extends JournalEntry> List<T> entries(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (JournalEntry entry : this) {
            if (kind.isInstance(entry)) {
                found.add(kind.cast(entry));
            }
        }
        return found;
    }

    /**
     * The first place where two journals differ; empty when they are equal. Different instruments or strategies are a
     * difference at the very start.
     */
    public Optional<JournalDifference> firstDifference(Journal other) {
        JournalReader here = reader();
        JournalReader there = other.reader();
        if (!here.instruments().equals(there.instruments())
                || !here.strategies().equals(there.strategies())
                || !here.capital().equals(there.capital())) {
            return Optional.of(new JournalDifference(0, describe(here), describe(there)));
        }
        for (long index = 1; here.hasNext() || there.hasNext(); index++) {
            Optional<JournalEntry> left = here.hasNext() ? Optional.of(here.next()) : Optional.empty();
            Optional<JournalEntry> right = there.hasNext() ? Optional.of(there.next()) : Optional.empty();
            if (!left.map(Journal::hashed).equals(right.map(Journal::hashed))) {
                return Optional.of(new JournalDifference(index, describe(left), describe(right)));
            }
        }
        return Optional.empty();
    }

    /**
     * Writes the journal to a file, whole or not at all.
     *
     * @throws SdkException when the file cannot be written
     */
    public void writeTo(Path file) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), ".journal", ".tmp");
            try (OutputStream out = Files.newOutputStream(draft)) {
                out.write(MAGIC);
                byte[] body = buffer.toBytes();
                out.write(hash.getBytes(StandardCharsets.US_ASCII));
                out.write(checksum(hash, body).getBytes(StandardCharsets.US_ASCII));
                out.write(body);
            }
            move(draft, target);
        } catch (IOException e) {
            throw new SdkException("journal file must be writable: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** Finds what was cut off or changed; the hash itself leaves texts out. */
    private static String checksum(String hash, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(hash.getBytes(StandardCharsets.US_ASCII));
        crc.update(body);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What the hash covers of an entry: not the text of an error. */
    private static JournalEntry hashed(JournalEntry entry) {
        return entry instanceof JournalEntry.Stopped s
                ? new JournalEntry.Stopped(s.epochNanos(), s.strategy(), s.callback(), s.error(), "")
                : entry;
    }

    private static String describe(Optional<JournalEntry> entry) {
        return entry.map(JournalEntry::text).orElse("the journal ends");
    }

    private static String describe(JournalReader run) {
        return "run of " + run.strategies() + " with " + run.capital() + " on " + run.instruments();
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
