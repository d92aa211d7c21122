package io.strategysdk.backtest.statistics;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One strategy's executions matched first in, first out: the oldest open lot of an instrument is closed first. Immutable.
 *
 * <p>A partial close splits a lot, an execution beyond the position closes it and opens the other side at the same
 * price. Fees go to the parts by quantity; the last part takes what rounding to 1e-8 left over, so that the parts of a
 * fee add up to it exactly. Open lots are no round trips.
 *
 * <p>Always: Σ gross P&amp;L = Σ cash flows of the executions + Σ signed cost of the open lots, and Σ fees of round
 * trips and open lots = Σ fees of the executions.
 */
public final class RoundTrips {
    private final List<RoundTrip> closed;
    private final List<OpenLot> open;

    private RoundTrips(List<RoundTrip> closed, List<OpenLot> open) {
        this.closed = List.copyOf(closed);
        this.open = List.copyOf(open);
    }

    /**
     * Matches a strategy's executions.
     *
     * @param strategy its name
     * @param fills each execution once, in order of time
     * @throws IllegalArgumentException when out of order
     */
    public static RoundTrips match(String strategy, Iterable<Fill> fills) {
        Matcher matcher = matcher(strategy);
        fills.forEach(matcher::add);
        return matcher.result();
    }

    /**
     * Starts matching one by one, for runs with splits.
     *
     * @param strategy its name
     */
    public static Matcher matcher(String strategy) {
        return new Matcher(Objects.requireNonNull(strategy));
    }

    /**
     * The round trips of several strategies as one list, for the figures of an account. Books stay apart: nothing is
     * matched across strategies.
     *
     * @param books in the order in which exits at the same instant are to be listed
     */
    public static RoundTrips merge(Collection<RoundTrips> books) {
        List<RoundTrip> closed = new ArrayList<>();
        List<OpenLot> open = new ArrayList<>();
        for (RoundTrips book : books) {
            closed.addAll(book.closed);
            open.addAll(book.open);
        }
        closed.sort(Comparator.comparingLong(RoundTrip::exitEpochNanos));
        return new RoundTrips(closed, open);
    }

    /** Closed round trips in order of their exits; those of one execution, oldest entry first. */
    public List<RoundTrip> closed() {
        return closed;
    }

    /** What is still open, by instrument in order of first use, oldest lot first. */
    public List<OpenLot> open() {
        return open;
    }

    /** Matches executions as they come; used from one thread. */
    public static final class Matcher {
        private final String strategy;
        private final Map<Instrument, LotQueue> queues = new LinkedHashMap<>();
        private final List<RoundTrip> closed = new ArrayList<>();
        private long lastEpochNanos = Long.MIN_VALUE;

        private Matcher(String strategy) {
            this.strategy = strategy;
        }

        /**
         * What is held before the first execution, as if it had been bought then without a fee.
         *
         * @param quantity signed, not zero
         * @param cost what it had cost, negative of a short position
         * @param epochNanos when the run began, UTC nanoseconds since 1970
         */
        public void begin(Instrument instrument, Quantity quantity, BigDecimal cost, long epochNanos) {
            Side side = quantity.signum() > 0 ? Side.BUY : Side.SELL;
            queues.computeIfAbsent(instrument, LotQueue::new)
                    .open(new Lot(side, epochNanos, quantity.abs().toBigDecimal(), cost.abs()));
        }

        /**
         * The next execution.
         *
         * @param fill not earlier than the one before it
         * @throws IllegalArgumentException when it is
         */
        public void add(Fill fill) {
            if (fill.epochNanos() < lastEpochNanos) {
                throw new IllegalArgumentException("fills must be in order of time, was "
                        + Clock.instantOf(fill.epochNanos()) + " after " + Clock.instantOf(lastEpochNanos) + " ("
                        + fill.instrument() + ", order " + fill.orderId() + ")");
            }
            lastEpochNanos = fill.epochNanos();
            LotQueue queue = queues.computeIfAbsent(fill.instrument(), LotQueue::new);
            BigDecimal leavesQty = fill.lastQty().toBigDecimal();
            BigDecimal leavesFee = fill.fee();
            while (leavesQty.signum() > 0 && queue.closes(fill.side())) {
                Lot lot = queue.oldest();
                BigDecimal qty = leavesQty.min(lot.quantity());
                BigDecimal exitFee = Lot.share(leavesFee, qty, leavesQty);
                closed.add(roundTrip(lot, fill, qty, exitFee));
                queue.dropIfEmpty();
                leavesQty = leavesQty.subtract(qty);
                leavesFee = leavesFee.subtract(exitFee);
            }
            if (leavesQty.signum() > 0) {
                queue.open(new Lot(fill, leavesQty, leavesFee));
            }
        }

