package io.strategysdk.backtest.parquet;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoredSeries;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file of the SDK says of itself, beside its rows.
 *
 * @param series whose rows
 * @param origin where they came from, and when
 * @param revision of the store that they were in; 0 when they were in none
 */
record FileFacts(StoredSeries series, Origin origin, int revision) {
    private static final String PREFIX = "strategysdk.";
    private static final String SCHEMA = PREFIX + "schema";
    private static final String SERIES = PREFIX + "series";
    private static final String SOURCE = PREFIX + "source";
    private static final String SOURCE_ZONE = PREFIX + "source_zone";
    private static final String ARRIVED = PREFIX + "arrived";
    private static final String REVISION = PREFIX + "revision";
    private static final String ZONE = PREFIX + "zone";
    private static final String FIRST = PREFIX + "first";
    private static final String LAST = PREFIX + "last";
    private static final String CHECKSUM = PREFIX + "checksum";
    private static final String NEWEST = "1";
    private static final String UTC = "UTC";

    /** What is known before the first row. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        texts.put(SCHEMA, NEWEST);
        texts.put(SERIES, series.json());
        texts.put(SOURCE, origin.source());
        texts.put(SOURCE_ZONE, origin.zone().getId());
        texts.put(ARRIVED, origin.arrived().toString());
        texts.put(REVISION, String.valueOf(revision));
        texts.put(ZONE, UTC);
        return texts;
    }

    /** What is known behind the last row. */
    static Map<String, String> texts(long first, long last, RowHash rows) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(FIRST, Clock.instantOf(first).toString());
        texts.put(LAST, Clock.instantOf(last).toString());
        texts.put(CHECKSUM, rows.hex());
        return texts;
    }

    static boolean areIn(Map<String, String> texts) {
        return texts.containsKey(SCHEMA);
    }

    /**
     * What a file says.
     *
     * @throws IllegalArgumentException when something is missing, or makes no sense
     */
    static FileFacts of(Map<String, String> texts) {
        String schema = text(texts, SCHEMA);
        if (!schema.equals(NEWEST)) {
            throw new IllegalArgumentException(
                    "schema version must be " + NEWEST + ", which is all that this release reads, was " + schema);
        }
        try {
            return new FileFacts(
                    StoredSeries.ofJson(text(texts, SERIES)),
                    new Origin(
                            text(texts, SOURCE),
                            ZoneId.of(text(texts, SOURCE_ZONE)),
                            Instant.parse(text(texts, ARRIVED))),
                    Integer.parseInt(text(texts, REVISION)));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("metadata must have a time, a zone and a number: " + e.getMessage(), e);
        }
    }

    static String checksum(Map<String, String> texts) {
        return text(texts, CHECKSUM);
    }

    private static String text(Map<String, String> texts, String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("metadata must have " + key + ", has not");
        }
        return text;
    }
}
