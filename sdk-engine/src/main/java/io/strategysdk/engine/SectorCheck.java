package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Largest sum of absolute position values in one sector over equity. An instrument without a sector is one of its own. */
final class SectorCheck implements RiskCheck {
    private final double max;
    private final List<String> names = new ArrayList<>();
    /** Number of each instrument's sector. */
    private final int[] sectors;

    SectorCheck(double max, Map<String, String> bySymbol, Instruments instruments) {
        this.max = max;
        sectors = new int[instruments.size()];
        Arrays.setAll(sectors, i -> sectorOf(instruments.get(i), bySymbol));
    }

    private int sectorOf(Instrument instrument, Map<String, String> bySymbol) {
        String sector = bySymbol.get(instrument.symbol());
        String name = sector == null ? instrument + " alone" : "sector " + sector;
        int known = sector == null ? -1 : names.indexOf(name);
        if (known >= 0) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        int sector = sectors[proposal.order().instrumentIndex()];
        double exposure = 0;
        for (int i = 0; i < sectors.length; i++) {
            if (sectors[i] == sector) {
                exposure += Math.abs(proposal.farthest(i));
            }
        }
        return proposal.exceeds(exposure, max) ? refuse(proposal, names.get(sector), exposure) : null;
    }

    private Refusal refuse(Proposal proposal, String sector, double exposure) {
        return proposal.refuse(
                RejectReason.EXPOSURE_LIMIT,
                "exposure in " + sector + " must not exceed " + OrderCosts.text(max) + " of equity "
                        + OrderCosts.text(proposal.equity()) + ", would be " + OrderCosts.text(exposure));
    }
}
