package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Rows of a file without quotes, split in place in a buffer. Stops at the first quote or lone carriage return, wherever
 * it is: from there on a line feed need not end a row.
 */
final class PlainRows extends Rows {
    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_LINE = CsvFile.HEAD_BYTES;

    private final InputStream in;
    private final byte separator;
    private final boolean[] special = new boolean[256];
    private int position;
    private int limit;
    private int lines;
    private boolean atEnd;
    private boolean needsQuotes;

    PlainRows(String fileName, InputStream in, char separator) {
        super(fileName);
        this.in = in;
        this.separator = (byte) separator;
        bytes = new byte[CHUNK + 1 + SimpleRow.LOOKAHEAD];
        for (char c : new char[] {separator, '\n', '\r', '"'}) {
            special[c] = true;
        }
        bytes[0] = '\n';
    }

    @Override
    boolean needsQuotes() {
        return needsQuotes;
    }

    @Override
    boolean next() throws IOException {
        byte[] b = bytes;
        boolean[] stop = special;
        int start = position;
        int at = start;
        fields = 0;
        line = lines + 1;
        while (true) {
            while (!stop[b[at] & 0xff]) {
                at++;
            }
            byte found = b[at];
            if (found == separator) {
                addField(start, at);
                start = ++at;
            } else if (at == limit && !atEnd) {
                fill();
                start = position;
                at = start;
                fields = 0;
            } else if (found == '\n') {
                return endRow(start, at, at);
            } else if (found == '\r' && b[at + 1] == '\n' && at + 1 < limit) {
                return endRow(start, at, at + 1);
            } else if (found == '\r' && at + 1 == limit && !atEnd) {
                fill();
                start = position;
                at = start;
                fields = 0;
            } else {
                needsQuotes = true;
                return false;
            }
        }
    }

    /** Adds the simple rows that come next, up to the first that is none or that may be cut off; says how many. */
    int addSimple(SimpleRow simple, RawBars bars) {
        RawBars.Block block = bars.block();
        byte[] text = bytes;
        int begin = bars.inBlock();
        int end = begin + bars.room();
        int row = begin;
        int at = position;
        while (row < end) {
            int after = simple.parse(text, at, limit, block, row);
            if (after < 0 || after > limit) {
                break;
            }
            at = after;
            block.lines[row++] = ++lines;
        }
        position = at;
        line = lines;
        bars.added(row - begin);
        return row - begin;
    }

    private boolean endRow(int start, int end, int lineFeed) {
        if (lineFeed == limit && fields == 0 && start == end) {
            line = lines;
            return false;
        }
        addField(start, end);
        lines = line;
        position = Math.min(lineFeed + 1, limit);
        return true;
    }

    /** Moves the begun line to the front and reads on behind it; a line feed after the last byte ends every scan. */
    private void fill() throws IOException {
        int kept = limit - position;
        if (kept > LONGEST_LINE) {
            throw new SdkException(fileName + " line " + (lines + 1) + ": line must not be longer than " + LONGEST_LINE
                    + " bytes; the file may not be CSV text");
        }
        System.arraycopy(bytes, position, bytes, 0, kept);
        line = lines;
        int read = in.readNBytes(bytes, kept, CHUNK - kept);
        position = 0;
        limit = kept + read;
        line = lines + 1;
        atEnd = limit < CHUNK;
        bytes[limit] = '\n';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
