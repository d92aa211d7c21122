package io.strategysdk.examples.testing;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.law.StrategyLaws;
import org.junit.jupiter.api.Test;

/** A strategy lives through nights in which its process is restarted. What it keeps in fields does not. */
class RestartTests {
    @Test
    void aCountInAFieldIsCaughtWhereARestartChangesATrade() {
        StrategyLaws laws = StrategyLaws.of(ForgetfulTimeExit::new);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(laws::restart)
                .withMessageStartingWith(
                        "restart: restarted after every 2 slices, it does at 2022-03-28 16:00:00 something else than"
                                + " without: what must survive belongs into context.state()")
                .withMessageContaining("ForgetfulTimeExit wants close SHARE");
    }

    @Test
    void aCountInAStateCellSurvives() {
        StrategyLaws.of(TimeExit::new).all();
    }

    @Test
    void itSellsAfterFiveBars() {
        StrategyTester tester =
                StrategyTester.of(new TimeExit()).bars("ACME 1d 2024-01-02: 20 19 18 17 16 15 14 13 12 11 10");

        assertThat(tester.untilIntent()).wanted("target 100 % ACME");
        assertThat(tester.next(4)).isLong(6_666).wantedNothing();
        assertThat(tester.next()).wanted("close ACME");
    }
}
