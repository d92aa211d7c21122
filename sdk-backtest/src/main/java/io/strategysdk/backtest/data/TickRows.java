package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Quotes and trades in the order in which they are read; what breaks it is noted. */
final class TickRows {
    /** Events, columns of their instants and this list, while a file is loaded. */
    private static final long PEAK_BYTES_PER_ROW = 512;

    private final Problems problems;
    private final int mostRows;
    private final List<MarketEvent> events = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private int newestNumber;

    TickRows(Problems problems, int mostRows) {
        this.problems = problems;
        this.mostRows = mostRows;
    }

    static int mostByHeap() {
        return (int) Math.min(Integer.MAX_VALUE / 8, Runtime.getRuntime().maxMemory() / PEAK_BYTES_PER_ROW);
    }

    /** Adds a row whose numbers are each lawful on their own, unless it is noted as wrong. */
    void add(int number, MarketEvent event) {
        if (event instanceof Quote quote && quote.bid() > quote.ask()) {
            problems.note(
                    RowFault.CROSSED,
                    number,
                    event.epochNanos(),
                    ": bid must not be above the ask, was bid " + quote.bid() + " and ask " + quote.ask(),
                    Repair.DROP_BAD_ROWS);
            return;
        }
        if (event.epochNanos() < newest) {
            problems.note(
                    RowFault.OUT_OF_ORDER,
                    number,
                    event.epochNanos(),
                    ": time must not be before that of " + problems.places.of(newestNumber) + ", "
                            + Clock.instantOf(newest) + ", was " + Clock.instantOf(event.epochNanos()));
            return;
        }
        if (events.size() == mostRows) {
            throw new SdkException(problems.fileName + " " + problems.places.of(number)
                    + ": file must not hold more than " + mostRows
                    + " quotes and trades; split it, allow more, or give the JVM a larger heap");
        }
        newest = event.epochNanos();
        newestNumber = number;
        events.add(event);
    }

    /** All of them, at least one; throws when anything was noted. */
    List<MarketEvent> events() {
        problems.throwIfAny();
        if (events.isEmpty() && problems.repairs().isEmpty()) {
            throw new NoBarsException(problems.fileName + ": a quote or trade must be there, was none");
        }
        if (events.isEmpty()) {
            throw problems.fatal("a quote or trade must be there, but all rows were left out: " + problems.repairs());
        }
        return events;
    }
}
