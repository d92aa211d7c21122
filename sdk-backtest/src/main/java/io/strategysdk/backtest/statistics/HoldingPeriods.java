package io.strategysdk.backtest.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * When anything was held. From round trips and open lots, which know splits, and not from sums of fills, which do not;
 * asked in order of time.
 */
final class HoldingPeriods {
    private final long[] entries;
    private final long[] exits;
    private int entered;
    private int exited;

    HoldingPeriods(RoundTrips roundTrips) {
        List<RoundTrip> closed = roundTrips.closed();
        List<OpenLot> open = roundTrips.open();
        entries = new long[closed.size() + open.size()];
        exits = new long[closed.size()];
        for (int i = 0; i < exits.length; i++) {
            entries[i] = closed.get(i).entryEpochNanos();
            exits[i] = closed.get(i).exitEpochNanos();
        }
        for (int i = 0; i < open.size(); i++) {
            entries[exits.length + i] = open.get(i).entryEpochNanos();
        }
        Arrays.sort(entries);
        Arrays.sort(exits);
    }

    boolean at(long epochNanos) {
        while (entered < entries.length && entries[entered] <= epochNanos) {
            entered++;
        }
        while (exited < exits.length && exits[exited] <= epochNanos) {
            exited++;
        }
        return entered > exited;
    }
}
