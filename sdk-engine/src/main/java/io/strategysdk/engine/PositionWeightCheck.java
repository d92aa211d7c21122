package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest absolute value of one position over equity. */
record PositionWeightCheck(double max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        double held = Math.abs(proposal.reached());
        if (!proposal.exceeds(held, max)) {
            return null;
        }
        return proposal.refuse(
                RejectReason.POSITION_LIMIT,
                "position must not exceed " + OrderCosts.text(max) + " of equity " + OrderCosts.text(proposal.equity())
                        + ", would be " + OrderCosts.text(held));
    }
}
