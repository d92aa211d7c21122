package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Everything that happened in a run, in order: intents, refusals, orders, fills, books, corporate actions, errors. The
 * same inputs, configuration and seed give the same {@link #hash} on any machine, locale, zone and Java version. Texts of
 * errors and refusals are kept beside the hash, not in it: those of errors are the JDK's, which differ.
 *
 * <p>A finished journal is safe to read from any thread; each iteration decodes it anew.
 */
public final class Journal implements Iterable<JournalEntry> {
    private static final byte[] MAGIC = "strategy-sdk journal 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int HASH = 32;
    private static final int CHECKSUM = 8;
    private static final int HEADER = HASH + CHECKSUM;

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
        return of(WholeFile.read("journal", file, MAGIC), "journal file", ": " + file);
    }

    /**
     * Reads a journal that is all there is left to read of a stream.
     *
     * @throws IOException when the stream cannot be read
     * @throws SdkException when it is no journal, or is not whole
     */
    public static Journal read(InputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new SdkException(
                    "journal must start with '" + new String(MAGIC, StandardCharsets.US_ASCII).strip() + "'");
        }
        return of(in.readAllBytes(), "journal", "");
    }

    private static Journal of(byte[] rest, String what, String where) {
        if (rest.length < HEADER) {
            throw new SdkException(what + " must be whole, was cut off" + where);
        }
        byte[] body = Arrays.copyOfRange(rest, HEADER, rest.length);
        String hash = new String(rest, 0, HASH, StandardCharsets.US_ASCII);
        String checksum = new String(rest, HASH, CHECKSUM, StandardCharsets.US_ASCII);
        if (!checksum.equals(checksum(hash, body))) {
            throw new SdkException(what + " must be whole and as it was written" + where);
        }
        return new Journal(JournalBuffer.of(body), hash);
    }

    /** Hash of everything in it but texts of errors and refusals: 32 hexadecimal digits. Equal runs have equal hashes. */
    public String hash() {
        return hash;
    }

    /** Cash that each strategy began with, in the order of the strategies, exact, in the run's currency. */
    public List<BigDecimal> capital() {
        return reader().capital();
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
     * The first place where two journals differ in what their hashes cover; empty when there is none. Other strategies,
     * capital or instruments, also those of equal symbols and another tick or lot size, are a difference at the very
     * start.
     */
    public Optional<JournalDifference> firstDifference(Journal other) {
        JournalReader here = reader();
        JournalReader there = other.reader();
        if (!here.instruments().equals(there.instruments())
                || !here.strategies().equals(there.strategies())
                || !here.capital().equals(there.capital())) {
            String rules = firstOtherwiseDefined(here.instruments(), there.instruments());
            return Optional.of(new JournalDifference(
                    0, describe(here, rules, here.instruments()), describe(there, rules, there.instruments())));
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
        WholeFile.write("journal", file, this::writeTo);
    }

    /**
     * Writes the journal to a stream, which stays open.
     *
     * @throws IOException when it cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        byte[] body = buffer.toBytes();
        out.write(MAGIC);
        out.write(hash.getBytes(StandardCharsets.US_ASCII));
        out.write(checksum(hash, body).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    /** Finds what was cut off or changed; the hash itself leaves texts out. */
    private static String checksum(String hash, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(hash.getBytes(StandardCharsets.US_ASCII));
        crc.update(body);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** What the hash covers of an entry: not the text of an error or a refusal. */
    private static JournalEntry hashed(JournalEntry entry) {
        if (entry instanceof JournalEntry.Stopped s) {
            return new JournalEntry.Stopped(s.epochNanos(), s.strategy(), s.callback(), s.error(), "");
        }
        if (entry instanceof JournalEntry.Connected c) {
            ConnectionEvent event = c.event();
            return new JournalEntry.Connected(
                    c.epochNanos(), new ConnectionEvent(event.peer(), event.state(), "", event.epochNanos()));
        }
        return entry instanceof JournalEntry.Reported r
                ? new JournalEntry.Reported(r.epochNanos(), r.strategy(), hashed(r.event()))
                : entry;
    }

    private static OrderEvent hashed(OrderEvent event) {
        if (event instanceof OrderEvent.Rejected r) {
            return new OrderEvent.Rejected(r.order(), r.reason(), "", r.epochNanos());
        }
        return event instanceof OrderEvent.CancelRejected r
                ? new OrderEvent.CancelRejected(r.order(), r.request(), r.reason(), "", r.epochNanos())
                : event;
    }

    private static String describe(Optional<JournalEntry> entry) {
        return entry.map(JournalEntry::text).orElse("the journal ends");
    }

    private static String describe(JournalReader run, String symbol, List<Instrument> instruments) {
        String text = "run of " + run.strategies() + " with " + run.capital() + " on " + instruments;
        return instruments.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .map(instrument -> text + ", where " + instrument + " is " + Instruments.definition(instrument))
                .orElse(text);
    }

    /** Symbol of the first instrument that is another one in spite of its name; empty when the names tell. */
    private static String firstOtherwiseDefined(List<Instrument> here, List<Instrument> there) {
        for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
            if (!here.get(i).equals(there.get(i))) {
                String symbol = here.get(i).symbol();
                return symbol.equals(there.get(i).symbol()) ? symbol : "";
            }
        }
        return "";
    }
}
