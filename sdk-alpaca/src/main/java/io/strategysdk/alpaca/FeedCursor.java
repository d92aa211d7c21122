package io.strategysdk.alpaca;

import java.util.HashSet;
import java.util.Set;

/**
 * How far an instrument has been handed on. Bars go by their first moment, of which there is one each; quotes and trades
 * by their time and by what they are, as many have one time.
 */
final class FeedCursor {
    private final Set<String> atLast = new HashSet<>();
    private long last = Long.MIN_VALUE;
    private long filled = Long.MIN_VALUE;

    /** How something stands to what was handed on before. */
    enum Place {
        NEXT,
        AGAIN,
        LATE
    }

    /** Nanoseconds of the newest; the smallest long when there is none. */
    long last() {
        return last;
    }

    /** What is not later than what was just read has been read with it. */
    void filled() {
        filled = last;
    }

    /** Of a bar; takes it when it is the next. */
    Place takeBar(long start) {
        if (start > last) {
            last = start;
            return Place.NEXT;
        }
        return start == last || start <= filled ? Place.AGAIN : Place.LATE;
    }

    /** Of a quote or trade; takes it when it is the next, or another one of the same time. */
    Place takeTick(long time, String identity) {
        if (time > last) {
            last = time;
            atLast.clear();
        }
        if (time == last) {
            return atLast.add(identity) ? Place.NEXT : Place.AGAIN;
        }
        return time <= filled ? Place.AGAIN : Place.LATE;
    }
}
