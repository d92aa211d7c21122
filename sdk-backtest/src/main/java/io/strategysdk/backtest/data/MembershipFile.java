package io.strategysdk.backtest.data;

import io.strategysdk.engine.Membership;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who belonged to a universe when, from a CSV file with a header, in one of two shapes. Intervals, where {@code to} is the
 * first date as a member no more, and empty to this day:
 *
 * <pre>
 * symbol,from,to
 * AAPL,1982-11-30,
 * LEH,1998-01-12,2008-09-17
 * </pre>
 *
 * <p>Or changes, in order of their dates, where the first of a symbol adds it:
 *
 * <pre>
 * date,symbol,action
 * 1998-01-12,LEH,add
 * 2008-09-17,LEH,remove
 * </pre>
 *
 * <p>Symbols are compared letter by letter, and are those of the date: a symbol change that the run is given leads to the
 * newer name.
 */
public final class MembershipFile {
    private final FactTable table;
    private final List<Membership.Interval> intervals = new ArrayList<>();

    private MembershipFile(FactTable table) {
        this.table = table;
    }

    /**
     * Reads a file.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, has no rows or other columns, a row is wrong, or
     *     memberships of a symbol overlap: file, line, column, rule and value
     */
    public static Membership read(Path file) {
        FactTable table = FactTable.read(file, "members");
        MembershipFile members = new MembershipFile(table);
        if (table.has("action")) {
            table.require("date", "symbol", "action");
            members.readChanges();
        } else {
            table.require("symbol", "from", "to");
            members.readIntervals();
        }
        return Membership.of(members.intervals);
    }

    private record Read(Membership.Interval interval, FactTable.Row row) {}

    private void readIntervals() {
        Map<String, List<Read>> bySymbol = new TreeMap<>();
        for (FactTable.Row row : table.rows()) {
            Membership.Interval interval = table.at(row, MembershipFile::interval);
            bySymbol.computeIfAbsent(interval.symbol(), symbol -> new ArrayList<>())
                    .add(new Read(interval, row));
            intervals.add(interval);
        }
        bySymbol.values().forEach(this::requireApart);
    }

    private static Membership.Interval interval(FactTable.Row row) {
        return new Membership.Interval(row.required("symbol"), row.date("from"), row.optionalDate("to"));
    }

    private void requireApart(List<Read> ofSymbol) {
        ofSymbol.sort(Comparator.comparing(read -> read.interval().from()));
        for (int i = 1; i < ofSymbol.size(); i++) {
            Read before = ofSymbol.get(i - 1);
            Read next = ofSymbol.get(i);
            Optional<LocalDate> end = before.interval().to();
            if (end.isEmpty() || end.get().isAfter(next.interval().from())) {
                table.at(next.row(), row -> {
                    throw new IllegalArgumentException("column from must not be before the end of line "
                            + before.row().line() + ", " + before.interval() + ", was '" + row.text("from") + "'");
                });
            }
        }
    }

    private void readChanges() {
        Map<String, FactTable.Row> added = new TreeMap<>();
        LocalDate last = LocalDate.MIN;
        for (FactTable.Row row : table.rows()) {
            LocalDate before = last;
            last = table.at(row, each -> inOrder(each, before));
            table.at(row, each -> change(each, added));
        }
        added.forEach(
                (symbol, row) -> intervals.add(new Membership.Interval(symbol, row.date("date"), Optional.empty())));
    }

    private static LocalDate inOrder(FactTable.Row row, LocalDate before) {
        LocalDate date = row.date("date");
        if (date.isBefore(before)) {
            throw new IllegalArgumentException(
                    "column date must not be before " + before + " of the line before, was '" + date + "'");
        }
        return date;
    }

    private String change(FactTable.Row row, Map<String, FactTable.Row> added) {
        String symbol = row.required("symbol");
        String action = row.required("action");
        FactTable.Row since = added.get(symbol);
        switch (action) {
            case "add" -> {
                if (since != null) {
                    throw new IllegalArgumentException("column action must be remove for " + symbol + ", which line "
                            + since.line() + " has added, was 'add'");
                }
                added.put(symbol, row);
            }
            case "remove" -> {
                if (since == null) {
                    throw new IllegalArgumentException("column action must be add for " + symbol
                            + ", which no line before has added, was 'remove'");
                }
                intervals.add(new Membership.Interval(symbol, since.date("date"), Optional.of(row.date("date"))));
                added.remove(symbol);
            }
            default -> throw new IllegalArgumentException("column action must be add or remove, was '" + action + "'");
        }
        return symbol;
    }
}
