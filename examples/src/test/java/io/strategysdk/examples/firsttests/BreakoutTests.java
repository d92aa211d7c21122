package io.strategysdk.examples.firsttests;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;

import io.strategysdk.testkit.StrategyTester;
import org.junit.jupiter.api.Test;

class BreakoutTests {
    private final StrategyTester tester = StrategyTester.of(new Breakout(new Breakout.Parameters(3)))
            .cash(10_000)
            .bars("""
                    ACME 1d 2024-01-02
                    # open  high   low  close
                    10.00  10.50  9.80  10.20
                    10.20  10.60  9.90  10.00
                    10.00  10.40  9.70  10.30
                    """);

    @Test
    void buysAfterACloseAboveTheHighestHigh() {
        tester.bars("10.30 10.90 10.30 10.80").run();

        assertThat(tester).wanted("target 95 % ACME");
    }

    @Test
    void waitsWhileOnlyTheHighIsAbove() {
        tester.bars("10.30 10.90 10.30 10.60").run();

        assertThat(tester).wantedNothing();
    }

    @Test
    void isFilledAtTheNextOpenAndSellsBelowTheLowestLow() {
        tester.bars("10.30 10.90 10.30 10.80").run();

        tester.bars("11.00 11.20 10.90 11.10").run();
        assertThat(tester).filled("buy 879 ACME at 11").isLong(879).hasCash("331");

        tester.bars("11.00 11.00 9.50 9.60").run();
        assertThat(tester).wanted("close ACME");

        tester.bars("9.50 9.60 9.40 9.50").run();
        assertThat(tester).isFlat().hasCash("8681.50");
    }
}
