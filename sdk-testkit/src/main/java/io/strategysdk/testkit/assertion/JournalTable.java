package io.strategysdk.testkit.assertion;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries of a journal as a small table: time, bars of that time where they are known, what it says. */
final class JournalTable implements Story {
    private static final int ROWS = 10;
    private static final int BEFORE = ROWS / 2;

    private final Journal journal;
    private final @Nullable MarketData data;

    /**
     * @param data what the run went over, null where that is not known: times are in UTC then
     */
    JournalTable(Journal journal, @Nullable MarketData data) {
        this.journal = journal;
        this.data = data;
    }

    /** The last entries. */
    @Override
    public String tell() {
        List<JournalEntry> entries = entries(journal);
        return table(entries, entries.size() - ROWS, entries.size());
    }

    /** Entries before a moment, and from it on. */
    @Override
    public Story at(long epochNanos) {
        return () -> {
            List<JournalEntry> entries = entries(journal);
            int before = (int) entries.stream()
                    .filter(entry -> entry.epochNanos() < epochNanos)
                    .count();
            return table(entries, before - BEFORE, before + BEFORE);
        };
    }

    /** Entries of two journals before and after one at which they differ, from 1. */
    String beside(Journal other, long number) {
        List<JournalEntry> here = entries(journal);
        List<JournalEntry> there = entries(other);
        int start = (int) Math.max(0, number - 1 - BEFORE);
        int end = (int) Math.min(Math.max(here.size(), there.size()), number + BEFORE);
        Map<Long, String> market = market(here.subList(Math.min(start, here.size()), Math.min(end, here.size())));
        TextTable table = TextTable.of(List.of("entry", "market", time(), "here", "time there", "there"));
        for (int i = start; i < end; i++) {
            boolean same = i + 1 < number;
            table.row(List.of(
                    (i + 1 == number ? "> " : "") + (i + 1),
                    i < here.size() ? bars(market, here.get(i)) : "",
                    time(here, i),
                    words(here, i, journal),
                    same ? "" : time(there, i),
                    same ? "the same" : words(there, i, other)));
        }
        return table.toString();
    }

    private String time(List<JournalEntry> entries, int index) {
        return index < entries.size() ? Words.time(entries.get(index).epochNanos(), zone()) : "";
    }

    private static String words(List<JournalEntry> entries, int index, Journal of) {
        return index < entries.size()
                ? words(entries.get(index), of)
                : index == entries.size() ? "the journal ends" : "";
    }

    private String table(List<JournalEntry> entries, int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(entries.size(), to);
        List<JournalEntry> shown = entries.subList(start, end);
        if (shown.isEmpty()) {
            return "the journal has no entry\n";
        }
        Map<Long, String> market = market(shown);
        TextTable table = TextTable.of(List.of(time(), "market", "journal"));
        for (JournalEntry entry : shown) {
            table.row(List.of(Words.time(entry.epochNanos(), zone()), bars(market, entry), words(entry, journal)));
        }
        String cut = shown.size() < entries.size()
                ? "(entries " + (start + 1) + " to " + end + " of " + entries.size() + ")\n"
                : "";
        return cut + table;
    }

    private String time() {
        return "time (" + zone() + ")";
    }

    private ZoneId zone() {
        return data == null ? ZoneId.of("UTC") : data.calendar().zone();
    }

    /** The bars of these entries' times. */
    private Map<Long, String> market(List<JournalEntry> shown) {
        Map<Long, String> market = new TreeMap<>();
        if (data != null) {
            List<Long> times = shown.stream().map(JournalEntry::epochNanos).toList();
            for (BarColumns series : data.series()) {
                for (int row = 0; row < series.size(); row++) {
                    if (times.contains(series.epochNanos(row))) {
                        market.merge(series.epochNanos(row), words(series, row), (one, next) -> one + "; " + next);
                    }
                }
            }
        }
        return market;
    }

    /** Shown once for all entries of a moment. */
    private static String bars(Map<Long, String> market, JournalEntry entry) {
        String bars = market.remove(entry.epochNanos());
        return bars == null ? "" : bars;
    }

    private static String words(BarColumns series, int row) {
        return series.events(row).stream().map(Words::of).collect(Collectors.joining("; "));
    }

    private static String words(JournalEntry entry, Journal of) {
        boolean several = of.strategies().size() > 1 && !entry.strategy().isEmpty();
        return (several ? entry.strategy() + " " : "") + Words.of(entry);
    }

    private static List<JournalEntry> entries(Journal journal) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.forEach(entries::add);
        return entries;
    }
}
