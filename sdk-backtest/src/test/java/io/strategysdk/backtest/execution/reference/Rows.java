package io.strategysdk.backtest.execution.reference;

import java.util.OptionalLong;

/** The rows of the table, for one order and one bar. All prices here are as a buyer sees them. */
final class Rows {
    private Rows() {}

    /** Column "fills when", as far as the open decides; a stop-limit that is triggered there counts. */
    static boolean isExecutableAtOpen(Resting order, Seen seen, long through) {
        if (order.isMarket()) {
            return true;
        }
        if (order.isLimit()) {
            return seen.open() <= (order.tested ? order.seenLimit() - through : order.seenLimit());
        }
        return seen.open() >= order.seenStop();
    }

    /** Where an order that was there from the open meets the bar's inside, if it does. */
    static OptionalLong inside(Resting order, Seen seen, long through) {
        if (order.isMarket()) {
            return OptionalLong.empty();
        }
        if (order.isLimit()) {
            return insideOfLimit(order, seen, through);
        }
        return seen.high() >= order.seenStop()
                ? OptionalLong.of(Math.max(seen.open(), order.seenStop()))
                : OptionalLong.empty();
    }

    private static OptionalLong insideOfLimit(Resting order, Seen seen, long through) {
        if (order.heldBack) {
            return OptionalLong.of(seen.open());
        }
        return seen.low() <= order.seenLimit() - through
                ? OptionalLong.of(Math.min(order.seenLimit(), seen.high()))
                : OptionalLong.empty();
    }

    /** Where a child fills whose parent filled inside the bar, when it does: already passed there, else at its level. */
    static long fresh(Resting child, Moment entry, Seen seen) {
        long market = seen.sign() * entry.market(child.order.side());
        if (child.isLimit()) {
            return market <= child.seenLimit() ? market : Math.min(child.seenLimit(), seen.high());
        }
        return Math.max(market, child.seenStop());
    }

    /** Passed at the entry, or beyond it where the price had still to go, or between entry and close. */
    static boolean isCertain(Resting child, Moment entry, Seen seen, long through) {
        if (child.isMarket()) {
            return false;
        }
        long market = seen.sign() * entry.market(child.order.side());
        long way = seen.sign() * entry.way();
        if (child.isLimit()) {
            long level = child.seenLimit() - through;
            long enough = child.tested ? level : child.seenLimit();
            return market <= enough || (way < 0 && seen.low() <= level) || seen.close() <= level;
        }
        long level = child.seenStop();
        return market >= level || (way > 0 && seen.high() >= level) || seen.close() >= level;
    }
}
