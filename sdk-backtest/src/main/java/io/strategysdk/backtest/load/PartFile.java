package io.strategysdk.backtest.load;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.engine.BarColumns;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Pages of a series that has not come to its end: a line that says of which, the bars, and behind those of each page a
 * line with their number and check sum. What stands behind the last such line was being written when its process ended,
 * and is cut off. One process at a time has the file open.
 */
final class PartFile implements AutoCloseable {
    private static final String FORMAT = "bars-in-part 1 ";
    private static final String PAGE = "page ";
    private static final int FIELDS = 7;

    /** Which rows of a page are kept. */
    interface Kept {
        boolean isKept(BarColumns rows, int row);
    }

    private final Path path;
    private final String head;
    private final FileChannel channel;
    private boolean isFinished;

    private PartFile(Path path, String head, FileChannel channel) {
        this.path = path;
        this.head = head;
        this.channel = channel;
    }

    static PartFile open(Path folder, PagedBars.Request wanted) {
        String words = FORMAT + wanted.instrument().symbol() + " "
                + wanted.instrument().currency() + " " + wanted.timeframe() + " " + wanted.from() + " " + wanted.to()
                + "\n";
        String head = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String symbol = wanted.instrument().symbol().replaceAll("[^A-Za-z0-9]+", "_");
        String name = symbol + "-" + wanted.timeframe() + "-" + Long.toHexString(checkSum(bytes(head))) + ".part";
        Path path = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            return locked(path, head);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static PartFile locked(Path path, String head) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isLocked;
        try {
            isLocked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            isLocked = false;
        }
        if (!isLocked) {
            channel.close();
            throw new SdkException("checkpoint must be used by one process at a time, was in use: " + path);
        }
        return new PartFile(path, head, channel);
    }

    /** Hands over the bars of all whole pages, and cuts off what follows them. */
    void replay(BarSink sink) {
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
            String first = line(in);
            if (first.isEmpty() || !first.endsWith("\n")) {
                begin();
                return;
            }
            if (!first.equals(head)) {
                throw new SdkException(path.getFileName() + " line 1: checkpoint must be of '" + head.strip()
                        + "', was '" + first.strip() + "'");
            }
            channel.truncate(wholePages(in, sink));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private void begin() throws IOException {
        channel.truncate(0);
        write(bytes(head));
    }

    private long wholePages(InputStream in, BarSink sink) throws IOException {
        long whole = bytes(head).length;
        long read = whole;
        StringBuilder page = new StringBuilder();
        for (String line = line(in); line.endsWith("\n"); line = line(in)) {
            read += line.length();
            if (!line.startsWith(PAGE)) {
                page.append(line);
                continue;
            }
            String rows = page.toString();
            if (!line.equals(end(rows))) {
                return whole;
            }
            rows.lines().forEach(row -> push(row, sink));
            whole = read;
            page.setLength(0);
        }
        return whole;
    }

    private static void push(String row, BarSink sink) {
        String[] fields = row.split(",", FIELDS);
        sink.bar(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]));
    }

    /** Keeps the wanted bars of a page; they are on the disk when this returns. */
    void append(BarColumns page, Kept kept) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < page.size(); row++) {
            if (kept.isKept(page, row)) {
                rows.append(page.openEpochNanos(row)).append(',').append(page.epochNanos(row));
                for (double value :
                        new double[] {page.open(row), page.high(row), page.low(row), page.close(row), page.volume(row)
                        }) {
                    rows.append(',').append(value);
                }
                rows.append('\n');
            }
        }
        if (rows.length() == 0) {
            return;
        }
        try {
            write(bytes(rows + end(rows.toString())));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
    }

    /** The series has come to its end: nothing is kept once this is closed. */
    void finish() {
        isFinished = true;
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (isFinished) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static String end(String rows) {
        return PAGE + rows.lines().count() + " " + Long.toHexString(checkSum(bytes(rows))) + "\n";
    }

    /** One byte a character, so that lengths are those of the file. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            line.write(read);
            if (read == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long checkSum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    private static SdkException unusable(Path path, IOException e) {
        return new SdkException("checkpoint must be readable and writable, was not: " + path, e);
    }
}
