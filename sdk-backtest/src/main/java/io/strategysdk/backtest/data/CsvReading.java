package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** One reading of one file. */
final class CsvReading {
    private final CsvBars csv;
    private final CsvLayout layout;
    private final CsvScan scan;

    /** Bars and how they were read. */
    record Read(CsvReading reading, BarColumns bars, FileFormat format, Table table) {
        /** Line of a bar in a file that was not repaired. */
        int line(int row) {
            return table.bars.line(row);
        }

        /** Other bars of the same times. */
        LoadedBars with(BarColumns others, FileFormat read) {
            return reading.compared(new Read(reading, others, read, table));
        }

        /** What was found in a file that is only looked at. */
        RowFaults faults() {
            return table.problems.faults();
        }

        /** The same of other bars. */
        CsvInspection inspected(BarColumns others, FileFormat read, RowFaults faults) {
            return reading.layout.inspection(with(others, read), faults);
        }
    }

    private record Table(Columns columns, TimeFormat format, RawBars bars, Problems problems, long rows) {}

    CsvReading(CsvBars csv) {
        this.csv = csv;
        layout = csv.layout;
        scan = new CsvScan(layout);
    }

    LoadedBars read() {
        CsvScan.Head head = scan.head();
        if (hasSides(head)) {
            boolean haveSizes = QuoteSide.haveSizes(head.firstLine(), head.separator());
            return new QuoteReading(csv, scan.file.name, haveSizes).read();
        }
        return compared(read(head.separator()));
    }

    /** Everything that is in the file. */
    CsvInspection inspect() {
        try {
            CsvScan.Head head = scan.head();
            if (hasSides(head)) {
                boolean haveSizes = QuoteSide.haveSizes(head.firstLine(), head.separator());
                return new QuoteReading(csv, scan.file.name, haveSizes).inspect();
            }
            Read read = read(head.separator());
            return layout.inspection(compared(read), read.faults());
        } catch (SdkException unreadable) {
            return CsvInspection.unreadable(
                    scan.file.name, layout.instrument(), String.valueOf(unreadable.getMessage()));
        }
    }

    private boolean hasSides(CsvScan.Head head) {
        boolean mayHaveSides = layout.positions().isEmpty() && !layout.headers().containsKey(CsvColumn.OPEN);
        return mayHaveSides && QuoteSide.areIn(head.firstLine(), head.separator());
    }

    /** Bars without looking for sides. */
    Read readAll() {
        return read(scan.head().separator());
    }

    private Read read(char separator) {
        return result(scan.rows(separator, this::table), separator);
    }

    private Table table(Rows rows, char separator, Columns columns, TimeFormat format) throws IOException {
        Problems problems = Problems.of(scan.file.name, csv.repairs, csv.looksOnly);
        RawBars bars = new RawBars(scan.file.name, csv.mostBars);
        RowReader reader =
                new RowReader(columns, format, layout.dateOrder(), problems, bars, PriceRange.of(layout.instrument()));
        if (rows instanceof PlainRows plain) {
            reader.readAll(plain, separator);
        } else {
            reader.readAll(rows);
        }
        return new Table(columns, format, bars, problems, reader.rows());
    }

    private Read result(Table table, char separator) {
        Problems problems = table.problems;
        if (table.bars.size() == 0) {
            throw problems.fatal("file must hold a bar, but all of its rows were left out: " + problems.repairs());
        }
        Timeframe timeframe = csv.timeframe == null ? inferred(table) : csv.timeframe;
        requireUsable(timeframe, table);
        requireDeclaredTimes(timeframe, problems);
        requireDeclaredPrices(table.columns, problems);
        Optional<ZoneId> zone = zone(timeframe, table);
        BarTimes times = new BarTimes(
                timeframe, table.format, csv.labelOrStart(), zone.orElse(ZoneOffset.UTC), layout.calendar());
        BarColumns bars = new BarAssembly(
                        table.bars, times, problems, layout.instrument(), timeframe, zone.orElse(ZoneOffset.UTC))
                .bars();
        FileFormat format = new FileFormat(
                FileFormat.separated(separator, table.columns.header),
                table.columns.timeName(),
                table.format,
                layout.dateOrder(),
                zone,
                csv.labelOrStart(),
                timeframe,
                csv.timeframe == null,
                table.columns.index(CsvColumn.VOLUME) != Columns.ABSENT,
                table.columns.unread(),
                false,
                Optional.ofNullable(csv.prices));
        return new Read(this, bars, format, table);
    }

    /** Compared with the sessions of the calendar. */
    private LoadedBars compared(Read read) {
        Table table = read.table;
        return LoadedBars.of(
                read.bars,
                read.format,
                table.rows,
                table.problems.repairs(),
                Optional.ofNullable(layout.calendar()),
                scan.unendedLine());
    }

    private Timeframe inferred(Table table) {
        return CommonStep.of(table.bars)
                .orElseThrow(() -> table.problems.fatal(
                        "timeframe must be declared, because the steps between its rows do not tell it"));
    }

    private void requireUsable(Timeframe timeframe, Table table) {
        if (timeframe.isIntraday() && table.format == TimeFormat.DATE) {
            throw table.problems.fatal("column " + table.columns.timeName() + " must have times for bars of "
                    + timeframe + ", was dates only");
        }
        if (!timeframe.isIntraday() && layout.calendar() == null) {
            throw new IllegalStateException(
                    "calendar must be declared for bars of " + timeframe + " (" + scan.file.name + ")");
        }
    }

    /** Of vendors whose intraday times say nothing of their zone and label, the calendar's zone would be a guess. */
    private void requireDeclaredTimes(Timeframe timeframe, Problems problems) {
        boolean areDeclared = layout.zone() != null && csv.label != null;
        if (csv.timesMustBeDeclared && timeframe.isIntraday() && !areDeclared) {
            throw problems.fatal("zone and label of intraday times must be declared, as files of this vendor tell"
                    + " neither; was zone " + (layout.zone() == null ? "undeclared" : layout.zone()) + ", label "
                    + (csv.label == null ? "undeclared" : csv.label));
        }
    }

    /** Prices that a column has adjusted here must not pass as those of the day. */
    private void requireDeclaredPrices(Columns columns, Problems problems) {
        int adjusted = columns.index(CsvColumn.ADJUSTED_CLOSE);
        if (adjusted != Columns.ABSENT && (csv.prices == null || csv.prices == PriceMode.RAW)) {
            throw problems.fatal("prices must be declared as SPLIT_ADJUSTED or TOTAL_RETURN where column '"
                    + columns.name(adjusted) + "' adjusts them, were "
                    + (csv.prices == null ? "undeclared" : csv.prices));
        }
    }

    /** Empty where no zone is needed: for dates and for instants of intraday bars. */
    private Optional<ZoneId> zone(Timeframe timeframe, Table table) {
        boolean needed = timeframe.isIntraday() ? table.format.isLocal() : table.format != TimeFormat.DATE;
        if (!needed) {
            return Optional.empty();
        }
        Optional<ZoneId> zone = layout.zoneOf(table.columns, table.format);
        if (zone.isEmpty()) {
            throw table.problems.fatal(
                    "zone must be declared for the local times of column " + table.columns.timeName());
        }
        return zone;
    }
}
