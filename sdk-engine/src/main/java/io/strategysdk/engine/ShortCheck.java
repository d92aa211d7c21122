package io.strategysdk.engine;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.RejectReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be sold short: elsewhere no position may come below zero, all open sells included. */
final class ShortCheck implements RiskCheck {
    private final boolean[] shortable;

    ShortCheck(Set<String> symbols, Instruments instruments) {
        shortable = new boolean[instruments.size()];
        for (int i = 0; i < shortable.length; i++) {
            shortable[i] = symbols.contains(instruments.get(i).symbol());
        }
    }

    @Override
    public @Nullable Refusal check(Proposal proposal) {
        boolean passes = shortable[proposal.order().instrumentIndex()]
                || proposal.order().sign() > 0
                || proposal.left() >= 0;
        return passes ? null : refuse(proposal);
    }

    private static Refusal refuse(Proposal proposal) {
        int scale = proposal.order().instrument().quantityScale();
        return proposal.refuse(
                RejectReason.SHORT_NOT_ALLOWED,
                "instrument must not be sold short, quantity held would be " + new Quantity(proposal.left(), scale));
    }
}
