package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where in a row is what. */
final class Columns {
    static final int ABSENT = -1;
    /** Header of a column that is not to be looked for. */
    static final String NOT_THERE = "\0";

    private final List<String> names;
    private final Map<CsvColumn, Integer> indexes = new EnumMap<>(CsvColumn.class);
    final boolean header;
    /** Zone that the time column's own name tells, as in time_new_york. */
    final Optional<ZoneId> zone;

    private Columns(CsvContent content, Rows row, Map<CsvColumn, String> declared) {
        names = decoded(row);
        header = true;
        for (CsvColumn column : content.columns()) {
            String name = declared.get(column);
            int index = name == null ? find(column, row) : NOT_THERE.equals(name) ? ABSENT : require(name, row);
            if (index != ABSENT) {
                indexes.put(column, index);
            }
        }
        preferDeclaredTime(declared);
        requireComplete(content, row);
        zone = HeaderZone.of(names.get(timeIndex()));
    }

    private Columns(List<CsvColumn> positions, int count) {
        names = new ArrayList<>();
        header = false;
        zone = Optional.empty();
        for (CsvColumn column : positions) {
            indexes.put(column, names.size());
            names.add(column.label());
        }
        while (names.size() < count) {
            names.add(CsvColumn.IGNORED.label());
        }
        indexes.remove(CsvColumn.IGNORED);
    }

    /** Reads the header that the row is. */
    static Columns named(CsvContent content, Rows header, Map<CsvColumn, String> declared) {
        return new Columns(content, header, declared);
    }

    /** Columns by position; further ones of the first row are ignored. */
    static Columns positioned(List<CsvColumn> positions, Rows firstRow) {
        if (firstRow.fields < positions.size()) {
            throw new SdkException(firstRow.fileName + " line " + firstRow.line + ": row must have the "
                    + positions.size() + " columns that were declared, was " + firstRow.fields);
        }
        return new Columns(positions, firstRow.fields);
    }

    int count() {
        return names.size();
    }

    int index(CsvColumn column) {
        return indexes.getOrDefault(column, ABSENT);
    }

    String name(int index) {
        return names.get(index);
    }

    /** Names in the header whose columns are not read, fit for messages; columns without a name are nothing to tell. */
    List<String> unread() {
        List<String> unread = new ArrayList<>();
        for (int i = 0; i < names.size() && header; i++) {
            if (!indexes.containsValue(i) && !names.get(i).isBlank()) {
                unread.add(Rows.shown(names.get(i)));
            }
        }
        return unread;
    }

    /** Column of the whole time, or of its date where the time of day stands apart. */
    int timeIndex() {
        for (CsvColumn column : List.of(CsvColumn.TIMESTAMP, CsvColumn.DATE)) {
            if (indexes.containsKey(column)) {
                return index(column);
            }
        }
        return index(CsvColumn.TIME);
    }

    /** Column of the time of day beside a date. */
    int timeOfDayIndex() {
        return indexes.containsKey(CsvColumn.DATE) ? index(CsvColumn.TIME) : ABSENT;
    }

    /** The column that holds the time, for messages. */
    String timeName() {
        int timeOfDay = timeOfDayIndex();
        String name = "'" + names.get(timeIndex()) + "'";
        return timeOfDay == ABSENT ? name : name + " and '" + names.get(timeOfDay) + "'";
    }

    private int find(CsvColumn column, Rows row) {
        int found = ABSENT;
        for (int i = 0; i < names.size(); i++) {
            String normal = CsvColumn.normalHeader(names.get(i));
            if (!column.isNamed(normal) && !(column == CsvColumn.TIME && HeaderZone.isTime(normal))) {
                continue;
            }
            if (found != ABSENT) {
                throw wrong(
                        row,
                        "header must have one column for " + column.label() + ", was '" + names.get(found) + "' and '"
                                + names.get(i) + "'");
            }
            found = i;
        }
        return found;
    }

    private int require(String name, Rows row) {
        String normal = CsvColumn.normalHeader(name);
        for (int i = 0; i < names.size(); i++) {
            if (CsvColumn.normalHeader(names.get(i)).equals(normal)) {
                return i;
            }
        }
        throw wrong(row, "header must have the declared column '" + name + "', was " + names);
    }

    private void preferDeclaredTime(Map<CsvColumn, String> declared) {
        boolean parts = declared.containsKey(CsvColumn.DATE) || declared.containsKey(CsvColumn.TIME);
        if (declared.containsKey(CsvColumn.TIMESTAMP)) {
            indexes.remove(CsvColumn.DATE);
            indexes.remove(CsvColumn.TIME);
        } else if (parts) {
            indexes.remove(CsvColumn.TIMESTAMP);
        }
    }

    private void requireComplete(CsvContent content, Rows row) {
        boolean parts = indexes.containsKey(CsvColumn.DATE) || indexes.containsKey(CsvColumn.TIME);
        boolean whole = indexes.containsKey(CsvColumn.TIMESTAMP);
        if (whole && parts) {
            throw wrong(
                    row,
                    "header must have one time, or a date and a time; which column it is must be declared, was "
                            + names);
        }
        List<String> missing = new ArrayList<>(content.missing(indexes.keySet()));
        if (!whole && !parts) {
            missing.add(0, "date or time");
        }
        if (!missing.isEmpty()) {
            throw wrong(
                    row,
                    "header must name " + String.join(", ", missing) + " (or columns must be declared), was " + names);
        }
    }

    private static List<String> decoded(Rows row) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < row.fields; i++) {
            int start = row.trimmedStart(i);
            ByteBuffer bytes = ByteBuffer.wrap(row.bytes, start, row.trimmedEnd(i) - start);
            try {
                names.add(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            } catch (CharacterCodingException e) {
                throw new SdkException(
                        String.format(
                                Locale.ROOT,
                                "%s line %d: header must be text in UTF-8, column %d is not",
                                row.fileName,
                                row.line,
                                i + 1),
                        e);
            }
        }
        return names;
    }

    private static SdkException wrong(Rows row, String what) {
        String text = what.length() > CsvFile.LONGEST_MESSAGE ? what.substring(0, CsvFile.LONGEST_MESSAGE) + "…" : what;
        return new SdkException(row.fileName + " line " + row.line + ": " + text);
    }
}
