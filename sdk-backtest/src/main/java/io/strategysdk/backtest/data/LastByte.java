package io.strategysdk.backtest.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers how the text ended, which neither reader of rows tells: a row that was cut off may still be one. */
final class LastByte extends FilterInputStream {
    private static final int END = -1;

    private int last = '\n';

    LastByte(InputStream in) {
        super(in);
    }

    /** Whether the last line that is not blank had a line end, so far as was read. */
    boolean isLineEnd() {
        return last == '\n' || last == '\r';
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        remember(read);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        int at = offset + count - 1;
        while (at > offset && isSpace(into[at])) {
            at--;
        }
        if (count > 0) {
            remember(into[at] & 0xff);
        }
        return count;
    }

    private void remember(int read) {
        if (read != END && !isSpace(read)) {
            last = read;
        }
    }

    private static boolean isSpace(int read) {
        return read == ' ' || read == '\t';
    }
}
