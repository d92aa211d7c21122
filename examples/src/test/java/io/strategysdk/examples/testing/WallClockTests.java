package io.strategysdk.examples.testing;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.purity.ImpureStrategyException;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.DataSets;
import io.strategysdk.testkit.purity.StrategyPurity;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A strategy that asks the machine for the time has no backtest. It is found in its code, before it runs. */
class WallClockTests {
    @Test
    void noRunTakesAStrategyThatReadsTheClock() {
        Backtest backtest = Backtest.of(new WallClockTurnOfMonth()).on(DataSets.walk());

        assertThatExceptionOfType(ImpureStrategyException.class)
                .isThrownBy(backtest::run)
                .withMessageContaining("CLOCK: java.time.LocalDate.now(java.time.ZoneId); use context.clock()")
                .withMessageContaining("generateOrders(WallClockTurnOfMonth.java:");
    }

    @Test
    void aTestFindsItWithoutARun() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StrategyPurity.check(WallClockTurnOfMonth.class))
                .withMessageContaining("CLOCK: java.time.LocalDate.now(java.time.ZoneId); use context.clock()")
                .withMessageContaining("generateOrders(WallClockTurnOfMonth.java:");
    }

    @Test
    void theClockOfTheRunKeepsAllLaws() {
        StrategyLaws.of(TurnOfMonth::new).all();
    }

    @Test
    void itHoldsFromThe28thToThe3rd() {
        StrategyTester tester = StrategyTester.of(new TurnOfMonth()).bars("ACME 1d 2024-01-26: 10 10 10 10 10 10 10");

        assertThat(tester.until(LocalDate.of(2024, 1, 26))).wantedNothing();
        assertThat(tester.until(LocalDate.of(2024, 1, 29))).wanted("target 100 % ACME");
        assertThat(tester.until(LocalDate.of(2024, 2, 2))).isLong(10_000).wantedNothing();
        assertThat(tester.until(LocalDate.of(2024, 2, 5))).wanted("close ACME");
    }
}
