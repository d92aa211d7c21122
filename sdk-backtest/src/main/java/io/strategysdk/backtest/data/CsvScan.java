package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks all rows of one file, whatever is made of them: separator, header, format of the times, quotes. */
final class CsvScan {
    final CsvFile file;
    private final CsvLayout layout;
    private int line;
    private Optional<String> unendedLine = Optional.empty();

    /** What is at the beginning of a file. */
    record Head(char separator, String firstLine) {}

    /** Makes something of the current row and of all that follow. */
    interface Reading<T> {
        T read(Rows rows, char separator, Columns columns, TimeFormat format) throws IOException;
    }

    CsvScan(CsvLayout layout) {
        this.layout = layout;
        file = new CsvFile(layout.path());
    }

    Head head() {
        file.requireFile();
        try {
            byte[] head = file.head();
            return new Head(separator(head), firstLine(head));
        } catch (IOException e) {
            throw file.unreadable(e, line);
        }
    }

    /** Reads the file, from its beginning again when the plain reader met what only the other one reads. */
    <T> T rows(char separator, Reading<T> reading) {
        try {
            T read = rows(separator, false, reading);
            return read == null ? Objects.requireNonNull(rows(separator, true, reading)) : read;
        } catch (IOException e) {
            throw file.unreadable(e, line);
        }
    }

    /** The last line without the line end that the others have, once all rows were read. */
    Optional<String> unendedLine() {
        return unendedLine;
    }

    private static String firstLine(byte[] head) {
        int end = 0;
        while (end < head.length && head[end] != '\n' && head[end] != '\r') {
            end++;
        }
        return new String(head, 0, end, StandardCharsets.UTF_8);
    }

    private char separator(byte[] head) {
        if (head.length == 0) {
            throw new SdkException(file.name + ": file must not be empty");
        }
        int at = 1;
        for (byte b : head) {
            if (b == 0) {
                throw new SdkException(file.name + " line " + at
                        + ": file must be text in UTF-8, but holds NUL bytes; it may be binary or UTF-16");
            }
            at += b == '\n' ? 1 : 0;
        }
        Character declared = layout.separator();
        return declared == null ? CsvFile.separatorOf(head) : declared;
    }

    private <T> @Nullable T rows(char separator, boolean quoted, Reading<T> reading) throws IOException {
        LastByte in = new LastByte(file.open());
        try (Rows rows = quoted ? new QuotedRows(file.name, in, separator) : new PlainRows(file.name, in, separator)) {
            T read = read(rows, separator, reading);
            if (!in.isLineEnd() && rows.line > 1) {
                unendedLine = Optional.of(file.name + " line " + rows.line);
            }
            return rows.needsQuotes() ? null : read;
        }
    }

    private <T> @Nullable T read(Rows rows, char separator, Reading<T> reading) throws IOException {
        if (!hasRow(rows)) {
            return null;
        }
        Columns columns;
        if (layout.positions().isEmpty()) {
            columns = Columns.named(layout.content(), rows, layout.headers());
            if (!hasRow(rows)) {
                return null;
            }
        } else {
            columns = Columns.positioned(layout.positions(), rows);
        }
        TimeFormat format = formatOf(rows, columns);
        try {
            return reading.read(rows, separator, columns, format);
        } finally {
            line = rows.line;
        }
    }

    private NoBarsException noRows() {
        return new NoBarsException(file.name + ": file must have rows"
                + (layout.positions().isEmpty() ? " below a header" : "") + ", was without any");
    }

    /** Whether the reader has a row; without one it must be for the sake of quotes. */
    private boolean hasRow(Rows rows) throws IOException {
        boolean hasRow = nextRow(rows);
        if (!hasRow && !rows.needsQuotes()) {
            throw noRows();
        }
        return hasRow;
    }

    private static boolean nextRow(Rows rows) throws IOException {
        while (rows.next()) {
            if (!rows.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private String timesToTell() {
        return layout.dateOrder() == DateOrder.YEAR_MONTH_DAY
                ? "a date, a date and time or a number since 1970"
                : layout.dateOrder().describe(TimeFormat.DATE) + ", alone or with a time";
    }

    private TimeFormat formatOf(Rows rows, Columns columns) {
        TimeFormat declared = layout.timeFormat();
        TimeFormat format = declared == null ? FieldReader.formatOf(rows, columns, layout.dateOrder()) : declared;
        if (format == null) {
            String value = rows.fields > columns.timeIndex() ? rows.shown(columns.timeIndex()) : "";
            throw new SdkException(file.name + " line " + rows.line + " column " + columns.timeName() + ": must be "
                    + timesToTell() + ", in the years 1900 to 2199, was '" + value + "'");
        }
        return format;
    }
}
