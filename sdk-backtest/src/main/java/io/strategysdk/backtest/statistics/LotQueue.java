package io.strategysdk.backtest.statistics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Open lots of one instrument, all of one side, oldest first. */
final class LotQueue {
    private final Instrument instrument;
    private final Deque<Lot> lots = new ArrayDeque<>();

    LotQueue(Instrument instrument) {
        this.instrument = instrument;
    }

    boolean closes(Side side) {
        return !lots.isEmpty() && lots.getFirst().side() != side;
    }

    Lot oldest() {
        return lots.getFirst();
    }

    void dropIfEmpty() {
        if (lots.getFirst().isEmpty()) {
            lots.removeFirst();
        }
    }

    void open(Lot lot) {
        lots.addLast(lot);
    }

    boolean isEmpty() {
        return lots.isEmpty();
    }

    Lot removeOldest() {
        return lots.removeFirst();
    }

    BigDecimal quantity() {
        return lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Lowers what all lots cost together by an amount, in proportion to their quantities; of short ones it is negative. */
    void lowerCost(BigDecimal amount) {
        BigDecimal left = amount.abs();
        BigDecimal quantity = quantity();
        for (Lot lot : lots) {
            BigDecimal part = Lot.share(left, lot.quantity(), quantity);
            lot.lowerCost(part);
            left = left.subtract(part);
            quantity = quantity.subtract(lot.quantity());
        }
    }

    /** Cuts running totals, so that the lots add up to what the ledger makes of the whole position. */
    void split(int newShares, int oldShares) {
        split(newShares, oldShares, instrument);
    }

    /** The same into another instrument's lots. */
    void split(int newShares, int oldShares, Instrument into) {
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal after = BigDecimal.ZERO;
        for (Lot lot : lots) {
            before = before.add(lot.quantity());
            BigDecimal total = cutToLots(before.multiply(BigDecimal.valueOf(newShares)), oldShares, into);
            lot.convert(total.subtract(after));
            after = total;
        }
        dropVanished();
    }

    private static BigDecimal cutToLots(BigDecimal shares, int divisor, Instrument into) {
        BigDecimal lotSize = into.lotSize().toBigDecimal();
        BigDecimal count = shares.divide(lotSize.multiply(BigDecimal.valueOf(divisor)), 0, RoundingMode.DOWN);
        return count.multiply(lotSize);
    }

    private void dropVanished() {
        Iterator<Lot> iterator = lots.descendingIterator();
        Lot survivor = null;
        while (iterator.hasNext()) {
            Lot lot = iterator.next();
            if (!lot.isEmpty()) {
                survivor = lot;
            } else {
                iterator.remove();
                if (survivor != null) {
                    survivor.absorb(lot);
                } else if (!lots.isEmpty()) {
                    lots.getFirst().absorb(lot);
                }
            }
        }
    }

    void addOpenTo(List<OpenLot> open, String strategy) {
        lots.forEach(lot -> open.add(lot.snapshot(strategy, instrument)));
    }
}
