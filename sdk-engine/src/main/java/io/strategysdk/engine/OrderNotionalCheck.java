package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Smallest and largest value of one order. */
record OrderNotionalCheck(double min, double max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        double value = proposal.value();
        if (value < min) {
            return refuse(proposal, "order value must be at least " + OrderCosts.text(min));
        }
        return value > max ? refuse(proposal, "order value must be at most " + OrderCosts.text(max)) : null;
    }

    private static Refusal refuse(Proposal proposal, String rule) {
        return proposal.refuse(RejectReason.QUANTITY_LIMIT, rule + ", was " + OrderCosts.text(proposal.value()));
    }
}
