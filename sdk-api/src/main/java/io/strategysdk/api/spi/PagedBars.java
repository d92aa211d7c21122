package io.strategysdk.api.spi;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A service of historical bars that answers page by page. It asks once and says what came; when to ask, how often to try
 * again and where to go on is up to the caller, as is the order of pages. Called from one thread at a time.
 */
public interface PagedBars {
    /** What it can deliver, in its own fixed order. */
    List<Instrument> instruments();

    /**
     * One page; blocks.
     *
     * @param request the same for all pages of a series
     * @param token what the page before named as {@link Page#next}; empty for the first page
     * @throws PageException when there is no answer, or another one than a page
     * @throws io.strategysdk.api.SdkException when the answer is wrong
     * @throws InterruptedException when the thread was interrupted while it waited
     */
    Page page(Request request, Optional<String> token) throws InterruptedException;

    /**
     * Which bars.
     *
     * @param instrument of what
     * @param timeframe of which length
     * @param from first moment at which a bar may start, inclusive
     * @param to moment before which bars start, exclusive
     */
    record Request(Instrument instrument, Timeframe timeframe, Instant from, Instant to) {
        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException when the end comes before the begin
         */
        public Request {
            Objects.requireNonNull(instrument);
            Objects.requireNonNull(timeframe);
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("bars must be asked for until " + from + " or later, was " + to
                        + " (" + instrument + " " + timeframe + ")");
            }
        }
    }

    /**
     * A bar as the service writes it; its close follows from timeframe and calendar.
     *
     * @param startEpochNanos what the bar is labelled with: its first moment, or of daily and longer bars any moment of its
     *     first day in the calendar's zone before the session closes; UTC nanoseconds since 1970
     * @param open first price, in the instrument's currency as all of them
     * @param high highest price
     * @param low lowest price
     * @param close last price
     * @param volume traded quantity in units of the instrument, 0 when nothing traded or nothing is known
     */
    record Row(long startEpochNanos, double open, double high, double low, double close, double volume) {}

    /**
     * What came.
     *
     * @param rows oldest first; may be empty, also where a further page follows
     * @param next token of the page after it; empty when this is the last
     * @param pause how long the service wants no further request; empty when it says nothing of it
     */
    record Page(List<Row> rows, Optional<String> next, Optional<Duration> pause) {
        /** Copies the list. */
        public Page {
            rows = List.copyOf(rows);
            Objects.requireNonNull(next);
            Objects.requireNonNull(pause);
        }
    }
}
