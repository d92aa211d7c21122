package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an issuer's action makes of an order's prices, rounded to the tick so that the order is not easier to fill. Empty
 * where the order cannot be: a price would be zero, or its exits would lie on the wrong side of it.
 */
interface TermsChange {
    /** A price, to be rounded to the tick. */
    BigDecimal price(BigDecimal before);

    /** A distance between two prices, to be rounded up to the tick. */
    BigDecimal distance(BigDecimal before);

    /** Whether it concerns orders of such terms on a side. */
    boolean concerns(OrderTerms terms, Side side);

    /** Every price, by the ratio of a split. */
    static TermsChange of(SplitRatio ratio) {
        return new BySplit(ratio);
    }

    /** The same order of another quantity at changed prices. */
    default Optional<NewOrder> of(NewOrder before, BigDecimal orderQty) {
        Instrument instrument = before.instrument();
        Optional<OrderTerms> terms = of(before.terms(), before.side(), instrument);
        Optional<Exits> exits = of(before.exits(), before.side().opposite(), instrument);
        if (terms.isEmpty() || exits.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NewOrder(
                    instrument,
                    before.side(),
                    instrument.quantity(orderQty),
                    before.notional(),
                    terms.get(),
                    before.timeInForce(),
                    before.expiry(),
                    exits.get(),
                    before.handling(),
                    before.tag()));
        } catch (IllegalArgumentException outOfOrder) {
            return Optional.empty();
        }
    }

    private Optional<Exits> of(Exits exits, Side side, Instrument instrument) {
        var changed = exits.terms().stream()
                .flatMap(terms -> of(terms, side, instrument).stream())
                .toList();
        return changed.size() < exits.terms().size()
                ? Optional.empty()
                : Optional.of(changed.isEmpty() ? Exits.NONE : new Exits(changed));
    }

    /** These terms of an order on a side. */
    default Optional<OrderTerms> of(OrderTerms terms, Side side, Instrument instrument) {
        if (!concerns(terms, side)) {
            return Optional.of(terms);
        }
        boolean isBuy = side == Side.BUY;
        if (terms instanceof OrderTerms.Limit limit) {
            return rounded(price(limit.price().toBigDecimal()), isBuy, instrument)
                    .map(OrderTerms.Limit::new);
        } else if (terms instanceof OrderTerms.Stop stop) {
            return rounded(price(stop.stopPrice().toBigDecimal()), !isBuy, instrument)
                    .map(OrderTerms.Stop::new);
        } else if (terms instanceof OrderTerms.StopLimit both) {
            Optional<Price> stop = rounded(price(both.stopPrice().toBigDecimal()), !isBuy, instrument);
            return rounded(price(both.price().toBigDecimal()), isBuy, instrument)
                    .flatMap(limit -> stop.map(level -> new OrderTerms.StopLimit(level, limit)));
        } else if (terms instanceof OrderTerms.TrailingStop trailing) {
            return rounded(distance(trailing.distance().toBigDecimal()), false, instrument)
                    .map(OrderTerms.TrailingStop::new);
        }
        return Optional.of(terms);
    }

    private static Optional<Price> rounded(BigDecimal price, boolean down, Instrument instrument) {
        BigDecimal ticks =
                price.divide(instrument.tickSize().toBigDecimal(), 0, down ? RoundingMode.FLOOR : RoundingMode.CEILING);
        return ticks.signum() <= 0
                ? Optional.empty()
                : Optional.of(instrument.tickSize().times(ticks.longValueExact()));
    }

    /** By the ratio of a split. */
    record BySplit(SplitRatio ratio) implements TermsChange {
        /** Digits beyond those of any price: a quotient that is cut here lies on the side of its tick where it is. */
        private static final int DIGITS = 60;

        @Override
        public BigDecimal price(BigDecimal before) {
            return before.multiply(BigDecimal.valueOf(ratio.oldShares()))
                    .divide(BigDecimal.valueOf(ratio.newShares()), DIGITS, RoundingMode.DOWN);
        }

        @Override
        public BigDecimal distance(BigDecimal before) {
            return price(before);
        }

        @Override
        public boolean concerns(OrderTerms terms, Side side) {
            return true;
        }
    }

    /** By a dividend. */
    record ByDividend(BigDecimal perShare) implements TermsChange {
        @Override
        public BigDecimal price(BigDecimal before) {
            return before.subtract(perShare);
        }

        @Override
        public BigDecimal distance(BigDecimal before) {
            return before;
        }

        @Override
        public boolean concerns(OrderTerms terms, Side side) {
            return side == Side.BUY
                    ? terms.type() == OrderType.LIMIT
                    : terms.type() != OrderType.LIMIT && terms.type() != OrderType.MARKET;
        }

        /** Orders that outlive a session, as FINRA's rule 5330 has it, and are not marked otherwise. */
        boolean concerns(NewOrder order) {
            boolean rests = order.timeInForce() == TimeInForce.GTC || order.timeInForce() == TimeInForce.GTD;
            return rests && !order.handling().doNotReduce() && concerns(order.terms(), order.side());
        }
    }
}
