package io.strategysdk.backtest.store;

/** Gives every segment of a series its own number. */
final class SegmentNumbers {
    private long next;

    SegmentNumbers(long next) {
        this.next = next;
    }

    long take() {
        return next++;
    }

    long next() {
        return next;
    }
}
