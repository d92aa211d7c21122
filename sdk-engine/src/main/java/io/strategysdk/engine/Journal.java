package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

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

    private final JournalBuffer buffer;
    private final String hash;

    Journal(JournalBuffer buffer, String hash) {
        this.buffer = buffer;
        this.hash = hash;
    }

    /**
     * Reads a journal file.
     *
     * @throws SdkException when the file cannot be read or is no journal
     */
    public static Journal read(Path file) {
        byte[] all = WholeFile.read("journal", file);
        int header = MAGIC.length + HASH;
        if (all.length < header || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new SdkException("journal file must start with '"
                    + new String(MAGIC, StandardCharsets.US_ASCII).strip() + "': " + file);
        }
        Journal journal = new Journal(
                JournalBuffer.of(Arrays.copyOfRange(all, header, all.length)),
                new String(all, MAGIC.length, HASH, StandardCharsets.US_ASCII));
        journal.checkReadable(file);
        return journal;
    }

    private void checkReadable(Path file) {
        try {
            for (JournalEntry entry : this) {
                entry.epochNanos();
            }
        } catch (RuntimeException e) {
            throw new SdkException("journal file must be whole: " + file + " (" + e + ")", e);
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
                || !here.strategies().equals(there.strategies())) {
            return Optional.of(new JournalDifference(
                    0,
                    "run of " + here.strategies() + " on " + here.instruments(),
                    "run of " + there.strategies() + " on " + there.instruments()));
        }
        for (long index = 1; here.hasNext() || there.hasNext(); index++) {
            Optional<JournalEntry> left = here.hasNext() ? Optional.of(here.next()) : Optional.empty();
            Optional<JournalEntry> right = there.hasNext() ? Optional.of(there.next()) : Optional.empty();
            if (!left.equals(right)) {
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
        WholeFile.write("journal", file, out -> {
            out.write(MAGIC);
            out.write(hash.getBytes(StandardCharsets.US_ASCII));
            buffer.writeTo(out, 0);
        });
    }

    private static String describe(Optional<JournalEntry> entry) {
        return entry.map(JournalEntry::text).orElse("the journal ends");
    }
}
