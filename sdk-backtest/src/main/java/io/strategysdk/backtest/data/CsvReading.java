package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of one file. */
final class CsvReading {
    private final CsvBars csv;
    private final CsvFile file;
    private int line;
    private Optional<String> unendedLine = Optional.empty();

    /** Bars and how they were read. */
    record Read(CsvReading reading, BarColumns bars, CsvFormat format, Table table) {
        /** Line of a bar in a file that was not repaired. */
        int line(int row) {
            return table.bars.line(row);
        }

        /** Other bars of the same times. */
        CsvResult with(BarColumns others, CsvFormat read) {
            return reading.compared(new Read(reading, others, read, table));
        }
    }

    private record Table(Columns columns, TimeFormat format, RawBars bars, Problems problems, long rows) {}

    CsvReading(CsvBars csv) {
        this.csv = csv;
        this.file = new CsvFile(csv.path);
    }

    CsvResult read() {
        file.requireFile();
        try {
            byte[] head = file.head();
            char separator = separator(head);
            String header = firstLine(head);
            boolean mayHaveSides = csv.positions.isEmpty() && !csv.headers.containsKey(CsvColumn.OPEN);
            if (mayHaveSides && QuoteSide.areIn(header, separator)) {
                return new QuoteReading(csv, file.name, QuoteSide.haveSizes(header, separator)).read();
            }
            return compared(read(separator));
        } catch (IOException e) {
            throw file.unreadable(e, line);
        }
    }

    /** Bars without looking for sides. */
    Read readAll() {
        file.requireFile();
        try {
            return read(separator(file.head()));
        } catch (IOException e) {
            throw file.unreadable(e, line);
        }
    }

    private Read read(char separator) throws IOException {
        Table table = table(separator, false);
        if (table == null) {
            table = Objects.requireNonNull(table(separator, true));
        }
        return result(table, separator);
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
        return csv.separator == null ? CsvFile.separatorOf(head) : csv.separator;
    }

    /** All rows; null when the plain reader met what only the other one reads. */
    private @Nullable Table table(char separator, boolean quoted) throws IOException {
        LastByte in = new LastByte(file.open());
        try (Rows rows = quoted ? new QuotedRows(file.name, in, separator) : new PlainRows(file.name, in, separator)) {
            Table table = table(rows, separator);
            if (!in.isLineEnd() && rows.line > 1) {
                unendedLine = Optional.of(file.name + " line " + rows.line);
            }
            return rows.needsQuotes() ? null : table;
        }
    }

    private @Nullable Table table(Rows rows, char separator) throws IOException {
        if (!nextRow(rows)) {
            return noRows(rows);
        }
        Columns columns;
        if (csv.positions.isEmpty()) {
            columns = Columns.named(rows, csv.headers);
            if (!nextRow(rows)) {
                return noRows(rows);
            }
        } else {
            columns = Columns.positioned(csv.positions, rows);
        }
        Problems problems = new Problems(file.name, csv.repairs);
        RawBars bars = new RawBars(file.name, csv.mostBars);
        TimeFormat format = formatOf(rows, columns);
        RowReader reader = new RowReader(columns, format, problems, bars, PriceRange.of(csv.instrument));
        try {
            if (rows instanceof PlainRows plain) {
                reader.readAll(plain, separator);
            } else {
                reader.readAll(rows);
            }
        } finally {
            line = rows.line;
        }
        return new Table(columns, format, bars, problems, reader.rows());
    }

    private @Nullable Table noRows(Rows rows) {
        if (rows.needsQuotes()) {
            return null;
        }
        throw new SdkException(file.name + ": file must have rows" + (csv.positions.isEmpty() ? " below a header" : "")
                + ", was without any");
    }

    private static boolean nextRow(Rows rows) throws IOException {
        while (rows.next()) {
            if (!rows.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private TimeFormat formatOf(Rows rows, Columns columns) {
        TimeFormat format = csv.timeFormat == null ? RowReader.formatOf(rows, columns) : csv.timeFormat;
        if (format == null) {
            String value = rows.fields > columns.timeIndex() ? rows.shown(columns.timeIndex()) : "";
            throw new SdkException(file.name + " line " + rows.line + " column " + columns.timeName()
                    + ": must be a date, a date and time or a number since 1970, in the years 1900 to 2199, was '"
                    + value + "'");
        }
        return format;
    }

    private Read result(Table table, char separator) {
        Problems problems = table.problems;
        if (table.bars.size() == 0) {
            throw problems.fatal("file must hold a bar, but all of its rows were left out: " + problems.repairs());
        }
        Timeframe timeframe = csv.timeframe == null ? inferred(table) : csv.timeframe;
        requireUsable(timeframe, table);
        Optional<ZoneId> zone = zone(timeframe, table);
        BarTimes times = new BarTimes(timeframe, table.format, csv.label, zone.orElse(ZoneOffset.UTC), csv.calendar);
        BarColumns bars = new BarAssembly(
                        table.bars, times, problems, csv.instrument, timeframe, zone.orElse(ZoneOffset.UTC))
                .bars();
        CsvFormat format = new CsvFormat(
                separator,
                table.columns.header,
                table.columns.timeName(),
                table.format,
                zone,
                csv.label,
                timeframe,
                csv.timeframe == null,
                table.columns.index(CsvColumn.VOLUME) != Columns.ABSENT,
                table.columns.unread());
        return new Read(this, bars, format, table);
    }

    /** Compared with the sessions of the calendar. */
    private CsvResult compared(Read read) {
        BarColumns bars = read.bars;
        CsvFormat format = read.format;
        Table table = read.table;
        TradingCalendar calendar = csv.calendar;
        boolean counted = format.timeframe().duration().compareTo(Timeframe.DAY.duration()) <= 0;
        List<CsvResult.Repaired> repairs = table.problems.repairs();
        if (calendar == null || !counted) {
            return new CsvResult(
                    bars, format, table.rows, repairs, 0, List.of(), Optional.empty(), Optional.empty(), unendedLine);
        }
        MissingSessions missing = new MissingSessions(bars, calendar);
        Optional<OutsideSessions> outside = OutsideSessions.of(bars, calendar);
        return new CsvResult(
                bars,
                format,
                table.rows,
                repairs,
                missing.count(),
                missing.first(),
                missing.longest(),
                outside,
                unendedLine);
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
        if (!timeframe.isIntraday() && csv.calendar == null) {
            throw new IllegalStateException(
                    "calendar must be declared for bars of " + timeframe + " (" + file.name + ")");
        }
    }

    /** Empty where no zone is needed: for dates and for instants of intraday bars. */
    private Optional<ZoneId> zone(Timeframe timeframe, Table table) {
        boolean needed = timeframe.isIntraday() ? table.format.isLocal() : table.format != TimeFormat.DATE;
        if (!needed) {
            return Optional.empty();
        }
        Optional<ZoneId> header = table.format.isLocal() ? table.columns.zone : Optional.empty();
        Optional<ZoneId> zone = Optional.ofNullable(csv.zone)
                .or(() -> header)
                .or(() -> Optional.ofNullable(csv.calendar).map(TradingCalendar::zone));
        if (zone.isEmpty()) {
            throw table.problems.fatal(
                    "zone must be declared for the local times of column " + table.columns.timeName());
        }
        return zone;
    }
}
