package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;

/** Why an order must not leave, or not be filled. Its text is made only when there is one. */
record Refusal(RejectReason reason, String text) {
    /** With where it happened. */
    static Refusal of(RejectReason reason, String text, WorkingOrder order) {
        return new Refusal(reason, text + " (" + order.instrument() + ", order " + order.id() + ")");
    }
}
