package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do for safety.
 *
 * @param account losses of all strategies together
 * @param liftsAtSession whether daily losses and drawdowns hold entries back until the next session only
 */
record RiskSetup(
        LossLimits account,
        boolean liftsAtSession,
        @Nullable KillSwitch killSwitch) {}
