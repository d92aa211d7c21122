package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One reading of one file of quotes and trades. */
final class TickReading {
    private final CsvTicks csv;
    private final CsvLayout layout;
    private final CsvScan scan;

    /** Whether what is wrong is only counted. */
    private final boolean looksOnly;

    private record Table(
            Columns columns, TimeFormat format, Optional<ZoneId> zone, List<MarketEvent> events, Problems problems) {}

    TickReading(CsvTicks csv, boolean looksOnly) {
        this.csv = csv;
        this.looksOnly = looksOnly;
        layout = csv.layout;
        scan = new CsvScan(layout);
    }

    LoadedBars read() {
        char separator = scan.head().separator();
        return result(scan.rows(separator, this::table), separator);
    }

    CsvInspection inspect() {
        try {
            char separator = scan.head().separator();
            Table table = scan.rows(separator, this::table);
            if (table.events.isEmpty()) {
                throw table.problems.fatal("file must hold a quote or a trade that can be true");
            }
            LoadedBars result = result(table, separator);
            return layout.inspection(result, table.problems.faults());
        } catch (SdkException unreadable) {
            return CsvInspection.unreadable(
                    scan.file.name, layout.instrument(), String.valueOf(unreadable.getMessage()));
        }
    }

    private LoadedBars result(Table table, char separator) {
        return LoadedBars.of(
                BarColumns.ticks(table.events),
                format(table, separator),
                table.events.size(),
                List.of(),
                Optional.ofNullable(layout.calendar()),
                scan.unendedLine());
    }

    private Table table(Rows rows, char separator, Columns columns, TimeFormat format) throws IOException {
        Problems problems = Problems.of(scan.file.name, Set.of(), looksOnly);
        Optional<ZoneId> zone = zone(columns, format, problems);
        TickReader reader = new TickReader(csv, columns, format, zone, problems);
        reader.readAll(rows);
        if (!rows.needsQuotes()) {
            problems.throwIfAny();
        }
        List<MarketEvent> events = new ArrayList<>(reader.events());
        if (looksOnly) {
            events.sort(Comparator.comparingLong(MarketEvent::epochNanos)); // stable, as repairs of bars are
        }
        return new Table(columns, format, zone, events, problems);
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
