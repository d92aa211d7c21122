package io.strategysdk.engine.internal;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A file that only grows, by frames of bytes, each there whole or not at all. Every frame carries a digest of all frames
 * before it and of itself: what was changed, left out or put elsewhere is found, and so is what was being written when the
 * process or the machine stopped, which is cut off.
 *
 * <p>Room is made ahead, so that putting a frame onto the disk does not change the file's length. Interrupts of the thread
 * do not disturb it. Not thread-safe.
 */
public final class FrameLog implements AutoCloseable {
    /** Length of a digest. */
    public static final int DIGEST = 16;

    /** What the first of several files goes on from. */
    public static final String NOTHING = "0".repeat(2 * DIGEST);

    /** Written twice, the second time with all bits turned: a length that was changed is no length. */
    private static final int LENGTH = 2 * Integer.BYTES;

    private static final HexFormat HEX = HexFormat.of();
    private static final int ROOM = 1 << 18;

    private final Path path;
    private final RandomAccessFile file;
    private final MessageDigest sha = sha256();
    private String chain;
    private long end;
    private long room;

    private FrameLog(Path path, RandomAccessFile file, String chain, long end) throws IOException {
        this.path = path;
        this.file = file;
        this.chain = chain;
        this.end = end;
        room = file.length();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /**
     * What a log that is read has in it.
     *
     * @param before digest that it goes on from, hexadecimal
     * @param last digest of all its frames, hexadecimal
     * @param frames how many are whole
     * @param bytes up to the end of the last of them
     * @param torn bytes after that, of one that is not
     */
    public record Contents(String before, String last, int frames, long bytes, long torn) {
        /** Whether the end of it was being written when its writer stopped. */
        public boolean isTorn() {
            return torn > 0;
        }
    }

    /**
     * A new one, whose beginning is on the disk.
     *
     * @param magic first line of the file
     * @param before digest that it goes on from
     * @throws SdkException when the file is there, or cannot be written
     */
    public static FrameLog create(Path path, String magic, String before) {
        try {
            Files.createFile(path);
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                byte[] start = start(magic);
                file.write(start);
                file.write(HEX.parseHex(before));
                FrameLog log = new FrameLog(path, file, before, start.length + DIGEST);
                log.force();
                WholeFile.forceNames(WholeFile.folderOf(path));
                return log;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Goes on with one that is there, after its last whole frame: what comes after that is overwritten.
     *
     * @param frames takes the frames that are there, in order
     * @throws SdkException when it cannot be read or written, is none, or is damaged
     */
    public static FrameLog open(Path path, String magic, Consumer<byte[]> frames) {
        Contents contents = read(path, magic, frames);
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                if (contents.isTorn()) {
                    file.setLength(contents.bytes());
                    file.getFD().sync();
                }
                return new FrameLog(path, file, contents.last(), contents.bytes());
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Reads one from its beginning, also while it is written to.
     *
     * @throws SdkException when it cannot be read, is none, or is damaged anywhere but at its end
     */
    public static Contents read(Path path, String magic, Consumer<byte[]> frames) {
        byte[] all;
        try {
            all = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new SdkException("log must be readable: " + path + " (" + e + ")", e);
        }
        byte[] start = start(magic);
        if (all.length < start.length + DIGEST || !Arrays.equals(all, 0, start.length, start, 0, start.length)) {
            throw new SdkException("log must start with '" + magic + "': " + path);
        }
        ByteBuffer in = ByteBuffer.wrap(all).position(start.length);
        return read(path, in, digest(in), frames);
    }

    private static String digest(ByteBuffer in) {
        byte[] digest = new byte[DIGEST];
        in.get(digest);
        return HEX.formatHex(digest);
    }

    private static Contents read(Path path, ByteBuffer in, String before, Consumer<byte[]> frames) {
        MessageDigest sha = sha256();
        String chain = before;
        int count = 0;
        while (true) {
            int at = in.position();
            byte[] payload = next(in, sha, chain);
            if (payload.length == 0) {
                requireNothingAfter(path, in, at);
                return new Contents(before, chain, count, at, lastByte(in, at) - at);
            }
            chain = digest(sha, chain, payload);
            frames.accept(payload);
            count++;
        }
    }

    /** Empty when there is no whole frame. */
    private static byte[] next(ByteBuffer in, MessageDigest sha, String chain) {
        if (in.remaining() < LENGTH + DIGEST) {
            return new byte[0];
        }
        int length = length(in, in.position());
        in.position(in.position() + LENGTH);
        if (length == 0 || length > in.remaining() - DIGEST) {
            return new byte[0];
        }
        String digest = digest(in);
        byte[] payload = new byte[length];
        in.get(payload);
        return digest(sha, chain, payload).equals(digest) ? payload : new byte[0];
    }

    /** What follows half a frame was written after it: then it had been whole once. */
    private static void requireNothingAfter(Path path, ByteBuffer in, int at) {
        int length = in.capacity() - at < LENGTH ? 0 : length(in, at);
        if (lastByte(in, at) > (long) at + LENGTH + DIGEST + length) {
            throw new SdkException("log must be as it was written, is damaged at byte " + at + ": " + path);
        }
    }

    /** 0 where there is none. */
    private static int length(ByteBuffer in, int at) {
        int length = in.getInt(at);
        return length > 0 && in.getInt(at + Integer.BYTES) == ~length ? length : 0;
    }

    /** Where what is not room ends. */
    private static int lastByte(ByteBuffer in, int from) {
        int end = in.capacity();
        while (end > from && in.get(end - 1) == 0) {
            end--;
        }
        return end;
    }

    private static String digest(MessageDigest sha, String chain, byte[] payload) {
        sha.update(HEX.parseHex(chain));
        return HEX.formatHex(sha.digest(payload), 0, DIGEST);
    }

    private static byte[] start(String magic) {
        return (magic + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static SdkException unwritable(Path path, IOException e) {
        return new SdkException("log must be writable: " + path + " (" + e + ")", e);
    }

    /**
     * Adds a frame. It survives the end of the process, and that of the machine once {@link #force} has returned.
     *
     * @param payload not empty
     * @throws SdkException when it cannot be written; the log must not be written to any more then
     */
    public void append(byte[] payload) {
        String digest = digest(sha, chain, payload);
        ByteBuffer frame = ByteBuffer.allocate(LENGTH + DIGEST + payload.length)
                .putInt(payload.length)
                .putInt(~payload.length)
                .put(HEX.parseHex(digest))
                .put(payload);
        try {
            makeRoom(frame.capacity());
            file.seek(end);
            file.write(frame.array());
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        chain = digest;
        end += frame.capacity();
    }

    private void makeRoom(int bytes) throws IOException {
        if (end + bytes > room) {
            long more = Math.max(ROOM, bytes);
            file.seek(room);
            file.write(new byte[Math.toIntExact(more)]);
            room += more;
        }
    }

    /**
     * Returns when all that was added is on the disk.
     *
     * @throws SdkException when it cannot be; the log must not be written to any more then
     */
    public void force() {
        try {
            file.getFD().sync();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Digest of all frames so far, hexadecimal. */
    public String chain() {
        return chain;
    }

    /** Length of what is in it, in bytes. */
    public long length() {
        return end;
    }

    /** Room that was not needed is given back. */
    @Override
    public void close() {
        try (file) {
            file.setLength(end);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }
}
