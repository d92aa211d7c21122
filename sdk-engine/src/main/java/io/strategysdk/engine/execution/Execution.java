package io.strategysdk.engine.execution;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where accepted orders go: a simulated market or a broker. All calls come from the run's thread; what happens to
 * orders is told to the {@link Reports} that were given at the start, during {@link #match} or at
 * once from within a command.
 */
public interface Execution {
    /** Given once, before any command. */
    void start(Reports reports);

    /** A new order, already validated. */
    void submit(WorkingOrder order);

    /** Asks for new terms and a new total quantity; the order is pending replacement. */
    void replace(WorkingOrder order, OrderTerms terms, long orderQty);

    /** Asks for the end of an order, once; the order is pending cancellation. */
    void cancel(WorkingOrder order);

    /** Fee for filling so much of an order at a price, on top of what it has paid, in cash units. */
    long fee(WorkingOrder order, long quantity, long price);

    /** Matches resting orders against what the market did in a slice; called for each slice while orders rest. */
    default void match(Slice slice) {}

    /**
     * Reports what has come in by itself; called before each live slice that matches nothing, before timers fire between
     * slices, and after the last slice.
     */
    default void takeReports() {}

    /** What was odd about the venue's reports, a sentence each; asked for when the run is over. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * Executions that the venue has reported and that stand in no book, as no order of the run owns them or they cannot
     * be true; asked for with each slice of a run that monitors its positions.
     */
    default List<Fill> unbooked() {
        return List.of();
    }

    /**
     * Whether a run may apply corporate actions to its orders. Where it may not, as a broker does that by itself, a run
     * with corporate actions is refused.
     */
    default boolean takesCorporateActions() {
        return false;
    }

    /**
     * Whether the market is made by the run, and no order leaves for a broker. Books cut the fills of such a market to
     * what the account carries, and to the position where an order only reduces. A broker's fills are booked as they
     * happened: no order leaves for one that could do more than it may, and in a realtime run {@linkplain
     * io.strategysdk.api.risk.RiskLimits#HARD hard maxima} hold, whatever was asked for. One whose orders a run may apply
     * corporate actions to is simulated unless it says otherwise; one that wraps another passes this on. Asked for once,
     * before the start.
     */
    default boolean isSimulated() {
        return takesCorporateActions();
    }

    /** What it takes of orders: asked for once, before the start. One that wraps another passes this on. */
    default BrokerProfile profile() {
        return BrokerProfile.UNRESTRICTED;
    }

    /** Whether the venue is there, but not well: orders that open something are held back. */
    default boolean isDegraded() {
        return false;
    }

    /** Whether a run may let orders of its strategies trade with each other at the open before it sends them. */
    default boolean takesInternalCrosses() {
        return false;
    }

    /**
     * When an order that has been decided on and not been sent will be at the venue, UTC nanoseconds since 1970; it meets
     * no bar that opened before. Asked for orders that may trade with each other first.
     */
    default long arrivalOf(WorkingOrder order) {
        return order.decidedAt();
    }

    /** Orders of an instrument are about to be scaled: replacements under way are in terms of the old shares. */
    default void splits(int instrument) {}

    /**
     * An issuer's action has restated or ended orders of an instrument, and has been reported: what is remembered of
     * them is out of date.
     */
    default void restated(int instrument) {}

    /**
     * Goes on after a restart of a live run: takes back ids of executions that are booked, with their orders, and orders that have ended of
     * late and may still be reported of; those that work come by {@link #restore}.
     */
    default void restore(Map<String, WorkingOrder> execIds, List<WorkingOrder> ended) {}

    /**
     * A session has begun: what is remembered only because it may still be reported of may be forgotten.
     *
     * @param before of orders that ended before, UTC nanoseconds since 1970
     * @return those that are forgotten
     */
    default List<WorkingOrder> forget(long before) {
        return List.of();
    }

    /** A session has ended: orders that are in force until then end, after matching and before callbacks. */
    default void expire(long epochNanos) {}

    /** The run is over, or could not begin: nothing is asked and nothing reported any more. */
    default void close() {}

    /**
     * What it must remember over a restart beyond the orders themselves, for a checkpoint.
     *
     * @throws UnsupportedOperationException when it cannot be restored
     */
    default byte[] save() {
        throw new UnsupportedOperationException("this execution cannot be saved and restored");
    }

    /**
     * Goes on after a restart: takes back what it saved and the orders that work, in order of acceptance; nothing is
     * reported.
     */
    default void restore(byte[] saved, List<WorkingOrder> working) {
        throw new UnsupportedOperationException("this execution cannot be restored");
    }

    /** What happened to orders. Quantities and prices are units at the order's scales. */
    interface Reports {
        /** The run's time, UTC nanoseconds since 1970. */
        long now();

        /**
         * What tells the run's orders from those of all other runs, where they are remembered longer than the run:
         * 1 to 8 letters and digits; empty in a backtest.
         */
        default String runLabel() {
            return "";
        }

        /** How what the broker tells is taken. */
        default BrokerInputs inputs() {
            return BrokerInputs.DIRECT;
        }

        /** Those of the run, in its order. */
        default List<Instrument> instruments() {
            return List.of();
        }

        /** An execution of an order at a real broker has been booked: its id is to be known after a restart. */
        default void remember(WorkingOrder order, String execId) {}

        /** The connection to the broker has another state. */
        default void connection(ConnectionState state, String reason) {}

        /** Last price of the order's instrument in the run, in units. */
        long markUnits(WorkingOrder order);

        /** Whether the run is over quotes and trades, and not over bars. */
        default boolean isOverTicks() {
            return false;
        }

        /** The bars of this step, or null where there are none, or the venue has a market of its own. */
        default @Nullable Slice slice() {
            return null;
        }

        /** Works at the venue. */
        void accepted(WorkingOrder order);

        /**
         * Tries to fill: the books have the last word.
         *
         * @param fee for this fill, in cash units
         * @return the quantity that was filled: less when cash did not suffice, 0 when the order was rejected for it
         */
        long filled(WorkingOrder order, long quantity, long price, long fee);

        /**
         * Has filled: the venue's word is final, whatever the books think of it. An order that has ended stays as it
         * ended, and its cumQty grows; more than was left makes its quantity grow.
         *
         * @throws ArithmeticException when books cannot count so much; nothing is booked then
         */
        void executed(WorkingOrder order, long quantity, long price, long fee);

        /** Replaced as asked; an order of which that much is filled already ends, cancelled. */
        void replaced(WorkingOrder order, OrderTerms terms, long orderQty);

        /** An order by amount is for so many units at the price that it meets. */
        void sized(WorkingOrder order, long orderQty);

        /** An order that waited for its entry is at the market, or may fill more of it. */
        void activated(WorkingOrder order);

        /** Has another quantity, since an order that it hangs together with was filled, or has ended. */
        void restated(WorkingOrder order, long orderQty);

        /** Ended by request. */
        void cancelled(WorkingOrder order);

        /** Ended by time. */
        void expired(WorkingOrder order);

        /** A cancel or a replacement was refused; the order works on as it was. */
        void cancelRejected(WorkingOrder order, OrderIntent request, RejectReason reason, String text);

        /** Refused; ends the order. */
        void rejected(WorkingOrder order, RejectReason reason, String text);
    }
}
