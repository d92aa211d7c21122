package io.strategysdk.testkit.assertion;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.testkit.assertion.Runs.ACME;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatExceptionOfType;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.testkit.ScriptedStrategy;
import io.strategysdk.testkit.StrategyTester;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class BooksAssertTests {
    /** 100 bought at 10, 40 sold at 12, marked at 13, with fees of 1, a dividend of 0.50 on 60 that is paid later. */
    private final StrategyTester tester = StrategyTester.of(ScriptedStrategy.of(
                    context -> List.of(buy(ACME, 100)), context -> List.of(OrderIntent.sell(ACME, 40))))
            .cash(10_000)
            .commission(CommissionModel.perOrder("1"))
            .actions(new CorporateAction.Dividend(
                    ACME, LocalDate.of(2024, 1, 5), new BigDecimal("0.50"), LocalDate.of(2024, 1, 31)))
            .bars("ACME 1d 2024-01-02: 10\n10 12 10 12\n12\n13")
            .run();

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessage(message);
    }

    @Nested
    class APosition {
        private final Position position = tester.position();

        @Test
        void passesForWhatItIs() {
            assertThat(position)
                    .isLong()
                    .isLong(60)
                    .isLong(Quantity.of(60))
                    .hasAveragePrice("10.00")
                    .hasMark("13")
                    .hasRealizedPnl("80")
                    .hasUnrealizedPnl("180.0")
                    .hasFees("2")
                    .hasIncome("30");
            assertThat(shorting()).isShort().isShort(5).isShort(Quantity.of(5));
            assertThat(flat()).isFlat();
        }

        @Test
        void failsForWhatItIsNot() {
            fails(() -> assertThat(position).isFlat(), "position in ACME must be flat, was 60");
            fails(() -> assertThat(position).isShort(), "position in ACME must be short, was 60");
            fails(() -> assertThat(position).isShort(60), "position in ACME must be -60, was 60");
            fails(() -> assertThat(position).isLong(61), "position in ACME must be 61, was 60");
            fails(() -> assertThat(shorting()).isLong(), "position in ACME must be long, was -5");
            fails(
                    () -> assertThat(position).hasAveragePrice("10.01"),
                    "average price of position in ACME must be 10.01, was 10");
            fails(
                    () -> assertThat(flat()).hasAveragePrice("1"),
                    "average price of position in ACME must be 1, was NaN");
            fails(() -> assertThat(position).hasMark("12"), "mark of position in ACME must be 12, was 13");
            fails(
                    () -> assertThat(position).hasRealizedPnl("81"),
                    "realized P&L of position in ACME must be 81, was 80");
            fails(
                    () -> assertThat(position).hasUnrealizedPnl("181"),
                    "unrealized P&L of position in ACME must be 181, was 180");
            fails(() -> assertThat(position).hasFees("1"), "fees of position in ACME must be 1, was 2");
            fails(
                    () -> assertThat(position).as("end").hasIncome("31"),
                    "[end] income of position in ACME must be 31, was 30");
        }

        private Position shorting() {
            return StrategyTester.of(ScriptedStrategy.wanting(OrderIntent.sell(ACME, 5)))
                    .account(AccountRules.margin())
                    .bars(Runs.BARS)
                    .run()
                    .position();
        }

        private Position flat() {
            return StrategyTester.of(new ScriptedStrategy())
                    .bars(Runs.BARS)
                    .run()
                    .position();
        }
    }

    @Nested
    class APortfolio {
        private final Portfolio portfolio = tester.portfolio();

        @Test
        void passesForWhatItIs() {
            assertThat(portfolio)
                    .holds("ACME", 60)
                    .holds("ACME", Quantity.of(60))
                    .holds("BOND", 0)
                    .hasCash("9478")
                    .hasEquity("10288")
                    .hasBuyingPower("9478")
                    .hasRealizedPnl("80")
                    .hasUnrealizedPnl("180")
                    .hasFees("2.00")
                    .hasFinancing("0")
                    .hasIncome("30")
                    .hasReceivable("30");
            assertThat(portfolio).position(ACME).isLong(60);
        }

        @Test
        void failsForWhatItIsNot() {
            fails(() -> assertThat(portfolio).isFlat(), "portfolio must be flat, was 60 ACME");
            fails(() -> assertThat(portfolio).holds("ACME", 61), "position in ACME must be 61, was 60");
            fails(() -> assertThat(portfolio).hasCash("1"), "cash must be 1, was 9478");
            fails(() -> assertThat(portfolio).hasEquity("1"), "equity must be 1, was 10288");
            fails(() -> assertThat(portfolio).hasBuyingPower("1"), "buying power must be 1, was 9478");
            fails(() -> assertThat(portfolio).hasRealizedPnl("1"), "realized P&L must be 1, was 80");
            fails(() -> assertThat(portfolio).hasUnrealizedPnl("1"), "unrealized P&L must be 1, was 180");
            fails(() -> assertThat(portfolio).hasFees("1"), "fees must be 1, was 2");
            fails(() -> assertThat(portfolio).hasFinancing("1"), "financing must be 1, was 0");
            fails(() -> assertThat(portfolio).hasIncome("1"), "income must be 1, was 30");
            fails(() -> assertThat(portfolio).hasReceivable("1"), "receivable must be 1, was 30");
        }
    }
}
