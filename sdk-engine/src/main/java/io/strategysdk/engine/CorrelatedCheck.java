package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Largest net and gross exposure in instruments that move together with the order's. */
record CorrelatedCheck(double net, double gross, double threshold, DailyReturns returns) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        int own = proposal.order().instrumentIndex();
        double[] values = new double[returns.size()];
        int[] exposed = new int[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = proposal.farthest(i);
            if (values[i] != 0 || i == own) {
                exposed[count++] = i;
            }
        }
        double sum = 0;
        double absolute = 0;
        for (int member : Linkage.groupOf(own, exposed, count, threshold, returns)) {
            sum += values[member];
            absolute += Math.abs(values[member]);
        }
        return refusal(proposal, Math.abs(sum), absolute);
    }

    private @Nullable Refusal refusal(Proposal proposal, double sum, double absolute) {
        if (proposal.exceeds(sum, net)) {
            return refuse(proposal, "net", net, sum);
        }
        return proposal.exceeds(absolute, gross) ? refuse(proposal, "gross", gross, absolute) : null;
    }

    private Refusal refuse(Proposal proposal, String which, double max, double was) {
        return proposal.refuse(
                RejectReason.EXPOSURE_LIMIT,
                which + " exposure in instruments correlated from " + OrderCosts.text(threshold)
                        + " on must not exceed " + OrderCosts.text(max) + " of equity "
                        + OrderCosts.text(proposal.equity()) + ", would be " + OrderCosts.text(was));
    }
}
