package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.RangeTimes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Given rows on their way into a series: compared with what is stored and written beside it, invisible to readers until
 * {@link #commit}.
 */
final class SeriesUpdate implements AutoCloseable {
    /** Small segments at the end, once there are so many of about one size, become one. */
    private static final int FOLDED = 8;

    private final SeriesFolder folder;
    private final Optional<Manifest> before;
    private final ChangePolicy policy;
    private final Differences differences;
    private final SegmentNumbers numbers;
    private final SegmentSequence tail;
    private final ByteBuffer buffer;
    private final long storedLast;
    /** In the order of time; those that are new are on the disk, too. */
    private List<Segment> segments;

    private long nextTime = RangeTimes.EARLIEST;
    private boolean isCommitted;

    SeriesUpdate(SeriesFolder folder, ChangePolicy policy) {
        this.folder = folder;
        this.policy = policy;
        before = folder.manifest();
        folder.prepare(before);
        buffer = SeriesReader.buffer(folder.sizes(), folder.width());
        differences = new Differences(folder.shape());
        numbers = new SegmentNumbers(before.map(Manifest::nextSegment).orElse(1L));
        tail = new SegmentSequence(folder, numbers);
        segments = before.map(Manifest::segments).orElse(List.of());
        storedLast = before.map(Manifest::last).orElse(Long.MIN_VALUE);
    }

    /** Whole instants, oldest first, later than all that were given before. */
    void add(Rows rows) {
        if (rows.size == 0) {
            return;
        }
        requireInside(rows.time(0));
        requireInside(rows.time(rows.size - 1));
        long from = nextTime == RangeTimes.EARLIEST ? rows.time(0) : nextTime;
        long upTo = rows.time(rows.size - 1);
        int known = before.isPresent() ? rows.atOrAfter(storedLast + 1) : 0;
        if (before.isPresent() && from <= storedLast) {
            compare(rows, known, from, Math.min(upTo, storedLast));
        }
        if (known < rows.size) {
            differences.add(rows.size - known);
            tail.add(rows, known, rows.size);
        }
        nextTime = upTo + 1;
    }

    private void requireInside(long time) {
        if (time < nextTime || time == Long.MAX_VALUE) {
            throw new SdkException("rows must come in the order of time, at " + Clock.instantOf(nextTime)
                    + " or later, was " + Clock.instantOf(time) + " (" + folder.series + ")");
        }
    }

    private void compare(Rows rows, int known, long from, long upTo) {
        long firstChange = Long.MAX_VALUE;
        long lastChange = Long.MIN_VALUE;
        try (InstantCursor stored = new InstantCursor(cursor(segments, from, upTo))) {
            boolean isStored = stored.next();
            int row = 0;
            while (isStored || row < known) {
                boolean isGiven = row < known && (!isStored || rows.time(row) <= stored.time());
                boolean isKept = isStored && (!isGiven || rows.time(row) == stored.time());
                long time = isGiven ? rows.time(row) : stored.time();
                int end = isGiven ? rows.instantEnd(row) : row;
                if (isDifferent(stored.rows, isKept, rows, row, end)) {
                    firstChange = Math.min(firstChange, time);
                    lastChange = time;
                }
                row = end;
                isStored = isKept ? stored.next() : isStored;
            }
        }
        if (firstChange <= lastChange && policy == ChangePolicy.REVISE) {
            rewrite(rows, known, from, upTo, firstChange, lastChange);
        }
    }

    /** Compares an instant that is stored, given, or both. */
    private boolean isDifferent(Rows stored, boolean isStored, Rows given, int start, int end) {
        if (isStored && start < end) {
            return differences.compare(stored, given, start, end);
        }
        if (isStored) {
            differences.remove(stored);
        } else {
            differences.insert(given, start, end);
        }
        return true;
    }

    /** Puts given rows, the first so many, in place of those that are stored from a time up to another. */
    private void rewrite(Rows rows, int known, long from, long upTo, long firstChange, long lastChange) {
        int start = 0;
        while (segments.get(start).last() < firstChange) {
            start++;
        }
        int end = start;
        while (end < segments.size() && segments.get(end).first() <= lastChange) {
            end++;
        }
        List<Segment> replaced = segments.subList(start, end);
        long low = replaced.isEmpty()
                ? firstChange
                : Math.min(firstChange, replaced.get(0).first());
        long high = replaced.isEmpty()
                ? lastChange
                : Math.max(lastChange, replaced.get(replaced.size() - 1).last());
        List<Segment> all = new ArrayList<>(segments.subList(0, start));
        try (SegmentSequence written = new SegmentSequence(folder, numbers)) {
            written.addAll(cursor(replaced, low, Math.min(high, from - 1)));
            written.add(rows, rows.atOrAfter(low), Math.min(known, rows.atOrAfter(high + 1)));
            written.addAll(cursor(replaced, Math.max(low, upTo + 1), high));
            all.addAll(written.finish());
        }
        all.addAll(segments.subList(end, segments.size()));
        replace(all);
    }

    private RowCursor cursor(List<Segment> of, long from, long upTo) {
        return new RowCursor(folder, of, from, upTo, buffer);
    }

    /** Takes other segments, and deletes those that no revision ever had. */
    private void replace(List<Segment> all) {
        long firstOwn = before.map(Manifest::nextSegment).orElse(1L);
        List<Segment> unused = segments.stream()
                .filter(segment -> segment.number() >= firstOwn && !all.contains(segment))
                .toList();
        segments = List.copyOf(all);
        unused.forEach(folder::delete);
    }

    /** Makes it the newest revision, if there is anything new. */
    AddResult commit(Origin origin) {
        int number = before.map(manifest -> manifest.newest().number()).orElse(0);
        AddResult result = differences.result(folder.series, number, number);
        if (result.isRevised() && policy == ChangePolicy.REFUSE) {
            throw new SdkException("history must not change, nothing was stored: "
                    + differences.result(folder.series, number, number));
        }
        if (result.added() == 0 && !result.isRevised()) {
            return result;
        }
        List<Segment> all = new ArrayList<>(segments);
        all.addAll(tail.finish());
        replace(all);
        fold();
        List<Revision> revisions =
                new ArrayList<>(before.map(Manifest::revisions).orElse(List.of()));
        revisions.add(Manifest.revision(number + 1, origin, folder.series, segments, result));
        folder.commit(before, new Manifest(folder.series, numbers.next(), segments, revisions));
        isCommitted = true;
        return differences.result(folder.series, number, number + 1);
    }

    private void fold() {
        int start = firstToFold(segments, folder.sizes().fullRows());
        if (start < segments.size() - 1) {
            try (SegmentSequence written = new SegmentSequence(folder, numbers)) {
                written.addAll(cursor(segments.subList(start, segments.size()), Long.MIN_VALUE, Long.MAX_VALUE));
                List<Segment> all = new ArrayList<>(segments.subList(0, start));
                all.addAll(written.finish());
                replace(all);
            }
        }
    }

    /** As with the digits of a number: eight small ones at the end become one, with which there may be eight larger ones. */
    static int firstToFold(List<Segment> segments, int fullRows) {
        int start = segments.size() - 1;
        long rows = segments.get(start).rows();
        while (true) {
            int run = start;
            long sum = rows;
            while (run > 0 && tier(segments.get(run - 1).rows()) <= tier(rows)) {
                sum += segments.get(--run).rows();
            }
            if (start - run < FOLDED - 1 || sum > fullRows) {
                return start;
            }
            start = run;
            rows = sum;
        }
    }

    private static int tier(long rows) {
        return (Long.SIZE - Long.numberOfLeadingZeros(rows)) / 3;
    }

    /** Removes what is not committed. */
    @Override
    public void close() {
        tail.close();
        if (!isCommitted) {
            folder.prepare(before);
        }
    }
}
