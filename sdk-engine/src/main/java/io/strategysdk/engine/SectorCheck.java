package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Largest sum of absolute position values in one sector over equity. */
final class SectorCheck implements RiskCheck {
    private final double max;
    private final String[] sectors;

    SectorCheck(double max, Map<String, String> bySymbol, Instruments instruments) {
        this.max = max;
        sectors = instruments.list().stream()
                .map(instrument -> bySymbol.getOrDefault(instrument.symbol(), RiskLimits.UNKNOWN_SECTOR))
                .toArray(String[]::new);
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        String sector = sectors[proposal.order().instrumentIndex()];
        double exposure = 0;
        for (int i = 0; i < sectors.length; i++) {
            if (sectors[i].equals(sector)) {
                exposure += Math.abs(proposal.farthest(i));
            }
        }
        return proposal.exceeds(exposure, max) ? refuse(proposal, sector, exposure) : null;
    }

    private Refusal refuse(Proposal proposal, String sector, double exposure) {
        return proposal.refuse(
                RejectReason.EXPOSURE_LIMIT,
                "exposure in sector " + sector + " must not exceed " + OrderCosts.text(max) + " of equity "
                        + OrderCosts.text(proposal.equity()) + ", would be " + OrderCosts.text(exposure));
    }
}
