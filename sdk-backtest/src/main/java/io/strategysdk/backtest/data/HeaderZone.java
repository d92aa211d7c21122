package io.strategysdk.backtest.data;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Zones that headers name: {@code time_utc}, {@code time_new_york}, {@code Time (Europe/London)}. */
final class HeaderZone {
    private static final String PREFIX = "time_";

    private HeaderZone() {}

    static boolean isTime(String normalHeader) {
        return of(normalHeader).isPresent();
    }

    static Optional<ZoneId> of(String header) {
        String normal = CsvColumn.normalHeader(header);
        if (!normal.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String place = normal.substring(PREFIX.length());
        if (place.equals("utc") || place.equals("gmt")) {
            return Optional.of(ZoneOffset.UTC);
        }
        List<String> ids = new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream().filter(id -> names(id, place)).toList();
        return ids.size() == 1 ? Optional.of(ZoneId.of(ids.get(0))) : Optional.empty();
    }

    /** By the whole id or by its city; abbreviations such as EST are no zones, they lack daylight saving time. */
    private static boolean names(String id, String place) {
        String normal = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return id.contains("/") && (normal.equals(place) || cityOf(normal, id).equals(place));
    }

    private static String cityOf(String normal, String id) {
        return normal.substring(id.lastIndexOf('/') + 1);
    }
}
