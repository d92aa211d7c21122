package io.strategysdk.alpaca;

import io.strategysdk.api.order.OrderStatus;
import java.util.Locale;

/** Status of an order as Alpaca has it. The set is open: what is new counts as working until it is known better. */
enum VenueStatus {
    /** In the books, not yet at a venue: the market is closed. */
    ACCEPTED(Phase.WAITING),
    /** On its way to the venue. */
    PENDING_NEW(Phase.WAITING),
    ACCEPTED_FOR_BIDDING(Phase.WAITING),
    /** An exit that waits for its entry. */
    HELD(Phase.HELD),
    NEW(Phase.WORKING),
    PARTIALLY_FILLED(Phase.WORKING),
    /** Does not trade any more today; of an order for longer it is no end. */
    DONE_FOR_DAY(Phase.WORKING),
    STOPPED(Phase.WORKING),
    SUSPENDED(Phase.WORKING),
    CALCULATED(Phase.WORKING),
    PENDING_CANCEL(Phase.CHANGING),
    PENDING_REPLACE(Phase.CHANGING),
    FILLED(Phase.ENDED),
    CANCELED(Phase.ENDED),
    EXPIRED(Phase.ENDED),
    REPLACED(Phase.ENDED),
    REJECTED(Phase.ENDED),
    UNKNOWN(Phase.WORKING);

    private final Phase phase;

    /** Where in its life. */
    enum Phase {
        WAITING,
        HELD,
        WORKING,
        CHANGING,
        ENDED
    }

    VenueStatus(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }

    boolean isEnd() {
        return phase == Phase.ENDED;
    }

    /** Whether Alpaca takes another price or quantity for it. */
    boolean isReplaceable() {
        return phase == Phase.WORKING || phase == Phase.HELD;
    }

    /** As the SDK has it. */
    OrderStatus orderStatus(boolean isPartlyFilled) {
        return switch (this) {
            case PENDING_CANCEL -> OrderStatus.PENDING_CANCEL;
            case PENDING_REPLACE -> OrderStatus.PENDING_REPLACE;
            case FILLED -> OrderStatus.FILLED;
            case CANCELED -> OrderStatus.CANCELLED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case REPLACED -> OrderStatus.REPLACED;
            case REJECTED -> OrderStatus.REJECTED;
            case ACCEPTED,
                    PENDING_NEW,
                    ACCEPTED_FOR_BIDDING,
                    HELD,
                    NEW,
                    PARTIALLY_FILLED,
                    DONE_FOR_DAY,
                    STOPPED,
                    SUSPENDED,
                    CALCULATED,
                    UNKNOWN -> isPartlyFilled ? OrderStatus.PARTIALLY_FILLED : OrderStatus.SUBMITTED;
        };
    }

    static VenueStatus of(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        for (VenueStatus status : values()) {
            if (status != UNKNOWN && status.name().equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
