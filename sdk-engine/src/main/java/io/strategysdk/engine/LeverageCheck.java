package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest sum of absolute position values over equity. */
record LeverageCheck(double max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        double gross = proposal.gross();
        if (!proposal.exceeds(gross, max)) {
            return null;
        }
        return proposal.refuse(
                RejectReason.LEVERAGE_LIMIT,
                "positions and open orders must not exceed " + OrderCosts.text(max) + " times equity "
                        + OrderCosts.text(proposal.equity()) + ", would be " + OrderCosts.text(gross));
    }
}
