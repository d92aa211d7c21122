package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file of one instrument is written, as far as that was declared, whatever its rows are.
 *
 * @param calendar whose zone local times are in when neither the zone nor the header tells
 * @param positions of the columns of a file without header; empty of others
 * @param headers of columns that were declared
 */
record CsvLayout(
        CsvContent content,
        Path path,
        Instrument instrument,
        @Nullable TradingCalendar calendar,
        @Nullable ZoneId zone,
        @Nullable TimeFormat timeFormat,
        DateOrder dateOrder,
        @Nullable Character separator,
        List<CsvColumn> positions,
        Map<CsvColumn, String> headers) {
    CsvLayout {
        positions = List.copyOf(positions);
        headers = Map.copyOf(headers);
    }

    static CsvLayout of(CsvContent content, Path path, Instrument instrument) {
        return new CsvLayout(
                content,
                Objects.requireNonNull(path),
                Objects.requireNonNull(instrument),
                null,
                null,
                null,
                DateOrder.YEAR_MONTH_DAY,
                null,
                List.of(),
                Map.of());
    }

    CsvLayout withCalendar(TradingCalendar value) {
        return new CsvLayout(
                content,
                path,
                instrument,
                Objects.requireNonNull(value),
                zone,
                timeFormat,
                dateOrder,
                separator,
                positions,
                headers);
    }

    CsvLayout withZone(ZoneId value) {
        return new CsvLayout(
                content,
                path,
                instrument,
                calendar,
                Objects.requireNonNull(value),
                timeFormat,
                dateOrder,
                separator,
                positions,
                headers);
    }

    CsvLayout withTimeFormat(TimeFormat value) {
        return new CsvLayout(
                content,
                path,
                instrument,
                calendar,
                zone,
                Objects.requireNonNull(value),
                dateOrder,
                separator,
                positions,
                headers);
    }

    CsvLayout withDateOrder(DateOrder value) {
        return new CsvLayout(
                content,
                path,
                instrument,
                calendar,
                zone,
                timeFormat,
                Objects.requireNonNull(value),
                separator,
                positions,
                headers);
    }

    CsvLayout withSeparator(char value) {
        if (value >= 128 || Character.isLetterOrDigit(value) || "\"\r\n.-+:_\0".indexOf(value) >= 0) {
            throw new IllegalArgumentException(
                    "separator must be an ASCII character that is no part of numbers, names or lines, was '" + value
                            + "'");
        }
        return new CsvLayout(
                content, path, instrument, calendar, zone, timeFormat, dateOrder, value, positions, headers);
    }

    CsvLayout withColumn(CsvColumn column, String header) {
        content.require(column, header);
        return withHeaders(Map.of(column, header));
    }

    CsvLayout withHeaders(Map<CsvColumn, String> more) {
        Map<CsvColumn, String> all = new EnumMap<>(CsvColumn.class);
        all.putAll(headers);
        all.putAll(more);
        return new CsvLayout(
                content, path, instrument, calendar, zone, timeFormat, dateOrder, separator, positions, all);
    }

    CsvLayout withoutHeader(CsvColumn... columns) {
        List<CsvColumn> all = List.of(columns);
        content.requireWhole(all);
        return new CsvLayout(content, path, instrument, calendar, zone, timeFormat, dateOrder, separator, all, headers);
    }

    /** What was found in the file when it was only looked at. */
    CsvInspection inspection(LoadedBars result, RowFaults faults) {
        TimeFormat format = result.format().timeFormat();
        boolean isLocal = format == TimeFormat.DATE || format.isLocal();
        ZoneId ofTimes = result.format().zone().orElse(calendar == null ? ZoneOffset.UTC : calendar.zone());
        return new CsvInspection(
                new CsvFile(path).name,
                instrument,
                Optional.of(result),
                Optional.empty(),
                faults.found(time ->
                        isLocal ? LocalTimes.dateTimeOf(time).atZone(ofTimes).toInstant() : Clock.instantOf(time)));
    }

    /** Zone of the local times of a file; empty when nothing tells it. */
    Optional<ZoneId> zoneOf(Columns columns, TimeFormat format) {
        Optional<ZoneId> header = format.isLocal() ? columns.zone : Optional.empty();
        return Optional.ofNullable(zone)
                .or(() -> header)
                .or(() -> Optional.ofNullable(calendar).map(TradingCalendar::zone));
    }
}
