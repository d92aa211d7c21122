package io.strategysdk.examples.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.DataSets;
import org.junit.jupiter.api.Test;

/** A context shows no future. What a strategy was prepared with before the run can. */
class LookAheadTests {
    @Test
    void anAverageOfTheWholeHistoryIsCaughtWithTheBarThatItKnewTooEarly() {
        StrategyLaws laws =
                StrategyLaws.ofPrepared(WholeSampleReversion::fittedTo).on("a walk", DataSets::walk);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(laws::noLookAhead)
                .withMessageStartingWith(
                        "no look-ahead: what it did at 2022-01-03 16:00:00 depends on the bar of 2022-01-06");
    }

    @Test
    void anAverageOfThePastDependsOnNothingThatFollows() {
        StrategyLaws.of(TrailingReversion::new).all();
    }
}
