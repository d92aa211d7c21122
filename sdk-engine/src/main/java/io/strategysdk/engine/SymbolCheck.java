package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import org.jspecify.annotations.Nullable;

/** What may be traded at all. */
final class SymbolCheck implements RiskCheck {
    private final boolean[] allowed;

    SymbolCheck(RiskLimits limits, Instruments instruments) {
        allowed = new boolean[instruments.size()];
        for (int i = 0; i < allowed.length; i++) {
            Instrument instrument = instruments.get(i);
            allowed[i] = !limits.deniedSymbols().contains(instrument.symbol())
                    && limits.allowedSymbols()
                            .map(symbols -> symbols.contains(instrument.symbol()))
                            .orElse(true);
        }
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        return allowed[proposal.order().instrumentIndex()]
                ? null
                : proposal.refuse(
                        RejectReason.SYMBOL_RESTRICTED,
                        "instrument must be one that the strategy may trade, was "
                                + proposal.order().instrument());
    }
}
