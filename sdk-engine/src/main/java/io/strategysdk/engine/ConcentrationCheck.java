package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest share of one position in all of them, or in equity where that is more. */
record ConcentrationCheck(double max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        double held = Math.abs(proposal.reached());
        double whole = Math.max(proposal.gross(), proposal.equity());
        if (held <= max * whole * Proposal.SLACK) {
            return null;
        }
        return proposal.refuse(
                RejectReason.POSITION_LIMIT,
                "position must not exceed " + OrderCosts.text(max) + " of the larger of exposure and equity "
                        + OrderCosts.text(whole) + ", would be " + OrderCosts.text(held));
    }
}
