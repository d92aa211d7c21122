package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import io.strategysdk.backtest.data.BarTable;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.TimeFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Columns of bars that were found in a file of anybody.
 *
 * @param columns time, open, high, low, close, and volume where there is one
 */
record FoundColumns(Path path, List<ColumnReading> columns, List<String> unread) implements BarTable {
    private static final List<CsvColumn> TIMES = List.of(CsvColumn.TIMESTAMP, CsvColumn.DATE, CsvColumn.TIME);
    private static final List<CsvColumn> PRICES =
            List.of(CsvColumn.OPEN, CsvColumn.HIGH, CsvColumn.LOW, CsvColumn.CLOSE);
    private static final int TIME = 0;
    private static final int VOLUME = 5;

    static FoundColumns in(FileBlocks file, Path path, Map<CsvColumn, String> declared) {
        List<ColumnDescriptor> all = file.schema().getColumns();
        List<ColumnReading> found = new ArrayList<>();
        found.add(
                ColumnReading.time(file.name, find(file, declared, TIMES).orElseThrow(() -> missing(file, "a time"))));
        for (CsvColumn price : PRICES) {
            ColumnDescriptor column =
                    find(file, declared, List.of(price)).orElseThrow(() -> missing(file, nameOf(price)));
            found.add(ColumnReading.number(file.name, column));
        }
        find(file, declared, List.of(CsvColumn.VOLUME))
                .ifPresent(volume -> found.add(ColumnReading.number(file.name, volume)));
        List<String> unread = all.stream()
                .filter(column ->
                        found.stream().noneMatch(reading -> reading.column().equals(column)))
                .map(column -> String.join(".", column.getPath()))
                .toList();
        return new FoundColumns(path, List.copyOf(found), unread);
    }

    private static Optional<ColumnDescriptor> find(
            FileBlocks file, Map<CsvColumn, String> declared, List<CsvColumn> wanted) {
        String name = declared.get(wanted.get(0));
        List<ColumnDescriptor> found = file.schema().getColumns().stream()
                .filter(column -> column.getPath().length == 1 && column.getMaxRepetitionLevel() == 0)
                .filter(column -> isMeant(CsvColumn.normalHeader(column.getPath()[0]), name, wanted))
                .toList();
        if (found.size() > 1) {
            throw new SdkException(file.name + ": file must have one column for "
                    + (wanted.size() > 1 ? "the time" : nameOf(wanted.get(0))) + " (or it must be declared), has "
                    + found.stream()
                            .map(column -> "'" + column.getPath()[0] + "'")
                            .toList());
        }
        if (found.isEmpty() && name != null) {
            throw new SdkException(
                    file.name + ": file must have the declared column '" + name + "', has " + names(file));
        }
        return found.stream().findFirst();
    }

    private static boolean isMeant(
            String header, @Nullable String name, List<CsvColumn> wanted) {
        return name == null
                ? wanted.stream().anyMatch(column -> column.isNamed(header))
                : CsvColumn.normalHeader(name).equals(header);
    }

    private static SdkException missing(FileBlocks file, String what) {
        return new SdkException(
                file.name + ": file must have a column for " + what + " (or it must be declared), has " + names(file));
    }

    private static List<String> names(FileBlocks file) {
        return file.schema().getFields().stream().map(field -> field.getName()).toList();
    }

    private static String nameOf(CsvColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String layout() {
        return "Parquet";
    }

    @Override
    public String timeColumn() {
        return columns.get(TIME).column().getPath()[0];
    }

    @Override
    public TimeFormat times() {
        LogicalTypeAnnotation type =
                columns.get(TIME).column().getPrimitiveType().getLogicalTypeAnnotation();
        if (type instanceof DateLogicalTypeAnnotation) {
            return TimeFormat.DATE;
        }
        return ((TimestampLogicalTypeAnnotation) type).isAdjustedToUTC()
                ? TimeFormat.OFFSET_DATE_TIME
                : TimeFormat.LOCAL_DATE_TIME;
    }

    @Override
    public boolean hasVolume() {
        return columns.size() > VOLUME;
    }

    @Override
    public void rows(Sink sink) {
        try (FileBlocks file = FileBlocks.open(path)) {
            file.read(columns, group -> true);
            while (file.next()) {
                for (int row = 0; row < file.size(); row++) {
                    if (file.isMissing(TIME, row)) {
                        throw file.wrong(TIME, row, "must be there, was null");
                    }
                    sink.row(
                            file.bits(TIME, row),
                            number(file, 1, row),
                            number(file, 2, row),
                            number(file, 3, row),
                            number(file, 4, row),
                            hasVolume() ? number(file, VOLUME, row) : 0);
                }
            }
        }
    }

    private static double number(FileBlocks file, int column, int row) {
        return file.isMissing(column, row) ? Double.NaN : Double.longBitsToDouble(file.bits(column, row));
    }
}
