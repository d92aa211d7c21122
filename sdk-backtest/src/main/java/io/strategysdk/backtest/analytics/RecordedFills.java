package io.strategysdk.backtest.analytics;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.CsvColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads executions from CSV: RFC 4180, UTF-8, a header. Columns in any order and case, others are ignored:
 * {@code time} (ISO 8601
 * with an offset or Z), {@code symbol}, {@code side} (buy or sell, in any case), {@code quantity}, {@code price}, and,
 * where they are known, {@code order_id} and {@code fee}.
 */
public final class RecordedFills {
    private static final List<String> REQUIRED = List.of("time", "symbol", "side", "quantity", "price");
    private static final int SHOWN = 20;

    private final String name;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<RecordedFill> fills = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private RecordedFills(String name) {
        this.name = name;
    }

    /**
     * The executions of a file in order of time; those of one moment as they stand in it.
     *
     * @throws SdkException when the file cannot be read, has no such header, or is wrong in a line: up to 20 of them are
     *     named with column, rule and value
     */
    public static List<RecordedFill> read(Path file) {
        RecordedFills fills = new RecordedFills(String.valueOf(file.getFileName()));
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(file)) {
            rows.forEach(fills::add);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new SdkException("file of fills must be readable CSV in UTF-8: " + file + " (" + e + ")", e);
        }
        return fills.finish();
    }

    private void add(CsvRecord row) {
        if (columns.isEmpty()) {
            addHeader(row);
            return;
        }
        try {
            fills.add(fill(row));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException wrong) {
            problems.add("line " + row.getStartingLineNumber() + ": " + wrong.getMessage());
        }
    }

    private void addHeader(CsvRecord row) {
        for (int i = 0; i < row.getFieldCount(); i++) {
            columns.putIfAbsent(CsvColumn.normalHeader(row.getField(i)), i);
        }
        for (String column : REQUIRED) {
            if (!columns.containsKey(column)) {
                throw new SdkException(name + ": header must have the column " + column + ", was " + row.getFields());
            }
        }
    }

    private RecordedFill fill(CsvRecord row) {
        return new RecordedFill(
                value(
                        row,
                        "time",
                        text -> Clock.epochNanosOf(OffsetDateTime.parse(text).toInstant())),
                text(row, "order_id"),
                text(row, "symbol"),
                value(row, "side", text -> Side.valueOf(text.toUpperCase(Locale.ROOT))),
                value(row, "quantity", Quantity::of),
                value(row, "price", Price::of),
                text(row, "fee").isEmpty()
                        ? BigDecimal.ZERO
                        : value(row, "fee", Price::of).toBigDecimal());
    }

    private String text(CsvRecord row, String column) {
        Integer at = columns.get(column);
        return at == null || at >= row.getFieldCount() ? "" : row.getField(at).strip();
    }

    private <T> T value(CsvRecord row, String column, Function<String, T> parser) {
        String text = text(row, column);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException wrong) {
            throw new IllegalArgumentException(column + " must be " + rule(column) + ", was '" + text + "'", wrong);
        }
    }

    private static String rule(String column) {
        return switch (column) {
            case "time" -> "ISO 8601 with an offset, such as 2024-03-05T14:30:00Z";
            case "side" -> "buy or sell";
            default -> "a decimal number of at most 18 decimals that fits 64 bits";
        };
    }

    private List<RecordedFill> finish() {
        if (columns.isEmpty()) {
            throw new SdkException(name + ": file of fills must have a header, was empty");
        }
        if (!problems.isEmpty()) {
            String shown = String.join("\n  ", problems.subList(0, Math.min(SHOWN, problems.size())));
            String more = problems.size() > SHOWN ? "\n  and " + (problems.size() - SHOWN) + " more" : "";
            throw new SdkException(name + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                    + "\n  " + shown + more);
        }
        fills.sort(Comparator.comparingLong(RecordedFill::epochNanos));
        return List.copyOf(fills);
    }
}
