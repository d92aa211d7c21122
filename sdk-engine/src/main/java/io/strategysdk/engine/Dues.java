package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What issuers have promised a strategy, or it owes where it was short, until the days of payment. */
final class Dues {
    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<Due> open = new ArrayList<>();
    private long total;
    private long owed;

    /** A promise: cash units, negative to be paid, at a moment in UTC nanoseconds since 1970. */
    record Due(int instrument, long units, long payEpochNanos) {}

    void add(Due due) {
        open.add(due);
        total = Math.addExact(total, due.units());
        owed = Math.addExact(owed, Math.max(0, -due.units()));
    }

    /** All of it together, in cash units. */
    long total() {
        return total;
    }

    /** What has to be paid, as a positive number, whatever else is to be received. */
    long owed() {
        return owed;
    }

    List<Due> open() {
        return open;
    }

    long earliest() {
        return open.stream().mapToLong(Due::payEpochNanos).min().orElse(NEVER);
    }

    /** Takes out what is due by a moment, in the order in which it was promised. */
    void take(long now, Consumer<Due> payment) {
        for (Iterator<Due> each = open.iterator(); each.hasNext(); ) {
            Due due = each.next();
            if (due.payEpochNanos() <= now) {
                each.remove();
                total -= due.units();
                owed -= Math.max(0, -due.units());
                payment.accept(due);
            }
        }
    }
}
