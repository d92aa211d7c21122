package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Quotes and trades of one instrument in a CSV file, and how to read them. Immutable: each setting returns a changed
 * copy.
 *
 * <pre>{@code
 * LoadedBars aig = CsvTicks.file(Path.of("AIG.csv"), Instrument.equity("AIG")).read();
 * }</pre>
 *
 * <p>Columns are found by their headers, as {@link CsvColumn} names them. A file with bid and ask, and without a price,
 * is one of quotes; one with a price, and without bid and ask, is one of trades. Where it has all three, a column kind
 * says what each row is, and the fields of the other kind are empty. Sizes are read where they are there; without their
 * column they are 0, which means unknown.
 *
 * <p>The text is read as that of {@link CsvBars}, except that times are those of the rows, to the nanosecond, in ascending
 * order; rows of one time are one instant, in their order. Local times that a zone has twice, when clocks go back, are
 * the first of the two unless that is before the row before, then the second; local times that clocks skip are errors.
 *
 * <p>Nothing is repaired. A file with any problem is refused with one exception that lists the first 20 by line, column,
 * rule and value: a row that is not of these columns, a price that is not positive or cannot be counted, a negative size,
 * a bid above its ask, a time before that of the row before.
 */
public final class CsvTicks implements BarFile {
    /** Events, columns of their instants and this reader's own list, while a file is loaded. */
    private static final long PEAK_BYTES_PER_ROW = 512;

    final CsvLayout layout;
    final int mostRows;

    private CsvTicks(CsvLayout layout, int mostRows) {
        this.layout = layout;
        this.mostRows = mostRows;
    }

    private CsvTicks with(CsvLayout changed) {
        return new CsvTicks(changed, mostRows);
    }

    /**
     * The quotes and trades of one instrument in one file; nothing is opened yet.
     *
     * @param path a CSV file, also compressed with gzip
     * @param instrument whose they are, and in whose currency
     */
    public static CsvTicks file(Path path, Instrument instrument) {
        long held = Runtime.getRuntime().maxMemory() / PEAK_BYTES_PER_ROW;
        return new CsvTicks(
                CsvLayout.of(CsvContent.TICKS, path, instrument), (int) Math.min(Integer.MAX_VALUE / 8, held));
    }

    /**
     * The files of a folder (not of folders below it) whose names end in .csv or .csv.gz, in the order of their symbols.
     *
     * @param folder where they are
     * @param instruments the instrument of a symbol; the symbol is the file name without its ending
     * @param settings how to read each file, such as {@code csv -> csv.zone(newYork)}
     * @throws io.strategysdk.api.SdkException when the folder cannot be listed, has no such file, or two of one
     *     instrument
     */
    public static List<CsvTicks> folder(
            Path folder, Function<String, Instrument> instruments, UnaryOperator<CsvTicks> settings) {
        List<CsvTicks> files = CsvFolder.files(folder).stream()
                .map(path -> settings.apply(file(path, instruments.apply(CsvFolder.symbolOf(path)))))
                .toList();
        return List.copyOf(CsvFolder.<CsvTicks>byInstrument(files).values());
    }

    @Override
    public Instrument instrument() {
        return layout.instrument();
    }

    @Override
    public Path path() {
        return layout.path();
    }

    /** Declares the sessions outside of which instants are counted; local times are in its zone unless declared. */
    public CsvTicks calendar(TradingCalendar sessions) {
        return with(layout.withCalendar(sessions));
    }

    /** Declares the zone of local times; otherwise that of the header or of the calendar. */
    public CsvTicks zone(ZoneId ofTimes) {
        return with(layout.withZone(ofTimes));
    }

    /** Declares how times are written; otherwise as in the first row. */
    public CsvTicks timeFormat(TimeFormat format) {
        return with(layout.withTimeFormat(format));
    }

    /**
     * Declares the order of year, month and day in dates, such as 31/12/2024; otherwise the year comes first. With
     * another order, times are dates, alone or with a time of day, and not numbers since 1970.
     */
    public CsvTicks dateOrder(DateOrder order) {
        return with(layout.withDateOrder(order));
    }

    /**
     * Declares the separator of columns; otherwise the most frequent of comma, semicolon and tab in the first line.
     *
     * @throws IllegalArgumentException when it can be part of a field
     */
    public CsvTicks separator(char between) {
        return with(layout.withSeparator(between));
    }

    /**
     * Declares which header a column has, whatever its case; the others are found by their usual names.
     *
     * @throws IllegalArgumentException for columns that quotes and trades do not have, and for {@link CsvColumn#IGNORED}
     */
    public CsvTicks column(CsvColumn column, String header) {
        return with(layout.withColumn(column, header));
    }

    /**
     * Declares the columns of a file without header by position; further columns are ignored.
     *
     * @throws IllegalArgumentException when one is named twice, quotes and trades do not have one, or the time, and a bid
     *     with its ask or a price, or of all three the kind, are missing
     */
    public CsvTicks withoutHeader(CsvColumn... columns) {
        return with(layout.withoutHeader(columns));
    }

    /**
     * Declares how many rows a file may have; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public CsvTicks maxRows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most rows must be at least 1, was " + most);
        }
        return new CsvTicks(layout, most);
    }

    /**
     * Reads the file on the calling thread; its instants are as {@link BarColumns#ticks} makes them.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, or is wrong: file, line, column, rule and value
     */
    @Override
    public LoadedBars read() {
        return new TickReading(this, false).read();
    }

    /**
     * Looks at the file on the calling thread and refuses nothing in it: rows that cannot be true are left out, the
     * others are put into
     * order.
     */
    public CsvInspection inspect() {
        return new TickReading(this, true).inspect();
    }
}