        /**
         * A split, after the executions before its effective day and before those of the day. Quantities are multiplied
         * by the ratio and, where the lot size forbids the fraction, cut to lots together, as the position is; the cost
         * stays. Cash in lieu of fractions is no part of a round trip.
         *
         * @param split ignored where nothing is held
         */
        public void add(Split split) {
            LotQueue queue = queues.get(split.instrument());
            if (queue != null) {
                queue.split(split.newShares(), split.oldShares());
            }
        }

        /**
         * What a corporate action made of the strategy's position, after the executions before its effective day and
         * before those of the day. Cash for a fraction of a share, for a part of the company, and beside the shares of a
         * merger lowers the cost of the lots. Where an action ends the position, its lots are closed as if by an execution
         * without a fee; where it makes it one of another instrument, they keep their entries. Dividends are no part of a
         * round trip.
         *
         * @param action what happened
         * @param amount cash that it brought the strategy, negative for a short position
         * @param epochNanos when it was applied, UTC nanoseconds since 1970
         */
        public void add(CorporateAction action, BigDecimal amount, long epochNanos) {
            LotQueue queue = queues.get(action.instrument());
            if (queue == null || queue.isEmpty()) {
                return;
            }
            if (action instanceof Split split) {
                add(split);
                queue.lowerCost(amount);
            } else if (action instanceof CorporateAction.StockDividend dividend) {
                add(dividend.toSplit());
                queue.lowerCost(amount);
            } else if (action instanceof CorporateAction.SpinOff) {
                queue.lowerCost(amount);
            } else if (action instanceof CorporateAction.ShareMerger merger) {
                queue.lowerCost(amount);
                convert(queue, merger, epochNanos);
            } else if (action instanceof CorporateAction.CashMerger || action instanceof CorporateAction.Delisting) {
                close(queue, action.instrument(), amount, epochNanos);
            }
        }

        private void close(LotQueue queue, Instrument instrument, BigDecimal amount, long epochNanos) {
            BigDecimal left = amount;
            while (!queue.isEmpty()) {
                Lot lot = queue.oldest();
                BigDecimal qty = lot.quantity();
                BigDecimal proceeds = Lot.share(left, qty, queue.quantity());
                left = left.subtract(proceeds);
                closed.add(roundTrip(lot, instrument, qty, proceeds.abs(), epochNanos));
                queue.dropIfEmpty();
            }
        }

        /** Lots that meet some of the other side close these, like an execution at what they cost. */
        private void convert(LotQueue queue, CorporateAction.ShareMerger merger, long epochNanos) {
            queue.split(merger.newShares(), merger.oldShares(), merger.into());
            LotQueue other = queues.computeIfAbsent(merger.into(), LotQueue::new);
            while (!queue.isEmpty()) {
                Lot lot = queue.removeOldest();
                while (!lot.isEmpty() && other.closes(lot.side())) {
                    BigDecimal qty = lot.quantity().min(other.oldest().quantity());
                    Lot.Part part = lot.take(qty);
                    closed.add(roundTrip(other.oldest(), merger.into(), qty, part.cost(), epochNanos));
                    other.dropIfEmpty();
                }
                if (!lot.isEmpty()) {
                    other.open(lot);
                }
            }
        }

        private RoundTrip roundTrip(
                Lot lot, Instrument instrument, BigDecimal qty, BigDecimal proceeds, long epochNanos) {
            Price entry = lot.price();
            Lot.Part part = lot.take(qty);
            BigDecimal gain = proceeds.subtract(part.cost());
            return new RoundTrip(
                    strategy,
                    instrument,
                    lot.side(),
                    Quantity.of(qty),
                    lot.epochNanos(),
                    epochNanos,
                    entry,
                    Price.of(proceeds.divide(qty, Lot.MONEY_SCALE, RoundingMode.HALF_EVEN)),
                    lot.side().sign() > 0 ? gain : gain.negate(),
                    part.fee());
        }

        /** What was matched so far; matching may go on. */
        public RoundTrips result() {
            List<OpenLot> open = new ArrayList<>();
            queues.values().forEach(queue -> queue.addOpenTo(open, strategy));
            return new RoundTrips(closed, open);
        }

        private RoundTrip roundTrip(Lot lot, Fill exit, BigDecimal qty, BigDecimal exitFee) {
            Lot.Part part = lot.take(qty);
            BigDecimal proceeds = exit.lastPx().toBigDecimal().multiply(qty);
            BigDecimal gain = proceeds.subtract(part.cost());
            return new RoundTrip(
                    strategy,
                    exit.instrument(),
                    lot.side(),
                    Quantity.of(qty),
                    lot.epochNanos(),
                    exit.epochNanos(),
                    lot.price(),
                    exit.lastPx(),
                    lot.side().sign() > 0 ? gain : gain.negate(),
                    part.fee().add(exitFee));
        }
    }
}
