package io.strategysdk.backtest.data;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One reading of one file of quotes and trades. */
final class TickReading {
    private final CsvTicks csv;
    private final CsvLayout layout;
    private final CsvScan scan;

    private record Table(Columns columns, TimeFormat format, Optional<ZoneId> zone, List<MarketEvent> events) {}

    TickReading(CsvTicks csv) {
        this.csv = csv;
        layout = csv.layout;
        scan = new CsvScan(layout);
    }

    LoadedBars read() {
        char separator = scan.head().separator();
        Table table = scan.rows(separator, this::table);
        return LoadedBars.of(
                BarColumns.ticks(table.events),
                format(table, separator),
                table.events.size(),
                List.of(),
                Optional.ofNullable(layout.calendar()),
                scan.unendedLine());
    }

    private Table table(Rows rows, char separator, Columns columns, TimeFormat format) throws IOException {
        Problems problems = new Problems(scan.file.name, Set.of());
        Optional<ZoneId> zone = zone(columns, format, problems);
        TickReader reader = new TickReader(csv, columns, format, zone, problems);
        reader.readAll(rows);
        if (!rows.needsQuotes()) {
            problems.throwIfAny();
        }
        return new Table(columns, format, zone, reader.events());
    }

    /** Empty where times are instants. */
    private Optional<ZoneId> zone(Columns columns, TimeFormat format, Problems problems) {
        if (format == TimeFormat.DATE) {
            throw problems.fatal("column " + columns.timeName() + " must have times of quotes and trades, was dates");
        }
        if (!format.isLocal()) {
            return Optional.empty();
        }
        Optional<ZoneId> zone = layout.zoneOf(columns, format);
        if (zone.isEmpty()) {
            throw problems.fatal("zone must be declared for the local times of column " + columns.timeName());
        }
        return zone;
    }

    private FileFormat format(Table table, char separator) {
        boolean hasSizes = Stream.of(CsvColumn.BID_SIZE, CsvColumn.ASK_SIZE, CsvColumn.SIZE)
                .anyMatch(size -> table.columns.index(size) != Columns.ABSENT);
        return new FileFormat(
                FileFormat.separated(separator, table.columns.header),
                table.columns.timeName(),
                table.format,
                layout.dateOrder(),
                table.zone,
                BarLabel.START,
                Timeframe.seconds(1),
                false,
                hasSizes,
                table.columns.unread(),
                true,
                Optional.empty());
    }
}
