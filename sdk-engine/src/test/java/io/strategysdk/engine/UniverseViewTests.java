package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.Universe;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.DisabledExecution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UniverseViewTests {
    private static Script noting(String name, List<String> seen, boolean isWaiting) {
        Script script = new Script();
        List<Universe> universes = new ArrayList<>();
        script.onStart = context -> {
            universes.add(context.universe("u"));
            if (isWaiting) {
                context.feature(Indicators.sma(3));
            }
        };
        script.decide = context -> {
            seen.add(name + (universes.get(0).isUpdated() ? " sees new members" : ""));
            return List.of();
        };
        return script;
    }

    @Test
    void membersAreNewToEachStrategyOnce() {
        List<String> seen = new ArrayList<>();

        Engine.over(data(minutes(AAPL, 1, 2, 3, 4)))
                .execution(new DisabledExecution())
                .universe(UniverseDefinition.of("u", Membership.always("AAPL")))
                .strategy("early", noting("early", seen, false), CAPITAL, RiskLimits.NONE)
                .strategy("late", noting("late", seen, true), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(seen)
                .containsExactly("early sees new members", "early", "early", "late sees new members", "early", "late");
    }
}
