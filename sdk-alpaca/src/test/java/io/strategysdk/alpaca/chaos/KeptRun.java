package io.strategysdk.alpaca.chaos;

import io.strategysdk.engine.Journal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The folder of a run as anyone can read it, without the code that wrote it: logs of frames, each with its length, its
 * length turned round, and a digest over all before it and itself; in a frame named values, then bytes of the journal.
 */
final class KeptRun {
    private static final byte[] MAGIC = "strategy-sdk run 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JOURNAL_MAGIC = "strategy-sdk journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 16;
    private static final int HEAD = 2 * Integer.BYTES + DIGEST;

    /** From the first log's to the last. */
    private final byte[] journal;

    private final List<String> names;
    private final boolean isTorn;

    private KeptRun(byte[] journal, List<String> names, boolean isTorn) {
        this.journal = journal;
        this.names = List.copyOf(names);
        this.isTorn = isTorn;
    }

    /** Names of values, as often as they were written. */
    List<String> names() {
        return names;
    }

    /** Whether something follows the last whole frame. */
    boolean isTorn() {
        return isTorn;
    }

    /**
     * Reads it, also while it is written to.
     *
     * @throws IllegalStateException when the chain of digests is broken
     */
    static KeptRun read(Path folder) {
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        byte[] chain = new byte[DIGEST];
        boolean isTorn = false;
        for (Path log : logs(folder)) {
            ByteBuffer in = ByteBuffer.wrap(bytes(log));
            if (in.remaining() < MAGIC.length + DIGEST) {
                break;
            }
            require(Arrays.equals(take(in, MAGIC.length), MAGIC), log, 0);
            require(Arrays.equals(take(in, DIGEST), chain), log, MAGIC.length);
            chain = frames(in, chain, journal, names);
            isTorn = hasMore(in);
        }
        return new KeptRun(journal.toByteArray(), names, isTorn);
    }

    /** Where the newest log ends as far as its lengths tell, which is quickly read; 0 where there is none. */
    static long length(Path folder) {
        List<Path> logs = logs(folder);
        if (logs.isEmpty()) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes(logs.get(logs.size() - 1)));
        int end = Math.min(in.capacity(), MAGIC.length + DIGEST);
        while (end + HEAD <= in.capacity() && isFrame(in, end)) {
            end += HEAD + in.getInt(end);
        }
        return end;
    }

    private static boolean isFrame(ByteBuffer in, int at) {
        int length = in.getInt(at);
        return length > 0 && in.getInt(at + Integer.BYTES) == ~length && length <= in.capacity() - at - HEAD;
    }

    static List<Path> logs(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static byte[] bytes(Path log) {
        try {
            return Files.readAllBytes(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean isWhole, Path log, int at) {
        if (!isWhole) {
            throw new IllegalStateException("chain of digests must be whole, is broken at byte " + at + " of " + log);
        }
    }

    /** Reads whole frames, and returns the digest of the last. */
    private static byte[] frames(ByteBuffer in, byte[] before, ByteArrayOutputStream journal, List<String> names) {
        byte[] chain = before;
        while (in.remaining() >= HEAD) {
            int at = in.position();
            int length = in.getInt();
            boolean isThere = length > 0 && in.getInt() == ~length && length <= in.remaining() - DIGEST;
            if (!isThere) {
                in.position(at);
                return chain;
            }
            byte[] digest = take(in, DIGEST);
            byte[] payload = take(in, length);
            if (!Arrays.equals(digest, digest(chain, payload))) {
                in.position(at);
                return chain;
            }
            chain = digest;
            journal.writeBytes(new Frame(payload).read(names));
        }
        return chain;
    }

    private static boolean hasMore(ByteBuffer in) {
        byte[] rest = take(in, in.remaining());
        for (byte each : rest) {
            if (each != 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }

    private static byte[] digest(byte[] chain, byte[] payload) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(chain);
            return Arrays.copyOf(sha.digest(payload), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has happened so far; its hash is not known here. */
    Journal entries() {
        String hash = "0".repeat(32);
        CRC32 crc = new CRC32();
        crc.update(hash.getBytes(StandardCharsets.US_ASCII));
        crc.update(journal);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(JOURNAL_MAGIC);
        file.writeBytes((hash + HexFormat.of().toHexDigits((int) crc.getValue())).getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(journal);
        try {
            return Journal.read(new ByteArrayInputStream(file.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers, texts and bytes, as the SDK packs them. */
    private static final class Frame {
        private final byte[] bytes;
        private int at;

        Frame(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Adds the names of its values, and returns its part of the journal. */
        byte[] read(List<String> names) {
            number();
            for (long values = number(); values > 0; values--) {
                names.add(new String(take(), StandardCharsets.UTF_8));
                take();
            }
            return take();
        }

        /** So many bytes as it says; a length below zero stands for what was removed. */
        private byte[] take() {
            int length = (int) Math.max(0, number());
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        /** As many zero bits below the lowest one as bytes follow the first; the sign is the lowest of the rest. */
        private long number() {
            int following = bytes[at] == 0 ? Long.BYTES : Integer.numberOfTrailingZeros(bytes[at]);
            long word = 0;
            for (int i = following; i >= (bytes[at] == 0 ? 1 : 0); i--) {
                word = word << Byte.SIZE | (bytes[at + i] & 0xFF);
            }
            long magnitude = bytes[at] == 0 ? word : word >>> (following + 1);
            at += following + 1;
            return (magnitude >>> 1) ^ -(magnitude & 1);
        }
    }
}
