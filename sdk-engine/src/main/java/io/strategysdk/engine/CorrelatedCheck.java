package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import org.jspecify.annotations.Nullable;

/** Largest net and gross exposure in instruments that move together with the order's. */
final class CorrelatedCheck implements RiskCheck {
    private final double net;
    private final double gross;
    private final double threshold;
    private final Linkage linkage;
    private final double[] values;
    private final int[] exposed;

    CorrelatedCheck(RiskLimits limits, DailyReturns returns) {
        net = limits.maxCorrelatedNet();
        gross = limits.maxCorrelatedGross();
        threshold = limits.correlationThreshold();
        linkage = new Linkage(threshold, returns);
        values = new double[returns.size()];
        exposed = new int[values.length];
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        int own = proposal.order().instrumentIndex();
        int place = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            values[count] = proposal.farthest(i);
            if (i == own) {
                place = count;
            }
            if (values[count] != 0 || i == own) {
                exposed[count++] = i;
            }
        }
        return check(proposal, linkage.groups(exposed, count), place, count);
    }

    private @Nullable Refusal check(Proposal proposal, int[] groups, int place, int count) {
        double sum = 0;
        double absolute = 0;
        for (int i = 0; i < count; i++) {
            if (groups[i] == groups[place]) {
                sum += values[i];
                absolute += Math.abs(values[i]);
            }
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
