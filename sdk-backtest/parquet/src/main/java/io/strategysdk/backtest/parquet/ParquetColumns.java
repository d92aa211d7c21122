package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.data.BarTable;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.TableBars;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Bars in a Parquet file of anybody, and which of its columns is what. Columns are found by the names by which those of CSV
 * files are, or declared. Immutable: each setting returns a changed copy.
 *
 * <pre>{@code
 * LoadedBars bars = ParquetColumns.of(Path.of("aapl.parquet"))
 *         .column(CsvColumn.TIMESTAMP, "ts")
 *         .bars(aapl)
 *         .timeframe(Timeframe.MINUTE)
 *         .calendar(nyse)
 *         .read();
 * }</pre>
 *
 * <p>Times are one column: a TIMESTAMP in UTC, a TIMESTAMP without (then the zone must be declared) or a DATE. Prices and
 * volume are DOUBLE, DECIMAL, or whole numbers; decimals become the nearest double. A FLOAT is refused: it does not say
 * which decimal price it stands for. Columns must lie at the top of the schema. A price that is null is not there.
 */
public final class ParquetColumns {
    private static final Set<CsvColumn> TIMES = Set.of(CsvColumn.TIMESTAMP, CsvColumn.DATE, CsvColumn.TIME);
    private static final Set<CsvColumn> NUMBERS =
            Set.of(CsvColumn.OPEN, CsvColumn.HIGH, CsvColumn.LOW, CsvColumn.CLOSE, CsvColumn.VOLUME);

    private final Path path;
    private final Map<CsvColumn, String> declared;

    private ParquetColumns(Path path, Map<CsvColumn, String> declared) {
        this.path = Objects.requireNonNull(path);
        this.declared = declared;
    }

    /** The columns of a file, found by their names; nothing is opened yet. */
    public static ParquetColumns of(Path path) {
        return new ParquetColumns(path, Map.of());
    }

    /**
     * Declares the name of a column, whatever its case.
     *
     * @throws IllegalArgumentException when it is none of a time, open, high, low, close and volume
     */
    public ParquetColumns column(CsvColumn column, String name) {
        if (!TIMES.contains(column) && !NUMBERS.contains(column)) {
            throw new IllegalArgumentException(
                    "column must be one of TIMESTAMP, DATE, TIME, OPEN, HIGH, LOW, CLOSE and VOLUME, was " + column);
        }
        Map<CsvColumn, String> all = new EnumMap<>(CsvColumn.class);
        all.putAll(declared);
        all.put(TIMES.contains(column) ? CsvColumn.TIMESTAMP : column, Objects.requireNonNull(name));
        return new ParquetColumns(path, all);
    }

    /**
     * The bars of one instrument, to be read with further settings.
     *
     * @param instrument whose bars they are, and in whose currency
     */
    public TableBars bars(Instrument instrument) {
        return TableBars.of(path, instrument, this::table);
    }

    /**
     * Finds the columns.
     *
     * @throws SdkException when the file cannot be read, a column is not there, is there twice, or has another type
     */
    private BarTable table() {
        try (FileBlocks file = FileBlocks.open(path)) {
            return FoundColumns.in(file, path, declared);
        }
    }
}
