package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order in the venue's book, and how far it has come. Only what holds the venue's lock touches it. */
final class BookedOrder {
    private static final int AVERAGE_SCALE = 6;

    final String id;
    final OrderTicket ticket;
    final Instant createdAt;
    final List<BookedOrder> legs = new ArrayList<>();
    String clientOrderId;
    /** Among all orders, by when it came. */
    int place;

    @Nullable
    BookedOrder parent;

    @Nullable
    BookedOrder replaces;

    @Nullable
    BookedOrder replacedBy;

    Status status = Status.ACCEPTED;
    /** Null while an order for an amount waits for its price. */
    @Nullable
    BigDecimal qty;

    BigDecimal filledQty = BigDecimal.ZERO;
    BigDecimal filledValue = BigDecimal.ZERO;

    /** The newest execution, as it was, or as it was corrected; none once it was taken back. */
    @Nullable
    Trade lastTrade;

    /** Whether the next cancel or replacement is refused. */
    boolean refusesNextChange;

    @Nullable
    BigDecimal hwm;

    @Nullable
    BigDecimal trailingStop;

    boolean isTriggered;
    /** What it does to the position, as it was when it was taken. */
    String intent = "";

    /** At the market: what waits for a session or for its parent is not. */
    boolean isLive;

    Instant submittedAt;
    Instant updatedAt;

    @Nullable
    Instant filledAt;

    @Nullable
    Instant expiredAt;

    @Nullable
    Instant canceledAt;

    @Nullable
    Instant failedAt;

    @Nullable
    Instant replacedAt;

    @Nullable
    Instant cancelRequestedAt;

    Instant expiresAt = Instant.MAX;
    /** When the market opens for it. */
    Instant wakesAt = Instant.MIN;

    /** An execution, by the id of its event. */
    record Trade(String executionId, BigDecimal qty, BigDecimal price) {}

    BookedOrder(String id, String clientOrderId, OrderTicket ticket, Instant now) {
        this.id = id;
        this.clientOrderId = clientOrderId;
        this.ticket = ticket;
        qty = ticket.qty();
        createdAt = now;
        submittedAt = now;
        updatedAt = now;
    }

    AlpacaAsset asset() {
        return ticket.asset();
    }

    Side side() {
        return ticket.side();
    }

    OrderType type() {
        return ticket.type();
    }

    TimeInForce timeInForce() {
        return ticket.timeInForce();
    }

    /** Of a replacement, where the old order was before. */
    Status statusBefore = Status.NEW;

    /** Whether it waits for the market to open for it. */
    boolean isWaiting() {
        return !wakesAt.equals(Instant.MIN);
    }

    /** A replacement that has not taken the place of the old order yet. */
    boolean isReplacing() {
        return replaces != null && status == Status.PENDING_NEW;
    }

    /** The order that it takes the place of. */
    BookedOrder replaced() {
        return Objects.requireNonNull(replaces, "only a replacement takes a place");
    }

    /** Whether the next change is to be refused, which holds once. */
    boolean takeRefusal() {
        boolean refuses = refusesNextChange;
        refusesNextChange = false;
        return refuses;
    }

    boolean isOpen() {
        return !status.isFinal();
    }

    /** What is not filled; of an order for an amount that waits for its price, nothing. */
    BigDecimal leaves() {
        return qty == null ? BigDecimal.ZERO : qty.subtract(filledQty);
    }

    @Nullable
    BigDecimal averagePrice() {
        return filledQty.signum() == 0 ? null : filledValue.divide(filledQty, AVERAGE_SCALE, RoundingMode.HALF_UP);
    }

    /** Those that end with it, or lose what it fills; itself not among them. */
    List<BookedOrder> rivals() {
        BookedOrder first = parent;
        List<BookedOrder> group = new ArrayList<>();
        if (first != null) {
            group.addAll(first.legs);
            if (first.ticket.orderClass() == OrderClass.OCO) {
                group.add(first);
            }
        } else if (ticket.orderClass() == OrderClass.OCO) {
            group.addAll(legs);
        }
        group.removeIf(order -> order.id.equals(id));
        return group;
    }

    boolean isSame(@Nullable BookedOrder other) {
        return other != null && other.id.equals(id);
    }

    /** The level that sets it off; of a trailing stop the one that it has come to. */
    @Nullable
    BigDecimal stopPrice() {
        return type() == OrderType.TRAILING_STOP ? trailingStop : ticket.stopPrice();
    }

    @Nullable
    Instant shownExpiry() {
        return expiresAt.equals(Instant.MAX) ? null : expiresAt;
    }

    @Override
    public String toString() {
        return clientOrderId + " " + Wire.word(side()) + " " + qty + " " + asset().symbol() + " " + Wire.word(status);
    }
}
