package io.strategysdk.engine;

import java.util.concurrent.atomic.AtomicLong;

/** What happened to a feed's events besides becoming slices; any thread may read at any time. */
final class FeedCounts {
    /** How often the feed had to wait for room; the feed's thread counts. */
    final AtomicLong waits = new AtomicLong();

    /** How often the feed said that events may be missing; the feed's thread counts. */
    final AtomicLong gaps = new AtomicLong();

    /** Bars that came after their slice had closed, or twice for it; the run's thread counts, as it does below. */
    final AtomicLong late = new AtomicLong();

    /** Bars that were not asked for, or come from outside of market hours. */
    final AtomicLong ignored = new AtomicLong();

    /** Bars whose numbers cannot be right. */
    final AtomicLong malformed = new AtomicLong();

    /** Events of kinds that no strategy gets. */
    final AtomicLong undelivered = new AtomicLong();
}
