package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of one file, unpacked and without byte order mark. */
final class CsvFile {
    /** More than a line may have; the separator is told from so many bytes at most. */
    static final int HEAD_BYTES = 1 << 16;

    /** Longer quotations from a file are shortened. */
    static final int LONGEST_MESSAGE = 1000;

    private static final int FIRST_MAGIC = 0x1f;
    private static final int SECOND_MAGIC = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final char[] SEPARATORS = {',', ';', '\t'};

    final Path path;
    /** File name without its folders, for messages: the same on every machine. */
    final String name;

    CsvFile(Path path) {
        this.path = path;
        this.name = String.valueOf(path.getFileName());
    }

    /** Refuses what is no file before anything is opened. */
    void requireFile() {
        if (Files.notExists(path)) {
            throw new SdkException("file must exist, was " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new SdkException("path must be a file and not a directory or device, was " + path);
        }
    }

    InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            return withoutByteOrderMark(unpacked(new PushbackInputStream(raw, 2)));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** First bytes of the text, at most {@link #HEAD_BYTES}. */
    byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(HEAD_BYTES);
        }
    }

    /** The most frequent candidate outside of quotes in the first line; comma when there is none. */
    static char separatorOf(byte[] head) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (byte b : head) {
            if (b == '\n' && !quoted) {
                break;
            }
            quoted ^= b == '"';
            for (int i = 0; i < SEPARATORS.length && !quoted; i++) {
                counts[i] += b == SEPARATORS[i] ? 1 : 0;
            }
        }
        int best = 0;
        for (int i = 1; i < SEPARATORS.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS[best];
    }

    SdkException unreadable(IOException e, int line) {
        String where = line == 0 ? name : name + " after line " + line;
        if (e instanceof EOFException) {
            return new SdkException(where + ": compressed file must be complete, but is cut off", e);
        }
        if (e instanceof ZipException) {
            return new SdkException(where + ": compressed file must be intact, was " + e.getMessage(), e);
        }
        return new SdkException(where + ": file must be readable, was " + e, e);
    }

    private static InputStream unpacked(PushbackInputStream in) throws IOException {
        int first = in.read();
        int second = first < 0 ? -1 : in.read();
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        boolean packed = first == FIRST_MAGIC && second == SECOND_MAGIC;
        return packed ? new GZIPInputStream(in, HEAD_BYTES) : in;
    }

    private static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream text = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
        byte[] start = text.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            text.unread(start);
        }
        return text;
    }
}
