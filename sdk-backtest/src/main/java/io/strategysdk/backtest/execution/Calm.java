package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Arrays;

/**
 * Between which prices no resting order does anything, by instrument: most bars stay there, and then it does not matter
 * how many orders rest.
 */
final class Calm {
    private int[] instruments = new int[4];
    private long[] floors = new long[4];
    private long[] ceilings = new long[4];
    private int count;
    private long earliestExpiry = WorkingOrder.NEVER;

    /** Looks at all of them. */
    void lookAt(RestingOrders resting) {
        count = 0;
        earliestExpiry = WorkingOrder.NEVER;
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            TriggerRule rule = resting.rule(i);
            earliestExpiry = Math.min(earliestExpiry, order.expiry());
            int at = placeOf(order.instrumentIndex());
            boolean waits = !TriggerRules.isImmediate(order);
            floors[at] = Math.max(floors[at], waits ? rule.atOrBelow(order) : Long.MAX_VALUE);
            ceilings[at] = Math.min(ceilings[at], rule.atOrAbove(order));
        }
    }

    private int placeOf(int instrument) {
        for (int i = 0; i < count; i++) {
            if (instruments[i] == instrument) {
                return i;
            }
        }
        if (count == instruments.length) {
            instruments = Arrays.copyOf(instruments, count * 2);
            floors = Arrays.copyOf(floors, count * 2);
            ceilings = Arrays.copyOf(ceilings, count * 2);
        }
        instruments[count] = instrument;
        floors[count] = Long.MIN_VALUE;
        ceilings[count] = Long.MAX_VALUE;
        return count++;
    }

    /** Whether no order of those looked at fills, expires or is cancelled on this slice. */
    boolean isKeptBy(Slice slice) {
        if (earliestExpiry < slice.epochNanos()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int row = slice.row(instruments[i]);
            if (row >= 0 && (isRestless(i) || slice.low(row) <= floors[i] || slice.high(row) >= ceilings[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether any bar does: prices need not be looked at. */
    private boolean isRestless(int i) {
        return floors[i] == Long.MAX_VALUE;
    }
}
