package io.strategysdk.api.feature;

/**
 * Those of the newest n values that are or may yet become the largest: each is larger than all after it. A new value drops
 * the smaller ones before it, so that the work per value does not grow with n.
 */
final class Candidates {
    private final int size;

    /** -1 turns largest into smallest. */
    private final int sign;

    /** Rings, oldest and largest at the head. */
    private final double[] values;

    private final int[] bars;
    private int head;
    private int count;

    /** Number of the newest value; may overflow, only differences count. */
    private int now;

    Candidates(int size, boolean isLargest) {
        this.size = size;
        this.sign = isLargest ? 1 : -1;
        this.values = new double[size];
        this.bars = new int[size];
    }

    void clear() {
        head = 0;
        count = 0;
        now = 0;
    }

    /** Of equal values the newest stays; 0.0 is larger than -0.0, as for {@link Math#max}. */
    void add(double x) {
        double value = sign * x;
        now++;
        if (count > 0 && now - bars[head] >= size) {
            head = wrapped(head + 1);
            count--;
        }
        while (count > 0 && Double.compare(values[wrapped(head + count - 1)], value) <= 0) {
            count--;
        }
        int end = wrapped(head + count);
        values[end] = value;
        bars[end] = now;
        count++;
    }

    double extreme() {
        return sign * values[head];
    }

    /** How many values ago it was; 0 is now. */
    int age() {
        return now - bars[head];
    }

    private int wrapped(int place) {
        return place < size ? place : place - size;
    }
}
