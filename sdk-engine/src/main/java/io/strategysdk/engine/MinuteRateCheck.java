package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest number of orders and replacements that left within 60 seconds, exits counted. */
record MinuteRateCheck(OrderPace pace) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        return pace.hasRoom(proposal.steps.epochNanos)
                ? null
                : proposal.refuse(RejectReason.ORDER_RATE, "orders in 60 seconds must not exceed " + pace.most());
    }
}
