package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.util.Optional;

/** One thing that happened in a run. Immutable; amounts are exact and in the run's currency. */
public sealed interface JournalEntry {
    /** When, in the run's time: UTC nanoseconds since 1970. */
    long epochNanos();

    /** Whose; empty when it concerns the whole run. */
    String strategy();

    /**
     * The strategy emitted an intent.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose
     * @param intent as emitted
     */
    record Intended(long epochNanos, String strategy, OrderIntent intent) implements JournalEntry {}

    /**
     * An order changed, or was refused.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose
     * @param event what happened to it
     */
    record Reported(long epochNanos, String strategy, OrderEvent event) implements JournalEntry {}

    /**
     * A fill was booked.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument in what
     * @param position signed quantity afterwards
     * @param cash cash afterwards
     */
    record Booked(long epochNanos, String strategy, Instrument instrument, Quantity position, BigDecimal cash)
            implements JournalEntry {}

    /**
     * What the strategy held when the run began, before anything else.
     *
     * @param epochNanos open of the first bar, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument in what
     * @param quantity signed
     * @param cost what it had cost, without fees; negative of a short position
     */
    record Held(long epochNanos, String strategy, Instrument instrument, Quantity quantity, BigDecimal cost)
            implements JournalEntry {}

    /**
     * The book at the end of a session in which something is held.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param cash cash
     * @param equity cash and positions at their marks
     */
    record Valued(long epochNanos, String strategy, BigDecimal cash, BigDecimal equity) implements JournalEntry {}

    /**
     * Borrowed shares, or debt, were paid for.
     *
     * @param epochNanos close of the session before the nights, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument whose shares were borrowed; empty for debt
     * @param amount what it cost, positive
     * @param cash cash afterwards
     */
    record Charged(
            long epochNanos, String strategy, Optional<Instrument> instrument, BigDecimal amount, BigDecimal cash)
            implements JournalEntry {}

    /**
     * Equity was below the maintenance margin: positions are being closed.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param equity cash and positions at their marks
     * @param required maintenance margin of all positions
     */
    record MarginCalled(long epochNanos, String strategy, BigDecimal equity, BigDecimal required)
            implements JournalEntry {}

    /**
     * The engine acted for safety; refusals that follow from it are {@link Reported}.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose; empty when it concerns the whole run
     * @param what it did
     * @param instrument which, where it concerns one of the run's
     * @param figure equity, or the mark of a position, in the run's currency; of an alert in the unit of its monitor's
     *     measure; 0 for what was asked for by hand
     * @param limit equity that a loss limit leaves, the position's average price, or a monitor's threshold; 0 for what
     *     was asked for by hand
     */
    record Safeguarded(
            long epochNanos,
            String strategy,
            Safeguard what,
            Optional<Instrument> instrument,
            double figure,
            double limit)
            implements JournalEntry {}

    /**
     * A corporate action was applied.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param action what
     */
    record Adjusted(long epochNanos, CorporateAction action) implements JournalEntry {
        @Override
        public String strategy() {
            return "";
        }
    }

    /**
     * A corporate action changed a book: what was held when it was applied.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument whose position
     * @param amount cash that it brings, negative where a short position pays; of a dividend that is paid later, a claim
     * @param position signed quantity afterwards
     * @param cash cash afterwards
     */
    record Entitled(
            long epochNanos,
            String strategy,
            Instrument instrument,
            BigDecimal amount,
            Quantity position,
            BigDecimal cash)
            implements JournalEntry {}

    /**
     * The day of payment of a dividend has come.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument of what
     * @param amount what is paid, negative where a short position pays
     * @param cash cash afterwards
     */
    record Paid(long epochNanos, String strategy, Instrument instrument, BigDecimal amount, BigDecimal cash)
            implements JournalEntry {}

    /**
     * The prices of the run are not those that were paid; the first entry of such a run.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param mode what they are
     */
    record Priced(long epochNanos, PriceMode mode) implements JournalEntry {
        @Override
        public String strategy() {
            return "";
        }
    }

    /**
     * The broker held something else than the run's books, and the run was told to take that over.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy whose book
     * @param instrument in what
     * @param quantity what was added, signed
     * @param price at which, in the instrument's currency: the broker's average
     * @param position signed quantity afterwards
     * @param cash cash afterwards
     */
    record Adopted(
            long epochNanos,
            String strategy,
            Instrument instrument,
            Quantity quantity,
            Price price,
            Quantity position,
            BigDecimal cash)
            implements JournalEntry {}

    /**
     * A connection of a live run has another state.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param event which; its reason is not part of the journal's hash
     */
    record Connected(long epochNanos, ConnectionEvent event) implements JournalEntry {
        @Override
        public String strategy() {
            return "";
        }
    }

    /**
     * A strategy was stopped because a callback threw.
     *
     * @param epochNanos when, UTC nanoseconds since 1970
     * @param strategy which
     * @param callback name of the method that threw
     * @param error class of what was thrown
     * @param message its message; not part of the journal's hash
     */
    record Stopped(long epochNanos, String strategy, String callback, String error, String message)
            implements JournalEntry {}

    /** One line for people. */
    default String text() {
        return Clock.instantOf(epochNanos()) + " " + strategy() + " " + this;
    }
}
