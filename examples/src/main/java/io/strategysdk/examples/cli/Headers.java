package io.strategysdk.examples.cli;

import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvColumn;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which header a column has where it is not a usual one, as the command line writes it: {@code open=First,close=Last}.
 *
 * @param byColumn header of each column that was told
 */
record Headers(Map<CsvColumn, String> byColumn) {
    private static final Set<CsvColumn> COLUMNS =
            Collections.unmodifiableSet(EnumSet.range(CsvColumn.TIMESTAMP, CsvColumn.VOLUME));

    Headers {
        byColumn = Map.copyOf(byColumn);
    }

    /**
     * Reads headers.
     *
     * @throws IllegalArgumentException when they are written otherwise
     */
    static Headers parse(String text) {
        Map<CsvColumn, String> headers = new EnumMap<>(CsvColumn.class);
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || pair.substring(equals + 1).isBlank()) {
                throw Options.refused("be COLUMN=HEADER, several with commas between", text);
            }
            String name = pair.substring(0, equals).strip();
            if (headers.put(column(name), pair.substring(equals + 1).strip()) != null) {
                throw Options.refused("name " + name + " once", text);
            }
        }
        return new Headers(headers);
    }

    private static CsvColumn column(String name) {
        return COLUMNS.stream()
                .filter(column -> name(column).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Options.refused("be of " + names(), name));
    }

    /** The columns of bars, for people. */
    static String names() {
        return COLUMNS.stream().map(Headers::name).collect(Collectors.joining(", "));
    }

    private static String name(CsvColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    CsvBars on(CsvBars csv) {
        CsvBars told = csv;
        for (CsvColumn column : COLUMNS) {
            String header = byColumn.get(column);
            told = header == null ? told : told.column(column, header);
        }
        return told;
    }
}
