package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one instrument in a table of a format that this module does not read itself. They open and close, and are held
 * to the same rules, as those of {@link CsvBars}. Immutable: each setting returns a changed copy.
 *
 * <p>Nothing is repaired silently. By default a file with any problem is refused with one exception that lists the first
 * 20 by row, column, rule and value; see {@link #repair}.
 */
public final class TableBars implements BarFile {
    private final Path path;
    private final Supplier<BarTable> table;
    private final SeriesReading series;
    private final @Nullable ZoneId zone;
    private final BarLabel label;
    private final @Nullable PriceMode prices;

    private TableBars(
            Path path,
            Supplier<BarTable> table,
            SeriesReading series,
            @Nullable ZoneId zone,
            BarLabel label,
            @Nullable PriceMode prices) {
        this.path = Objects.requireNonNull(path);
        this.table = Objects.requireNonNull(table);
        this.series = series;
        this.zone = zone;
        this.label = Objects.requireNonNull(label);
        this.prices = prices;
    }

    /**
     * The bars of one instrument in one file.
     *
     * @param table opens it when it is read
     */
    public static TableBars of(Path path, Instrument instrument, Supplier<BarTable> table) {
        return new TableBars(path, table, SeriesReading.of(instrument), null, BarLabel.START, null);
    }

    private TableBars with(SeriesReading changed) {
        return new TableBars(path, table, changed, zone, label, prices);
    }

    /**
     * Declares the length of the bars; otherwise the most common step between rows.
     *
     * @throws IllegalArgumentException when longer than a day and not 1w or 1mo
     */
    public TableBars timeframe(Timeframe declared) {
        return with(series.withTimeframe(declared));
    }

    /** Declares the sessions that daily and longer bars need, that intraday bars end with, and which are counted. */
    public TableBars calendar(TradingCalendar sessions) {
        return with(series.withCalendar(sessions));
    }

    /** Declares the zone of local times; otherwise the calendar's. */
    public TableBars zone(ZoneId declared) {
        return new TableBars(path, table, series, Objects.requireNonNull(declared), label, prices);
    }

    /** Declares which end of a bar its time names; otherwise the START. Dates name sessions. */
    public TableBars label(BarLabel declared) {
        return new TableBars(path, table, series, zone, declared, prices);
    }

    /** Declares what the prices are; nothing is computed. */
    public TableBars prices(PriceMode mode) {
        return new TableBars(path, table, series, zone, label, Objects.requireNonNull(mode));
    }

    /**
     * Allows these repairs and no others; by default none.
     *
     * @throws IllegalArgumentException when both the first and the last duplicate should be kept
     */
    public TableBars repair(Repair... allowed) {
        return with(series.withRepairs(allowed));
    }

    /**
     * Declares how many bars a file may have; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public TableBars maxBars(int most) {
        return with(series.withMostBars(most));
    }

    @Override
    public Instrument instrument() {
        return series.instrument();
    }

    @Override
    public Path path() {
        return path;
    }

    /**
     * Reads the file on the calling thread.
     *
     * @throws SdkException when it cannot be read, or is wrong beyond the allowed repairs: file, row, column, rule and value
     * @throws IllegalStateException when the bars are daily or longer and no calendar was declared, or times are local and
     *     neither a zone nor a calendar
     */
    @Override
    public LoadedBars read() {
        CsvFile file = new CsvFile(path);
        file.requireFile();
        BarTable opened = table.get();
        NumberedRows rows = new NumberedRows(file.name, series, series.repairs(), Repair.DROP_BAD_ROWS);
        opened.rows((time, open, high, low, close, volume) -> {
            boolean isEmpty = Double.isNaN(open) && Double.isNaN(high) && Double.isNaN(low) && Double.isNaN(close);
            if (isEmpty) {
                rows.addEmpty();
            } else {
                rows.add(time, open, high, low, close, volume);
            }
        });
        Timeframe timeframe = series.timeframeOf(rows.rows, rows.problems);
        ZoneId read = zoneOf(opened.times(), file.name);
        BarColumns bars = series.bars(rows.rows, rows.problems, opened.times(), label, read, timeframe);
        return LoadedBars.of(
                bars,
                format(opened, timeframe, read),
                rows.count(),
                rows.problems.repairs(),
                Optional.ofNullable(series.calendar()),
                Optional.empty());
    }

    private ZoneId zoneOf(TimeFormat times, String name) {
        if (zone == null && series.calendar() == null && times == TimeFormat.LOCAL_DATE_TIME) {
            throw new IllegalStateException("zone must be declared for local times (" + name + ")");
        }
        return zone == null || !times.isLocal() ? series.dates() : zone;
    }

    private FileFormat format(BarTable opened, Timeframe timeframe, ZoneId read) {
        boolean isZoned = opened.times().isLocal() || !timeframe.isIntraday();
        return new FileFormat(
                opened.layout(),
                "'" + opened.timeColumn() + "'",
                opened.times(),
                DateOrder.YEAR_MONTH_DAY,
                isZoned ? Optional.of(read) : Optional.empty(),
                label,
                timeframe,
                series.timeframe() == null,
                opened.hasVolume(),
                List.copyOf(opened.unread()),
                false,
                Optional.ofNullable(prices));
    }
}
