package io.strategysdk.backtest;

import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.data.TimeFormat;
import io.strategysdk.engine.config.ColumnSettings;
import io.strategysdk.engine.config.DataSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What configuration says of how files are written, declared to their reader. Names mean the same in both. */
final class ConfiguredFile {
    private ConfiguredFile() {}

    static CsvBars declare(DataSettings data, CsvBars file) {
        CsvBars csv = file.calendar(ConfiguredData.calendar(data))
                .timeframe(data.timeframe())
                .label(data.barLabel() == DataSettings.BarLabel.OPEN ? BarLabel.START : BarLabel.END)
                .repair(repairs(data));
        csv = data.zone().map(csv::zone).orElse(csv);
        csv = data.separator()
                .map(ConfiguredFile::separator)
                .map(csv::separator)
                .orElse(csv);
        csv = data.timeFormat()
                .map(f -> TimeFormat.valueOf(f.name()))
                .map(csv::timeFormat)
                .orElse(csv);
        return columns(data, csv);
    }

    private static char separator(String named) {
        return named.equals("tab") ? '\t' : named.charAt(0);
    }

    private static Repair[] repairs(DataSettings data) {
        return data.repair().stream()
                .map(repair -> Repair.valueOf(repair.name()))
                .toArray(Repair[]::new);
    }

    private static CsvBars columns(DataSettings data, CsvBars file) {
        if (!data.withoutHeader().isEmpty()) {
            return file.withoutHeader(data.withoutHeader().stream()
                    .map(column -> CsvColumn.valueOf(column.name()))
                    .toArray(CsvColumn[]::new));
        }
        CsvBars csv = file;
        if (data.columns().isPresent()) {
            for (Map.Entry<CsvColumn, Optional<String>> each :
                    headers(data.columns().get()).entrySet()) {
                if (each.getValue().isPresent()) {
                    csv = csv.column(each.getKey(), each.getValue().get());
                }
            }
        }
        return csv;
    }

    private static Map<CsvColumn, Optional<String>> headers(ColumnSettings columns) {
        Map<CsvColumn, Optional<String>> headers = new EnumMap<>(CsvColumn.class);
        headers.put(CsvColumn.TIMESTAMP, columns.timestamp());
        headers.put(CsvColumn.DATE, columns.date());
        headers.put(CsvColumn.TIME, columns.time());
        headers.put(CsvColumn.OPEN, columns.open());
        headers.put(CsvColumn.HIGH, columns.high());
        headers.put(CsvColumn.LOW, columns.low());
        headers.put(CsvColumn.CLOSE, columns.close());
        headers.put(CsvColumn.VOLUME, columns.volume());
        return headers;
    }
}
