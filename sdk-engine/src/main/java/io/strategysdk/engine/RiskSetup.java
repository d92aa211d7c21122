package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do for safety.
 *
 * @param account losses of all strategies together
 * @param liftsAtSession whether daily losses and drawdowns hold entries back until the next session only
 * @param killSwitch one of the run's own where none was given and monitors act or a file keeps what holds orders back
 * @param file where that is kept over restarts
 */
record RiskSetup(
        LossLimits account,
        boolean liftsAtSession,
        @Nullable KillSwitch killSwitch,
        MonitorSetup monitors,
        @Nullable Path file) {
    RiskSetup {
        boolean needsOne = monitors.acts() || file != null;
        killSwitch = killSwitch == null && needsOne ? new KillSwitch() : killSwitch;
    }
}
