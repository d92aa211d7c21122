package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest number of orders in one step, refused ones and exits counted. */
record StepRateCheck(int max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        return proposal.desk().ordersThisStep(proposal.steps.number) <= max
                ? null
                : proposal.refuse(RejectReason.ORDER_RATE, "orders in one step must not exceed " + max);
    }
}
