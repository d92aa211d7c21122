package io.strategysdk.testkit.assertion;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.Divergence;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Entries of both journals before the first at which they differ and after it. */
    String beside(Journal other) {
        return Divergence.between(entries(journal), entries(other))
                .map(place -> place.table("here", "there", zone(), this::market))
                .orElse("");
    }

    private String table(List<JournalEntry> entries, int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(entries.size(), to);
        List<JournalEntry> shown = entries.subList(start, end);
        if (shown.isEmpty()) {
            return "the journal has no entry\n";
        }
        TextTable table = TextTable.of(List.of("time (" + zone() + ")", "market", "journal"));
        long before = Long.MIN_VALUE;
        for (JournalEntry entry : shown) {
            long time = entry.epochNanos();
            table.row(List.of(Words.time(time, zone()), time == before ? "" : market(time), words(entry, journal)));
            before = time;
        }
        String cut = shown.size() < entries.size()
                ? "(entries " + (start + 1) + " to " + end + " of " + entries.size() + ")\n"
                : "";
        return cut + table;
    }

    private ZoneId zone() {
        return data == null ? ZoneId.of("UTC") : data.calendar().zone();
    }

    /** The bars of a moment, where they are known. */
    private String market(long epochNanos) {
        if (data == null) {
            return "";
        }
        return data.series().stream()
                .flatMap(series -> IntStream.range(0, series.size())
                        .filter(row -> series.epochNanos(row) == epochNanos)
                        .mapToObj(row -> words(series, row)))
                .collect(Collectors.joining("; "));
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
