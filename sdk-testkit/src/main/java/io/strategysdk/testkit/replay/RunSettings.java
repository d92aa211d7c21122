package io.strategysdk.testkit.replay;

import io.strategysdk.engine.RunResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run was given beside its market and what the journal begins with; words are all there is of costs and limits. */
record RunSettings(Optional<Instant> from, long seed, Map<String, String> words) {
    RunSettings {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    static RunSettings of(RunResult result, Map<String, String> words) {
        return new RunSettings(result.from(), result.seed(), words);
    }
}
