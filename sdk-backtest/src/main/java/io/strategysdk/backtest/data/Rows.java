package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks the rows of a file, each as ranges of bytes: a String per field would cost more than parsing it. */
abstract class Rows implements Closeable {
    private static final int MOST_FIELDS = 4096;
    private static final int SHOWN_CHARACTERS = 40;
    private static final char REPLACEMENT = '\uFFFD';

    final String fileName;
    byte[] bytes = new byte[0];
    int[] starts = new int[16];
    int[] ends = new int[16];
    int fields;
    /** Line of the file on which the row starts, from 1. */
    int line;

    Rows(String fileName) {
        this.fileName = fileName;
    }

    /** Moves to the next row; false at the end of the file, or where only the other reader can go on. */
    abstract boolean next() throws IOException;

    /** Whether the rest needs the reader that knows quotes. */
    boolean needsQuotes() {
        return false;
    }

    final void addField(int start, int end) {
        if (fields == starts.length) {
            if (fields == MOST_FIELDS) {
                throw new SdkException(
                        fileName + " line " + line + ": row must not have more than " + MOST_FIELDS + " columns");
            }
            starts = Arrays.copyOf(starts, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
        }
        starts[fields] = start;
        ends[fields] = end;
        fields++;
    }

    final boolean isBlank() {
        for (int field = 0; field < fields; field++) {
            if (trimmedEnd(field) > trimmedStart(field)) {
                return false;
            }
        }
        return fields <= 1;
    }

    final boolean hasNul() {
        for (int i = starts[0]; i < ends[fields - 1]; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    final int trimmedStart(int field) {
        int start = starts[field];
        while (start < ends[field] && isSpace(bytes[start])) {
            start++;
        }
        return start;
    }

    final int trimmedEnd(int field) {
        int start = trimmedStart(field);
        int end = ends[field];
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Text of a field without spaces around it, shortened and made printable, for messages. */
    final String shown(int field) {
        int start = trimmedStart(field);
        return shown(new String(bytes, start, trimmedEnd(field) - start, StandardCharsets.UTF_8));
    }

    /** The text, shortened and made printable. */
    static String shown(String text) {
        return shown(text, SHOWN_CHARACTERS);
    }

    static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? REPLACEMENT : c));
        return text.length() > shown.length() ? shown + "…" : shown.toString();
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
