package io.strategysdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrategyTesterTests {
    @Test
    void runs() {
        StrategyTester tester = StrategyTester.of(new Crossover())
                .cash(10_000)
                .bars("ACME 1d 2024-01-02: 10 10 10 12 13")
                .run();

        tester.bars("12.50 13 12 12.80\n9").closes(8, 7).run();
        assertThat(tester.fills()).hasSize(2);
    }
}
