package io.strategysdk.backtest.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of a file with quotes or old line ends. Latin-1 carries the bytes through unchanged: nothing is decoded here. */
final class QuotedRows extends Rows {
    private static final int MOST_BYTES = 1 << 20;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;

    QuotedRows(String fileName, InputStream in, char separator) {
        super(fileName);
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MOST_BYTES)
                .ofCsvRecord(in, ISO_8859_1);
        records = reader.iterator();
    }

    @Override
    boolean next() throws IOException {
        CsvRecord row = read();
        if (row == null) {
            return false;
        }
        line = Math.toIntExact(row.getStartingLineNumber());
        fields = 0;
        int end = 0;
        for (String field : row.getFields()) {
            int start = end;
            end += field.length();
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end * 2);
            }
            System.arraycopy(field.getBytes(ISO_8859_1), 0, bytes, start, field.length());
            addField(start, end);
        }
        return true;
    }

    private @Nullable CsvRecord read() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new SdkException(
                    fileName + " line " + (line + 1)
                            + " or later: quoted field must be closed, followed by a separator and not be longer than "
                            + MOST_BYTES + " bytes",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
