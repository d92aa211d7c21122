package io.strategysdk.backtest.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A side of bid/ask bars in a file, and how its columns are called. */
enum QuoteSide {
    BID,
    ASK;

    Map<CsvColumn, String> headers() {
        return Map.of(
                CsvColumn.OPEN, named("open"),
                CsvColumn.HIGH, named("high"),
                CsvColumn.LOW, named("low"),
                CsvColumn.CLOSE, named("close"));
    }

    /** Header of the quantity that was quoted last. */
    String size() {
        return named("size");
    }

    private String named(String what) {
        return name().toLowerCase(Locale.ROOT) + "_" + what;
    }

    /** Whether a header has one of these columns, and no open without a side. */
    static boolean areIn(String header, char separator) {
        List<String> names = names(header, separator);
        boolean isPlain = names.stream().anyMatch(CsvColumn.OPEN::isNamed);
        return !isPlain
                && Arrays.stream(values())
                        .anyMatch(side -> names.containsAll(side.headers().values()));
    }

    /** Whether a header has the sizes of both sides. */
    static boolean haveSizes(String header, char separator) {
        return names(header, separator).containsAll(List.of(BID.size(), ASK.size()));
    }

    private static List<String> names(String header, char separator) {
        return Arrays.stream(header.split(Pattern.quote(String.valueOf(separator)), -1))
                .map(CsvColumn::normalHeader)
                .toList();
    }
}
