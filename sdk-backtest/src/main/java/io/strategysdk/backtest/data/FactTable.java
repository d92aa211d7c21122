package io.strategysdk.backtest.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CSV file of facts: a header with names in any order and case, and one fact a row. Further columns are ignored. */
final class FactTable {
    private final Path file;
    private final String what;
    private final List<Row> rows = new ArrayList<>();
    private List<String> columns = List.of();

    private FactTable(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    /** One row; what it asks for throws an IllegalArgumentException with column, rule and value, see {@link #at}. */
    final class Row {
        private final NamedCsvRecord fields;

        private Row(NamedCsvRecord fields) {
            this.fields = fields;
        }

        long line() {
            return fields.getStartingLineNumber();
        }

        /** Without spaces around it; empty where the row has no such field. */
        String text(String column) {
            int index = columns.indexOf(column);
            return index < 0 || index >= fields.getFieldCount()
                    ? ""
                    : fields.getField(index).strip();
        }

        String required(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("column " + column + " must not be empty");
            }
            return text;
        }

        LocalDate date(String column) {
            String text = required(column);
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException notDate) {
                throw new IllegalArgumentException(
                        "column " + column + " must be a date such as 2020-08-31, was '" + text + "'", notDate);
            }
        }

        Optional<LocalDate> optionalDate(String column) {
            return text(column).isEmpty() ? Optional.empty() : Optional.of(date(column));
        }

        /** Like the example. */
        BigDecimal decimal(String column, String example) {
            String text = required(column);
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notDecimal) {
                throw new IllegalArgumentException(
                        "column " + column + " must be a decimal number such as " + example + ", was '" + text + "'",
                        notDecimal);
            }
        }
    }

    /** What a row says. */
    interface Fact<T> {
        T of(Row row);
    }

    /**
     * Reads a file.
     *
     * @param what the file is of, in the plural
     * @throws SdkException when it cannot be read
     */
    static FactTable read(Path file, String what) {
        FactTable table = new FactTable(file, what);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofNamedCsvRecord(file)) {
            reader.stream().forEach(table::add);
            return table;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new SdkException("file of " + what + " must be readable, was " + file, e);
        }
    }

    private void add(NamedCsvRecord fields) {
        if (rows.isEmpty()) {
            columns = fields.getHeader().stream().map(CsvColumn::normalHeader).toList();
        }
        rows.add(new Row(fields));
    }

    /**
     * This table.
     *
     * @throws SdkException when it has no rows, or not all of these columns
     */
    FactTable require(String... wanted) {
        if (rows.isEmpty()) {
            throw new SdkException(file.getFileName() + ": file of " + what + " must have rows, has none");
        }
        if (!columns.containsAll(List.of(wanted))) {
            throw new SdkException(file.getFileName() + " line 1: columns must be " + String.join(", ", wanted)
                    + ", were " + String.join(", ", columns));
        }
        return this;
    }

    List<Row> rows() {
        return rows;
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** Of each row; what is wrong with it is told with the file and its line. */
    <T> List<T> facts(Fact<T> fact) {
        List<T> facts = new ArrayList<>();
        for (Row row : rows) {
            facts.add(at(row, fact));
        }
        return facts;
    }

    /** Of one row; what is wrong with it is told with the file and its line. */
    <T> T at(Row row, Fact<T> fact) {
        try {
            return fact.of(row);
        } catch (IllegalArgumentException wrong) {
            throw new SdkException(file.getFileName() + " line " + row.line() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** What is wrong with a fact beside another one, such as a second of one day. */
    <K> void requireOnce(String what, Fact<K> key) {
        Map<K, Row> first = new HashMap<>();
        for (Row row : rows) {
            Row before = first.putIfAbsent(key.of(row), row);
            if (before != null) {
                at(row, again -> {
                    throw new IllegalArgumentException(
                            what + " must be given once, was in line " + before.line() + " before");
                });
            }
        }
    }
}
