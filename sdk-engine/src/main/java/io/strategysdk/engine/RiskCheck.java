package io.strategysdk.engine;

import org.jspecify.annotations.Nullable;

/** One limit that an order which is no exit must keep before it leaves. */
interface RiskCheck {
    /** Why the order must not leave, or null. */
    @Nullable
    Refusal check(Proposal proposal);
}
