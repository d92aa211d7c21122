package io.strategysdk.testkit.internal;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.engine.JournalEntry;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The first place where two accounts of a run differ, and what stands around it in both. */
public final class Divergence {
    private static final int BEFORE = 6;
    private static final int AFTER = 4;

    private final List<JournalEntry> left;
    private final List<JournalEntry> right;
    private final int index;

    private Divergence(List<JournalEntry> left, List<JournalEntry> right, int index) {
        this.left = left;
        this.right = right;
        this.index = index;
    }

    /** Where two lists of entries differ in more than texts of errors and refusals; empty when nowhere. */
    public static Optional<Divergence> between(List<JournalEntry> left, List<JournalEntry> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            if (!same(left.get(i), right.get(i))) {
                return Optional.of(new Divergence(left, right, i));
            }
        }
        return left.size() == right.size() ? Optional.empty() : Optional.of(new Divergence(left, right, common));
    }

    /** Whether two entries say the same, texts of errors and refusals aside. */
    public static boolean same(JournalEntry left, JournalEntry right) {
        return withoutText(left).equals(withoutText(right));
    }

    private static JournalEntry withoutText(JournalEntry entry) {
        if (entry instanceof JournalEntry.Stopped s) {
            return new JournalEntry.Stopped(s.epochNanos(), s.strategy(), s.callback(), s.error(), "");
        }
        return entry instanceof JournalEntry.Reported r
                ? new JournalEntry.Reported(r.epochNanos(), r.strategy(), withoutText(r.event()))
                : entry;
    }

    private static OrderEvent withoutText(OrderEvent event) {
        if (event instanceof OrderEvent.Rejected r) {
            return new OrderEvent.Rejected(r.order(), r.reason(), "", r.epochNanos());
        }
        return event instanceof OrderEvent.CancelRejected r
                ? new OrderEvent.CancelRejected(r.order(), r.request(), r.reason(), "", r.epochNanos())
                : event;
    }

    /** Time of the earlier of the two entries, UTC nanoseconds since 1970. */
    public long epochNanos() {
        long here = index < left.size() ? left.get(index).epochNanos() : Long.MAX_VALUE;
        long there = index < right.size() ? right.get(index).epochNanos() : Long.MAX_VALUE;
        return Math.min(here, there);
    }

    /** Both sides around the place, beside what the market did at each moment, times in a zone; the place is marked. */
    public String table(String leftName, String rightName, ZoneId zone, LongFunction<String> market) {
        TextTable table = TextTable.of(List.of(" ", "time (" + zone + ")", "market", leftName, " ", rightName));
        int end = Math.min(Math.max(left.size(), right.size()), index + AFTER);
        long shown = Long.MIN_VALUE;
        for (int i = Math.max(0, index - BEFORE); i < end; i++) {
            long time = (i < left.size() ? left : right).get(i).epochNanos();
            table.row(List.of(
                    i == index ? ">" : " ",
                    Words.time(time, zone),
                    time == shown ? "" : market.apply(time),
                    at(left, i),
                    otherTime(i, time, zone),
                    i < index ? "the same" : at(right, i)));
            shown = time;
        }
        return table.toString();
    }

    /** Where the right side is not at the same time as the left one. */
    private String otherTime(int i, long time, ZoneId zone) {
        return i < right.size() && right.get(i).epochNanos() != time
                ? Words.time(right.get(i).epochNanos(), zone)
                : "";
    }

    private static String at(List<JournalEntry> side, int i) {
        return i < side.size() ? words(side.get(i)) : "nothing more";
    }

    private static String words(JournalEntry entry) {
        return entry.strategy() + " " + Words.of(entry);
    }
}
