package io.strategysdk.testkit.alpaca;

/** Where an order is, in Alpaca's words. */
enum Status {
    ACCEPTED,
    PENDING_NEW,
    NEW,
    HELD,
    PARTIALLY_FILLED,
    DONE_FOR_DAY,
    PENDING_CANCEL,
    PENDING_REPLACE,
    ACCEPTED_FOR_BIDDING,
    STOPPED,
    SUSPENDED,
    CALCULATED,
    FILLED,
    CANCELED,
    EXPIRED,
    REPLACED,
    REJECTED;

    /** Whether nothing follows. */
    boolean isFinal() {
        return switch (this) {
            case FILLED, CANCELED, EXPIRED, REPLACED, REJECTED -> true;
            case ACCEPTED,
                    PENDING_NEW,
                    NEW,
                    HELD,
                    PARTIALLY_FILLED,
                    DONE_FOR_DAY,
                    PENDING_CANCEL,
                    PENDING_REPLACE,
                    ACCEPTED_FOR_BIDDING,
                    STOPPED,
                    SUSPENDED,
                    CALCULATED -> false;
        };
    }
}
