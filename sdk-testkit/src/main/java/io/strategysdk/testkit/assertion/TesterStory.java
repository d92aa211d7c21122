package io.strategysdk.testkit.assertion;

import io.strategysdk.api.time.Clock;
import io.strategysdk.testkit.StrategyTester;

/** The steps of a test. */
record TesterStory(StrategyTester tester) implements Story {
    @Override
    public String tell() {
        return tester.story();
    }

    @Override
    public Story at(long epochNanos) {
        return () -> tester.story(Clock.instantOf(epochNanos));
    }
}
