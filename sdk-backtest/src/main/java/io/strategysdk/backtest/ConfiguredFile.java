package io.strategysdk.backtest;

import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.backtest.data.DateOrder;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.data.TimeFormat;
import io.strategysdk.engine.PriceMode;
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
        csv = timeFormat(data).map(csv::timeFormat).orElse(csv);
        csv = dateOrder(data).map(csv::dateOrder).orElse(csv);
        csv = data.prices() == PriceMode.RAW ? csv : csv.prices(data.prices());
        return data.withoutHeader().isEmpty()
                ? withHeaders(data, csv, CsvBars::column)
                : csv.withoutHeader(positions(data));
    }

    private static char separator(String named) {
        return named.equals("tab") ? '\t' : named.charAt(0);
    }

    static Repair[] repairs(DataSettings data) {
        return data.repair().stream()
                .map(repair -> Repair.valueOf(repair.name()))
                .toArray(Repair[]::new);
    }

    static CsvTicks declare(DataSettings data, CsvTicks file) {
        CsvTicks csv = file.calendar(ConfiguredData.calendar(data));
        csv = data.zone().map(csv::zone).orElse(csv);
        csv = data.separator()
                .map(ConfiguredFile::separator)
                .map(csv::separator)
                .orElse(csv);
        csv = timeFormat(data).map(csv::timeFormat).orElse(csv);
        csv = dateOrder(data).map(csv::dateOrder).orElse(csv);
        return data.withoutHeader().isEmpty()
                ? withHeaders(data, csv, CsvTicks::column)
                : csv.withoutHeader(positions(data));
    }

    private static Optional<TimeFormat> timeFormat(DataSettings data) {
        return data.timeFormat().map(format -> TimeFormat.valueOf(format.name()));
    }

    private static Optional<DateOrder> dateOrder(DataSettings data) {
        return data.dateOrder().map(order -> DateOrder.valueOf(order.name()));
    }

    private static CsvColumn[] positions(DataSettings data) {
        return data.withoutHeader().stream()
                .map(column -> CsvColumn.valueOf(column.name()))
                .toArray(CsvColumn[]::new);
    }

    /** Declares a header to a reader. */
    private interface Declaring<F> {
        F with(F file, CsvColumn column, String header);
    }

    private static <F> F withHeaders(DataSettings data, F file, Declaring<F> declaring) {
        F csv = file;
        if (data.columns().isPresent()) {
            for (Map.Entry<CsvColumn, Optional<String>> each :
                    headers(data.columns().get()).entrySet()) {
                if (each.getValue().isPresent()) {
                    csv = declaring.with(csv, each.getKey(), each.getValue().get());
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
        headers.put(CsvColumn.ADJUSTED_CLOSE, columns.adjustedClose());
        headers.put(CsvColumn.VOLUME, columns.volume());
        headers.put(CsvColumn.KIND, columns.kind());
        headers.put(CsvColumn.BID, columns.bid());
        headers.put(CsvColumn.BID_SIZE, columns.bidSize());
        headers.put(CsvColumn.ASK, columns.ask());
        headers.put(CsvColumn.ASK_SIZE, columns.askSize());
        headers.put(CsvColumn.PRICE, columns.price());
        headers.put(CsvColumn.SIZE, columns.size());
        return headers;
    }
}
