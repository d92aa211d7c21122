package io.strategysdk.alpaca;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as Alpaca shows it at one moment; a replacement is another order. Optional texts are empty, and decimals null,
 * where Alpaca has null.
 *
 * @param id Alpaca's
 * @param qty in units; null of an order for an amount that is not filled
 * @param filledQty in all
 * @param filledAverage price of all that is filled
 * @param word the status as it is written
 * @param legs exits, where they were asked for
 */
record VenueOrder(
        String id,
        String clientId,
        String symbol,
        String assetClass,
        String side,
        String type,
        String orderClass,
        String timeInForce,
        @Nullable BigDecimal qty,
        @Nullable BigDecimal notional,
        BigDecimal filledQty,
        @Nullable BigDecimal filledAverage,
        @Nullable BigDecimal limit,
        @Nullable BigDecimal stop,
        @Nullable BigDecimal trail,
        @Nullable BigDecimal trailPercent,
        boolean isExtendedHours,
        VenueStatus status,
        String word,
        String replacedBy,
        String replaces,
        Instant submittedAt,
        Instant updatedAt,
        @Nullable Instant filledAt,
        List<VenueOrder> legs) {
    VenueOrder {
        legs = List.copyOf(legs);
    }

    /** What the two tell together: the later one's state, and the larger filled quantity with its price. */
    VenueOrder with(VenueOrder other) {
        boolean isEarlier = isBefore(other);
        VenueOrder later = isEarlier ? other : this;
        VenueOrder earlier = isEarlier ? this : other;
        VenueOrder fuller = filledQty.compareTo(other.filledQty) >= 0 ? this : other;
        VenueOrder successor = later.replacedBy.isEmpty() && later.status == VenueStatus.REPLACED
                ? (replacedBy.isEmpty() ? other : this)
                : later;
        return later.withFills(fuller, earlier, successor.replacedBy);
    }

    private boolean isBefore(VenueOrder other) {
        if (status.isEnd() != other.status.isEnd()) {
            return other.status.isEnd();
        }
        int byTime = updatedAt.compareTo(other.updatedAt);
        if (byTime != 0) {
            return byTime < 0;
        }
        int byFills = filledQty.compareTo(other.filledQty);
        return byFills != 0 ? byFills < 0 : status.phase().compareTo(other.status.phase()) <= 0;
    }

    /** What never changes stays, should one of the two lack it. */
    private VenueOrder withFills(VenueOrder from, VenueOrder earlier, String successor) {
        return new VenueOrder(
                id,
                clientId.isEmpty() ? earlier.clientId : clientId,
                symbol,
                assetClass,
                side,
                type,
                orderClass,
                timeInForce,
                qty == null ? earlier.qty : qty,
                notional,
                from.filledQty,
                from.filledAverage,
                limit,
                stop,
                trail,
                trailPercent,
                isExtendedHours,
                status,
                word,
                successor,
                replaces.isEmpty() ? earlier.replaces : replaces,
                submittedAt,
                updatedAt,
                from.filledAt == null ? filledAt : from.filledAt,
                legs);
    }

    /** Whether it hangs together with others, as an entry or an exit. */
    boolean isOfGroup() {
        return !orderClass.isEmpty() && !orderClass.equals("simple");
    }

    /** Whether it buys. */
    boolean isBuy() {
        return side.equals("buy");
    }

    /** When the last fill happened, as far as it is told. */
    Instant lastFill() {
        return Optional.ofNullable(filledAt).orElse(updatedAt);
    }

    /** For logs. */
    @Override
    public String toString() {
        return clientId + " (" + symbol + ", " + word + ", " + filledQty.toPlainString() + " of "
                + (qty == null ? "an amount" : qty.toPlainString()) + ", order " + id + " at Alpaca)";
    }
}
