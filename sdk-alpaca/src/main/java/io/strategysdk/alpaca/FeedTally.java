package io.strategysdk.alpaca;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a feed sees; read from any thread. */
final class FeedTally {
    final AtomicLong events = new AtomicLong();
    final AtomicLong filled = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong late = new AtomicLong();
    final AtomicLong revised = new AtomicLong();
    final AtomicLong corrections = new AtomicLong();
    final AtomicLong cancels = new AtomicLong();
    final AtomicLong oneSided = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong losses = new AtomicLong();

    FeedCounts counts() {
        return new FeedCounts(
                events.get(),
                filled.get(),
                duplicates.get(),
                late.get(),
                revised.get(),
                corrections.get(),
                cancels.get(),
                oneSided.get(),
                malformed.get(),
                losses.get());
    }
}
